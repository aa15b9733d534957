"""Testing and keeping keys, passphrases, and earlier shops."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def kept_lead() -> str:
    """密钥怎么保存："""
    return say("keeping.kept_lead", "How keys are kept:")


def kept_store() -> str:
    """主密钥在这台电脑的密钥库里，商户密钥用它加密后存在账本里，不上传、不写日志。换电脑要重新填"""
    return say(
        "keeping.kept_store",
        "sealed in the books of this PC under a key of its key store; never uploaded or "
        "logged. A new PC asks again.",
    )


def kept_passphrase() -> str:
    """这台电脑没有密钥库，主密钥用你的口令加密。商户密钥不上传、不写日志。换电脑要重新填"""
    return say(
        "keeping.kept_passphrase",
        "this PC has no key store, so your passphrase seals them; never uploaded or "
        "logged. A new PC asks again.",
    )


def test_ready() -> str:
    """都填好了。测试只问微信几个问题，不会退钱"""
    return say(
        "keeping.test_ready",
        "All filled in. The test only asks WeChat Pay questions, no money moves.",
    )


def test_button() -> str:
    """测试连接"""
    return say("keeping.test_button", "Test the connection")


def testing() -> str:
    """正在问微信…"""
    return say("keeping.testing", "Asking WeChat…")


def test_again() -> str:
    """再测一次"""
    return say("keeping.test_again", "Test again")


def last_test(time: str) -> str:
    """上次测试 {time}"""
    return say("keeping.last_test", "Last test {time}", time=time)


def no_test() -> str:
    """还没有测试"""
    return say("keeping.no_test", "Not tested yet")


def test_harmless() -> str:
    """测试只查询，不会退钱。"""
    return say("keeping.test_harmless", "A test only asks. No money moves.")


def test_stale() -> str:
    """测试之后改过，请再测一次"""
    return say("keeping.test_stale", "Changed since the test. Test again.")


def later() -> str:
    """以后再说"""
    return say("keeping.later", "Later")


def discard() -> str:
    """放弃修改"""
    return say("keeping.discard", "Discard changes")


def back() -> str:
    """上一步"""
    return say("keeping.back", "Back")


def next() -> str:
    """下一步"""
    return say("keeping.next", "Next")


def save() -> str:
    """保存"""
    return say("keeping.save", "Save")


def save_start() -> str:
    """保存，开始收申请"""
    return say("keeping.save_start", "Save and start")


def save_untested() -> str:
    """先保存，以后再测"""
    return say("keeping.save_untested", "Save now, test later")


def saved() -> str:
    """已保存，新密钥马上生效"""
    return say("keeping.saved", "Saved. The new keys are in use.")


def passphrase_label() -> str:
    """口令"""
    return say("keeping.passphrase_label", "Passphrase")


def passphrase_again() -> str:
    """再输一次口令"""
    return say("keeping.passphrase_again", "Passphrase again")


def passphrase_hint() -> str:
    """这台电脑没有密钥库。每次打开程序都要输这个口令，至少 8 个字符，忘了只能用恢复码"""
    return say(
        "keeping.passphrase_hint",
        "This PC has no key store: every start asks for this passphrase, 8 characters or "
        "more. If forgotten, only the recovery code helps.",
    )


def passphrase_differs() -> str:
    """两次口令不一样"""
    return say("keeping.passphrase_differs", "The two passphrases differ.")


def passphrase_short() -> str:
    """口令至少 8 个字符"""
    return say("keeping.passphrase_short", "A passphrase has at least 8 characters.")


def other_number() -> str:
    """换商户号会新建一个账本，旧账本留着，随时能打开看"""
    return say(
        "keeping.other_number",
        "Another number gets new books. The old ones stay and can be opened.",
    )


def other_shops() -> str:
    """以前的商户号"""
    return say("keeping.other_shops", "Earlier merchant numbers")


def open_shop() -> str:
    """打开账本"""
    return say("keeping.open_shop", "Open the books")


def open_shop_accessible(number: str) -> str:
    """打开商户号 {number} 的账本"""
    return say(
        "keeping.open_shop_accessible",
        "Open the books of merchant number {number}",
        number=number,
    )
