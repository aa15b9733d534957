"""The building blocks: what a press, a key and a long text do to each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from refund_desk.ui import theme
from refund_desk.ui.widgets.banners import BANNERS_MAX, Banner, BannerLook, BannerStack
from refund_desk.ui.widgets.buttons import Button, IconButton, Kind
from refund_desk.ui.widgets.choices import CheckBox, ComboBox, RadioButton
from refund_desk.ui.widgets.frames import Card, Hairline, Panel
from refund_desk.ui.widgets.keycap import Keycap
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, ParagraphLabel, PlainLabel
from refund_desk.ui.widgets.money_bar import MoneyBar
from refund_desk.ui.widgets.pills import Pill, PillLook, Tag
from refund_desk.ui.widgets.segments import Segment, SegmentControl
from refund_desk.ui.widgets.tabs import TabLabel, TabStrip
from refund_desk.ui.widgets.thumbnail import Thumbnail
from refund_desk.ui.widgets.timeline import StepDetail, Timeline, TimelineStep
from refund_desk.ui.widgets.toast import Toast

_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    chosen = theme.install(qapp, "light")
    yield
    chosen.choose("light")


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Shows a widget as the active window, and keeps it for the test."""
    kept: list[QWidget] = []

    def shown(widget: QWidget) -> None:
        kept.append(widget)
        qtbot.addWidget(widget)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)

    return shown


def _row(*widgets: QWidget) -> QWidget:
    window = QWidget()
    line = QHBoxLayout(window)
    line.setContentsMargins(20, 20, 20, 20)
    for widget in widgets:
        line.addWidget(widget)
    return window


def _pixels(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def _picture() -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#b98a56"))
    return image


# Labels


def test_labels_show_markup_literally(qtbot: QtBot) -> None:
    for label in (PlainLabel("<b>x</b>"), ElidedLabel("<b>x</b>")):
        qtbot.addWidget(label)
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_an_elided_label_tells_the_rest_in_its_tooltip(
    qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    label = ElidedLabel("收到快递打开一看，一只杯子碎了 <script>")
    show(label)
    label.resize(60, 20)
    assert label.text().endswith("…")
    assert label.whole_text().endswith("<script>")
    assert "一只杯子碎了" in label.toolTip()
    assert "<" not in label.toolTip()
    label.resize(900, 20)
    assert label.toolTip() == ""


def test_a_private_label_has_no_tooltip(show: Callable[[QWidget], None]) -> None:
    label = ElidedLabel("浙江省杭州市余杭区文一西路", private=True)
    show(label)
    label.resize(40, 20)
    assert label.text().endswith("…")
    assert label.toolTip() == ""


def test_a_paragraph_grows_as_it_gets_narrower(qtbot: QtBot) -> None:
    paragraph = ParagraphLabel("退一只杯子的钱，谢谢。" * 6, line_px=21)
    qtbot.addWidget(paragraph)
    assert paragraph.heightForWidth(2000) == 21
    assert paragraph.heightForWidth(200) > 21 * 3
    paragraph.set_text("一\n二\n三")
    assert paragraph.heightForWidth(2000) == 63
    assert paragraph.accessibleName() == "一\n二\n三"


# Buttons


@pytest.mark.parametrize("kind", ["primary", "danger"])
def test_enter_never_presses_a_button_that_moves_money(qtbot: QtBot, kind: Kind) -> None:
    button = Button("确认退款", kind=kind)
    qtbot.addWidget(button)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)
        QTest.keyClick(button, Qt.Key.Key_Enter)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)


def test_enter_presses_an_ordinary_button(qtbot: QtBot) -> None:
    button = Button("取消")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)


def test_no_button_is_a_default(qtbot: QtBot) -> None:
    for button in (Button("确认", kind="primary"), Button("拒绝", kind="danger")):
        qtbot.addWidget(button)
        assert not button.isDefault()
        assert not button.autoDefault()


def test_a_busy_button_takes_no_press_and_keeps_its_width(
    qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    button = Button("同意并退款 ¥108.00", kind="primary")
    show(_row(button))
    width = button.width()
    button.set_busy("提交中")
    with qtbot.assertNotEmitted(button.clicked):
        QTest.mouseClick(button, _LEFT)
        QTest.keyClick(button, Qt.Key.Key_Space)
        button.click()
    assert button.is_busy
    assert button.width() >= width
    button.set_busy("")
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, _LEFT)


def test_a_blocked_button_says_why(qtbot: QtBot) -> None:
    button = Button("同意并退款")
    qtbot.addWidget(button)
    button.set_blocked("没有联网")
    assert not button.isEnabled()
    assert button.toolTip() == "没有联网"
    button.set_blocked("")
    assert button.isEnabled()


def test_text_icon_and_key_fit_into_the_button(qtbot: QtBot) -> None:
    plain, full = Button("撤销"), Button("撤销", icon="undo-variant", keycap="Ctrl Z")
    for button in (plain, full):
        qtbot.addWidget(button)
    assert full.sizeHint().width() > plain.sizeHint().width() + 40
    full.set_keycap("")
    full.set_icon("")
    assert full.sizeHint() == plain.sizeHint()
    assert (Button("x").height(), Button("x", size="large").height()) == (32, 38)


