"""What is covered is gone: marks, codes that are found, and the way back that there is not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage

from refund_desk.ui.redaction.checklist import Checklist
from refund_desk.ui.redaction.codes import FoundCode, find_codes
from refund_desk.ui.redaction.marks import Frame, Redaction, Steps, Stroke, Topic, burn
from tests.ui.label_pictures import label

PLACE = QRect(40, 30, 96, 48)


def striped(colour: str = "black") -> QImage:
    """White, with stripes in the place that is covered."""
    picture = QImage(240, 160, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    for x in range(PLACE.left(), PLACE.right(), 4):
        for y in range(PLACE.top(), PLACE.bottom()):
            picture.setPixelColor(x, y, QColor(colour))
    return picture


def pixels(picture: QImage, place: QRect) -> set[str]:
    part = picture.copy(place)
    return {part.pixelColor(x, y).name() for x in range(part.width()) for y in range(part.height())}


def test_black_is_black_and_the_picture_stays_as_it_was() -> None:
    picture = striped()
    before = picture.copy()
    burned = burn(picture, Redaction((Frame(PLACE),)))
    assert pixels(burned, PLACE) == {"#000000"}
    assert pixels(burned, QRect(0, 0, 240, 30)) == {"#ffffff"}
    assert picture == before


def test_a_mosaic_holds_one_colour_a_block() -> None:
    burned = burn(striped(), Redaction((Frame(PLACE, 24),)))
    for left in range(PLACE.left(), PLACE.right(), 24):
        for top in range(PLACE.top(), PLACE.bottom(), 24):
            assert len(pixels(burned, QRect(left, top, 24, 24))) == 1


def test_a_mosaic_says_little_of_what_it_covers() -> None:
    first, second = (
        burn(striped(colour), Redaction((Frame(PLACE, 24, seed=b"x" * 16),)))
        for colour in ("#101010", "#121212")
    )
    # Pictures that differ a little look the same below it,
    assert first == second
    # and the same picture looks different each time.
    again = burn(striped(), Redaction((Frame(PLACE, 24),)))
    assert again != first


def test_a_mosaic_at_the_edge_covers_all_of_it() -> None:
    edge = QRect(230, 150, 30, 30)
    burned = burn(striped(), Redaction((Frame(edge, 24),)))
    assert burned.size() == striped().size()
    assert len(pixels(burned, edge & burned.rect())) == 1


def test_a_stroke_is_as_wide_as_the_brush() -> None:
    stroke = Stroke((QPoint(60, 50), QPoint(120, 50)), 20)
    burned = burn(striped("red"), Redaction((stroke,)))
    assert pixels(burned, QRect(60, 42, 60, 16)) == {"#000000"}
    assert "#ff0000" in pixels(burned, QRect(60, 62, 60, 10))


def test_cropping_leaves_nothing_of_the_rest() -> None:
    kept = QRect(0, 0, 100, 30)
    burned = burn(striped(), Redaction((), kept))
    assert burned.size() == kept.size()
    assert pixels(burned, burned.rect()) == {"#ffffff"}


def test_steps_go_back_and_forth_and_a_new_one_ends_that() -> None:
    steps = Steps()
    steps.undo()
    assert not steps.can_undo
    first = Redaction((Frame(PLACE),))
    second = first.with_mark(Frame(QRect(0, 0, 9, 9)))
    for state in (first, second):
        steps.add(state)
    steps.undo()
    assert (steps.now, steps.can_undo, steps.can_redo) == (first, True, True)
    steps.redo()
    steps.redo()
    assert steps.now == second
    steps.undo()
    steps.add(Redaction())
    assert not steps.can_redo


@pytest.mark.parametrize("tilt", [0, 20, 45, 70, 90, 180, 200])
def test_codes_are_found_in_any_direction(tilt: float) -> None:
    found = find_codes(label(width=520, height=520, tilt=tilt))
    assert sorted(code.is_matrix for code in found) == [False, True]


def test_a_found_code_is_covered_by_its_place() -> None:
    picture = label()
    marks = tuple(Frame(code.place, topic=Topic.CODE) for code in find_codes(picture))
    assert find_codes(burn(picture, Redaction(marks))) == ()


def test_where_no_code_is_none_is_found() -> None:
    assert find_codes(striped()) == ()
    assert find_codes(QImage()) == ()


def test_a_code_that_was_found_says_nothing() -> None:
    assert "138" not in repr(find_codes(label()))


QR = FoundCode(QRect(10, 10, 40, 40), is_matrix=True, symbol=QRect(15, 15, 30, 30))
BARS = FoundCode(QRect(100, 10, 80, 40), is_matrix=False, symbol=QRect(105, 15, 70, 30))


def test_the_list_goes_on_by_itself_to_what_is_open() -> None:
    checklist, redaction = Checklist(codes=()), Redaction()
    assert checklist.left(redaction) == 3
    assert checklist.topic(redaction) is Topic.PHONE
    redaction = redaction.with_mark(Frame(PLACE, topic=Topic.PHONE))
    assert checklist.topic(redaction) is Topic.ADDRESS
    checklist.chosen = Topic.NAME
    assert checklist.topic(redaction) is Topic.NAME
    checklist.nothing_else(redaction)
    assert checklist.left(redaction) == 0
    assert checklist.topic(redaction) is Topic.OTHER
    # Taken back, it is open again: nobody said that there is no phone.
    assert checklist.left(Redaction()) == 1


def test_a_qr_code_must_go_and_a_bar_code_may_stay() -> None:
    checklist = Checklist(codes=(QR, BARS), absent={Topic.PHONE, Topic.ADDRESS, Topic.NAME})
    assert checklist.left(Redaction()) == 1
    half = Redaction((Frame(QRect(0, 0, 30, 60)),))
    assert checklist.left(half) == 1
    assert checklist.left(Redaction((Frame(QR.symbol),))) == 0
    assert checklist.left(Redaction((), kept=QRect(100, 0, 90, 90))) == 0
    assert checklist.readable(Redaction((Frame(QR.place),))) == (BARS,)


def test_a_frame_over_a_code_is_about_the_code() -> None:
    checklist = Checklist(codes=(QR, BARS))
    assert checklist.topic_at(QR.place, Redaction()) is Topic.CODE
    assert checklist.topic_at(QRect(200, 90, 30, 30), Redaction()) is Topic.PHONE
    # Once it is covered, another frame there is about the line that is open.
    covered = Redaction((Frame(QR.symbol, topic=Topic.CODE),))
    assert checklist.topic_at(QR.place, covered) is Topic.PHONE


def test_while_codes_are_looked_for_the_list_is_open() -> None:
    checklist = Checklist(absent={Topic.PHONE, Topic.ADDRESS, Topic.NAME})
    assert checklist.left(Redaction()) == 1
