"""A text that cannot be printed by accident."""

from __future__ import annotations

from typing import NoReturn


class Secret:
    """Holds a secret text; repr, str and format say `Secret(***)`, and it refuses to be pickled."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        """Wrap the text."""
        self._text = text

    def reveal(self) -> str:
        """The secret itself; call it only where it is used, never where it is shown."""
        return self._text

    def __repr__(self) -> str:
        """Never the secret."""
        return "Secret(***)"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        """Never the secret, whatever the format."""
        return repr(self)

    def __eq__(self, other: object) -> bool:
        """Equal when the texts are."""
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        """Hash of the text."""
        return hash(self._text)

    def __reduce__(self) -> NoReturn:
        """Refuse pickling: a pickle is a plain copy."""
        raise TypeError("a Secret is never written out")