def test_an_icon_button_has_a_name(qtbot: QtBot) -> None:
    button = IconButton("refresh", "立即同步")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "立即同步"


# Choices


@pytest.mark.parametrize("make", [CheckBox, RadioButton])
def test_the_words_press_the_box(
    qtbot: QtBot, make: Callable[[str], CheckBox | RadioButton]
) -> None:
    box = make("同时回复客户")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    QTest.mouseClick(box, _LEFT, pos=QPoint(box.width() - 4, 10))
    assert box.isChecked()


def test_a_wheel_does_not_change_a_choice(qtbot: QtBot) -> None:
    box = ComboBox("calendar-month-outline")
    qtbot.addWidget(box)
    box.addItems(["最近 7 天", "最近 30 天"])
    box.show()
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, event)
    assert box.currentIndex() == 0


# Segments and tabs


def _segments() -> SegmentControl:
    return SegmentControl(
        [Segment("a", "待处理", 9), Segment("b", "等客户"), Segment("c", "异常", 2, alarms=True)]
    )


def test_segments_are_chosen_by_arrow_keys_and_mouse(qtbot: QtBot) -> None:
    control = _segments()
    qtbot.addWidget(control)
    control.resize(311, 32)
    with qtbot.waitSignal(control.chosen) as told:
        QTest.keyClick(control, Qt.Key.Key_Right)
    assert told.args == ["b"]
    QTest.keyClick(control, Qt.Key.Key_End)
    assert control.current_key() == "c"
    QTest.keyClick(control, Qt.Key.Key_Right)
    assert control.current_key() == "c"
    QTest.mouseClick(control, _LEFT, pos=QPoint(10, 16))
    assert control.current_key() == "a"


def test_new_counts_keep_the_choice_and_tell_nobody(qtbot: QtBot) -> None:
    control = _segments()
    qtbot.addWidget(control)
    control.choose("c")
    with qtbot.assertNotEmitted(control.chosen):
        control.set_segments([Segment("a", "待处理", 8), Segment("c", "异常", 3, alarms=True)])
    assert control.current_key() == "c"
    assert control.accessibleName() == "异常 3"


def test_an_unknown_count_is_shown_as_unknown(qtbot: QtBot) -> None:
    control = _segments()
    qtbot.addWidget(control)
    control.choose("b")
    assert control.accessibleName() == "等客户 …"


def test_tabs_are_chosen_by_arrow_keys_and_mouse(qtbot: QtBot) -> None:
    tabs = TabStrip(
        [TabLabel("m", "沟通", 4), TabLabel("p", "图片与凭证", 6), TabLabel("r", "进度")]
    )
    qtbot.addWidget(tabs)
    tabs.resize(500, 37)
    with qtbot.waitSignal(tabs.chosen) as told:
        QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert told.args == ["p"]
    QTest.mouseClick(tabs, _LEFT, pos=QPoint(26, 18))
    assert tabs.current_key() == "m"
    tabs.set_tabs([TabLabel("p", "图片与凭证", 7, has_dot=True)])
    assert tabs.current_key() == "p"
    assert tabs.accessibleName() == "图片与凭证 7"


# Banners and toasts


def _banner(key: str) -> Banner:
    look = BannerLook("warn", "cloud-off-outline", "没有联网", "可以看。", (("again", "重新连接"),))
    return Banner(key, look)


def test_a_banners_button_tells_its_key(qtbot: QtBot) -> None:
    banner = _banner("offline")
    qtbot.addWidget(banner)
    [button] = banner.findChildren(QPushButton)
    with qtbot.waitSignal(banner.pressed) as told:
        QTest.mouseClick(button, _LEFT)
    assert told.args == ["again"]
    banner.set_text("还是没有联网", "请等一等。")
    assert banner.accessibleName() == "还是没有联网 请等一等。"


