"""An id is found where it stands, whatever bytes its neighbours have."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.ui.ids import place_in


@pytest.mark.parametrize("typecode", ["I", "q"])
@given(st.lists(st.sampled_from([0, 1, 255, 256, 257, 65_536, 65_792, 16_777_216]), max_size=12))
def test_the_same_as_looking_at_each(typecode: str, numbers: list[int]) -> None:
    ids = array(typecode, numbers)
    for wanted in (-1, 0, 1, 256, 65_536, 16_777_216):
        assert place_in(ids, wanted) == (numbers.index(wanted) if wanted in numbers else None)
