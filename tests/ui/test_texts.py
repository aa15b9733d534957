"""Every word in both languages: complete, equal placeholders, and the copy that is binding."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest
from PySide6.QtWidgets import QApplication

from refund_desk.ui import texts
from refund_desk.ui.texts import (
    approve,
    inbox,
    notices,
    pictures,
    refund,
    reject,
    reply,
    status,
    trouble,
    undo,
)
from scripts.write_translations import TARGET, Text, all_texts, document

_PLACEHOLDER = re.compile(r"\{[a-z_0-9]*\}")
_CHINESE = re.compile(r"[一-鿿]")
# The same in both languages: numbers, signs, and the names of the languages themselves.
_SAME = re.compile(r"^[^A-Za-z]*$|^English$|^中文$")

Words = Callable[..., str]
_AREAS = sorted({found.name for found in iter_modules(texts.__path__)} - {"translating"})
_FUNCTIONS: list[tuple[str, Words]] = [
    (f"{area}.{name}", function)
    for area in _AREAS
    for name, function in inspect.getmembers(
        import_module(f"refund_desk.ui.texts.{area}"), inspect.isfunction
    )
    if function.__module__ == f"refund_desk.ui.texts.{area}"
]


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication) -> Iterator[None]:
    texts.speak(qapp, "en")
    yield
    texts.speak(qapp, "en")


@pytest.fixture(scope="module")
def every_text() -> list[Text]:
    """Every text, read from the sources once."""
    return all_texts()


def _call(function: Words, number: int = 3) -> str:
    parameters = inspect.signature(function).parameters.values()
    return function(**{p.name: number if p.annotation == "int" else "ß" for p in parameters})


def test_the_ts_file_says_what_the_functions_say() -> None:
    assert TARGET.read_text(encoding="utf-8") == document(), "run scripts/write_translations.py"


def test_every_area_can_be_reached_through_the_package() -> None:
    assert set(_AREAS) <= set(texts.__all__)


def test_keys_are_unique_and_named_after_their_function(every_text: list[Text]) -> None:
    keys = [text.key for text in every_text]
    assert len(keys) == len(set(keys))
    assert {key.removesuffix(".one") for key in keys} == {name for name, _function in _FUNCTIONS}


# One test over all texts, not one a text: there are so many that counting them would cost more
# than looking at them.
def test_placeholders_are_the_same_in_both_languages(every_text: list[Text]) -> None:
    assert [text for text in every_text if not _has_equal_placeholders(text)] == []


def _has_equal_placeholders(text: Text) -> bool:
    english, chinese = (set(_PLACEHOLDER.findall(t)) for t in (text.english, text.chinese))
    # "One message" needs no number where the plural has one.
    return english == chinese or (text.key.endswith(".one") and english | {"{n}"} == chinese)


def test_both_languages_say_something_in_their_own_script(every_text: list[Text]) -> None:
    assert [text for text in every_text if not text.english or not text.chinese] == []
    assert [text for text in every_text if not _is_english(text.english)] == []
    assert [text for text in every_text if not _is_chinese(text.chinese)] == []


def _is_english(said: str) -> bool:
    return not _CHINESE.search(said) or bool(_SAME.match(said))


def _is_chinese(said: str) -> bool:
    plain = _PLACEHOLDER.sub("", said)
    own_script = _CHINESE.search(plain) or _SAME.match(plain)
    return bool(own_script) or not re.search(r"[A-Za-z]{3}", plain)


@pytest.mark.parametrize(
    ("english", "chinese", "key", "is_right"),
    [
        ("{n} of {all}", "{all} 里的 {n}", "area.name", True),
        ("{n} of {all}", "{n}", "area.name", False),
        ("One message", "{n} 条消息", "area.name.one", True),
        ("One message", "{n} 条消息", "area.name", False),
    ],
)
def test_a_forgotten_placeholder_is_seen(
    english: str, chinese: str, key: str, is_right: bool
) -> None:
    assert _has_equal_placeholders(Text(key, english, chinese)) is is_right


def test_a_text_left_in_the_other_language_is_seen() -> None:
    assert _is_english("Refund {amount}")
    assert _is_english("中文")
    assert not _is_english("退款 {amount}")
    assert _is_chinese("退款 {amount}")
    assert _is_chinese("{amount}")
    assert _is_chinese("English")
    assert not _is_chinese("Refund {amount}")


def test_every_text_is_translated_and_filled_in(qapp: QApplication, every_text: list[Text]) -> None:
    chinese = {text.key: text.chinese for text in every_text}
    for language in texts.LANGUAGES:
        assert texts.speak(qapp, language).language == language
        for name, function in _FUNCTIONS:
            said = _call(function)
            assert "{" not in said, name
            if language == "zh_CN":
                parameters = inspect.signature(function).parameters.values()
                values = {p.name: 3 if p.annotation == "int" else "ß" for p in parameters}
                assert said == chinese[name].format(**values), name


def test_english_counts_one_and_many() -> None:
    assert inbox.pictures_count(1) == "1 picture"
    assert inbox.pictures_count(4) == "4 pictures"


def test_a_value_with_braces_stays_what_it_is(qapp: QApplication) -> None:
    texts.speak(qapp, "zh_CN")
    assert inbox.empty_search("{q} {0} %1") == (
        "没找到“{q} {0} %1”。可以搜姓名、单号、商品、手机号后四位。"
    )


def test_qt_itself_speaks_chinese_too(qapp: QApplication) -> None:
    texts.speak(qapp, "zh_CN")
    assert _CHINESE.search(qapp.translate("QPlatformTheme", "Cancel"))
    texts.speak(qapp, "en")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancel"


# (the text, its binding Chinese, its binding English) from the table of copy.
_COPY: list[tuple[Callable[[], str], str, str]] = [
    (approve.title, "同意并退款", "Approve and refund"),
    (lambda: approve.confirm("¥1.00"), "确认退款 ¥1.00", "Refund ¥1.00"),
    (
        approve.hint,
        "点确认后有 5 秒可以撤销，之后钱会退出",
        "You have 5 seconds to undo. Then the money leaves.",
    ),
    (
        lambda: notices.too_much("¥2.00"),
        "最多还能退 ¥2.00，请改小",
        "At most ¥2.00 can be refunded. Enter less.",
    ),
    (notices.zero, "请填写大于 ¥0.00 的金额", "Enter more than ¥0.00."),
    (
        lambda: undo.bar(n=3, amt="¥1.00", name="林**"),
        "3 秒后退 ¥1.00 给 林**。现在还没有提交，钱没有动。",
        "Refunding ¥1.00 to 林** in 3 s. Nothing is sent yet.",
    ),
    (undo.done, "已撤销，钱没有动", "Undone. No money moved."),
    (
        refund.balance,
        "余额不足，微信没有退。充值后点“继续退款”，用原单号，不会重复退",
        (
            "Not enough balance, nothing was refunded. Top up, then press Continue: same number, "
            "no double refund."
        ),
    ),
    (
        refund.unknown,
        "没收到微信的回答，不知道退了没有。正在用原单号查，请不要再点",
        (
            "No answer from WeChat, so the result is unknown. Checking with the same number. "
            "Please wait."
        ),
    ),
    (
        refund.half,
        "退款已提交，还没告诉微信“同意”，正在重试。不用再退一次",
        "Refund sent. Telling WeChat you agreed is being retried. Do not refund again.",
    ),
    (
        lambda: refund.wait1m(40),
        "同一订单两次退款要隔 1 分钟，还要等 40 秒",
        "Wait 40 s between two refunds of one order.",
    ),
    (refund.dup, "这笔正在退，不能再退一次", "This is already being refunded."),
    (
        refund.adopted,
        "这笔以前已经退过，没有再退一次",
        "This was refunded before. Nothing was refunded again.",
    ),
    (
        notices.order_none,
        "微信里没找到这个订单，不能退。请核对单号",
        "WeChat has no such order, so it cannot be refunded. Check the number.",
    ),
    (
        reject.warn_pay_rest,
        "投诉单会变成“处理完成”，客户可以再投诉。",
        "It closes the complaint. The customer may complain again.",
    ),
    (pictures.confirm, "我看过了，这张没有隐私", "I checked: nothing private here"),
    (reply.fail, "回复没发出去，文字还在。请重试", "Reply not sent. Your text is kept. Try again."),
    (
        notices.net_off,
        "没有联网。可以看、可以写草稿，退款和回复要等联网后由你再点一次",
        "Offline. You can read and draft. Refunds and replies wait for you.",
    ),
    (
        lambda: notices.clock_bad(6),
        "电脑时间差了 6 分钟，微信会拒绝。请先校准时间",
        "This PC's clock is off by 6 min. Set it, or WeChat will refuse.",
    ),
    (
        notices.changed,
        "客户刚刚撤回了申请，没有退款",
        "The customer withdrew. Nothing was refunded.",
    ),
    (
        status.practice,
        "练习店铺：这里的申请和钱都是假的，不会退真钱",
        "Practice shop: nothing here is real. No real money.",
    ),
    (
        trouble.storage_full,
        "硬盘满了，什么都没改。请腾出空间再继续",
        "The disk is full, nothing was changed. Make room, then go on.",
    ),
]


@pytest.mark.parametrize(("words", "chinese", "english"), _COPY, ids=[c[1][:8] for c in _COPY])
def test_binding_copy(
    qapp: QApplication, words: Callable[[], str], chinese: str, english: str
) -> None:
    assert words() == english
    texts.speak(qapp, "zh_CN")
    assert words() == chinese