def test_at_most_two_banners_the_most_pressing_first(
    qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    stack = BannerStack()
    window = QWidget()
    QVBoxLayout(window).addWidget(stack)
    show(window)
    assert stack.isHidden()
    for key, rank in (("practice", 9), ("offline", 2), ("key", 1)):
        stack.put(_banner(key), rank=rank)
    assert stack.keys() == ["key", "offline"]
    visible = [b for b in stack.findChildren(Banner) if b.isVisible()]
    assert len(visible) == BANNERS_MAX
    stack.put(_banner("key"), rank=1)
    stack.drop("offline")
    stack.drop("nothing")
    assert stack.keys() == ["key", "practice"]
    stack.drop("key")
    stack.drop("practice")
    assert stack.isHidden()


def test_a_toast_says_something_offers_one_press_and_leaves(
    qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    window = QWidget()
    window.resize(600, 400)
    toast = Toast(window)
    show(window)
    toast.say("已撤销，钱没有动", button="撤销")
    assert toast.isVisible()
    assert toast.accessibleName() == "已撤销，钱没有动"
    window.resize(800, 500)
    assert abs(toast.geometry().center().x() - 400) <= 1
    [button] = toast.findChildren(QPushButton)
    with qtbot.waitSignal(toast.pressed):
        QTest.mouseClick(button, _LEFT)
    assert not toast.isVisible()
    toast.say("已复制", seconds=0)
    qtbot.waitUntil(lambda: not toast.isVisible())


# Thumbnails, money bar, timeline


def test_a_failed_picture_is_asked_for_again_by_a_press(qtbot: QtBot) -> None:
    thumbnail = Thumbnail()
    qtbot.addWidget(thumbnail)
    thumbnail.set_failed("图片没取到，点一下重试")
    assert thumbnail.toolTip() == "图片没取到，点一下重试"
    with qtbot.waitSignal(thumbnail.retry):
        QTest.mouseClick(thumbnail, _LEFT)
    thumbnail.set_picture(_picture())
    assert thumbnail.state == "ready"
    assert thumbnail.toolTip() == ""
    with qtbot.assertNotEmitted(thumbnail.retry):
        QTest.mouseClick(thumbnail, _LEFT)


def test_a_thumbnail_shows_its_picture_under_its_tag(qtbot: QtBot) -> None:
    thumbnail = Thumbnail(size=(96, 72))
    qtbot.addWidget(thumbnail)
    thumbnail.set_picture(_picture())
    thumbnail.set_tag("像面单", "warn")
    image = thumbnail.grab().toImage()
    assert image.pixelColor(48, 20).name() == "#b98a56"
    assert image.pixelColor(8, 60).name() != "#b98a56"


def test_the_money_bar_divides_by_amounts(qtbot: QtBot) -> None:
    bar = MoneyBar()
    qtbot.addWidget(bar)
    bar.resize(200, 10)
    bar.set_amounts(paid_fen=10_000, refunded_fen=2_500, now_fen=5_000)
    image = bar.grab().toImage()
    inks = [image.pixelColor(x, 5).name() for x in (20, 100, 180)]
    assert inks == [theme.colour(role).name() for role in ("accent_line", "accent", "hover")]


def test_the_timeline_keeps_equal_steps_and_copies_numbers(qtbot: QtBot) -> None:
    timeline = Timeline()
    qtbot.addWidget(timeline)
    sent = TimelineStep(
        "done", "已提交微信支付", "14:32:57", (StepDetail("商户退款单号", "RD4200-01", "复制单号"),)
    )
    timeline.set_steps((sent, TimelineStep("now", "退款处理中"), TimelineStep("todo", "到账")))
    [copy] = timeline.findChildren(IconButton)
    assert copy.accessibleName() == "复制单号"
    with qtbot.waitSignal(timeline.copy_wanted) as told:
        QTest.mouseClick(copy, _LEFT)
    assert told.args == ["RD4200-01"]
    timeline.set_steps((sent, TimelineStep("done", "退款处理中"), TimelineStep("done", "到账")))
    assert [s.state for s in timeline.steps()] == ["done", "done", "done"]
    assert timeline.findChildren(IconButton) == [copy]
    timeline.set_steps((sent,))
    qtbot.waitUntil(lambda: len(timeline.findChildren(IconButton)) == 1)


# All of them, in both themes and when the system decides the colours


def _all() -> QWidget:
    busy = Button("提交中", kind="primary")
    busy.set_busy("提交中")
    off = Button("等待提交…", kind="primary", icon="cash-refund", keycap="A")
    off.setEnabled(False)
    link = Button("修改文字", kind="link")
    choice = Button("申请金额 108.00", kind="choice", size="small")
    choice.setChecked(True)
    ticked, radio, disabled = CheckBox("a"), RadioButton("b"), CheckBox("c")
    ticked.setChecked(True)
    radio.setChecked(True)
    disabled.setChecked(True)
    disabled.setEnabled(False)
    closed, uploading = Thumbnail(), Thumbnail()
    closed.set_closed("微信未开放")
    uploading.set_progress(62)
    icon = IconLabel("alert", "warn")
    icon.set_icon("check-circle", "ok")
    pill, tag = Pill(PillLook("退款成功", "ok", "check-circle")), Tag("仅退款")
    card, panel = Card(), Panel("window")
    card.set_look("warn_soft", "warn_line")
    panel.set_ground("sunken")
    timeline = Timeline()
    timeline.set_steps(
        (TimelineStep("bad", "退款异常"), TimelineStep("warn", "x"), TimelineStep("now", "y"))
    )
    steps = [busy, off, link, choice, ticked, radio, disabled, closed, uploading, icon, pill, tag]
    return _row(*steps, card, panel, timeline, Keycap("Ctrl K"), Hairline(standing=True))


@pytest.mark.parametrize("choice", ["light", "dark", "contrast"])
def test_everything_paints_in_every_look(
    show: Callable[[QWidget], None], choice: theme.ThemeChoice | str
) -> None:
    if choice == "contrast":
        theme.current().set_high_contrast(True)
    else:
        theme.current().choose("dark" if choice == "dark" else "light")
    window = _all()
    show(window)
    assert len(_pixels(window)) > 30
    theme.current().set_high_contrast(False)
