"""The recovery code, opening locked books, and keys that are missing or end soon."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def passphrase_wrong() -> str:
    """口令不对"""
    return say("unlocking.passphrase_wrong", "Wrong passphrase.")


def passphrase_wanted() -> str:
    """请输入口令"""
    return say("unlocking.passphrase_wanted", "Enter the passphrase.")


def code_title() -> str:
    """恢复码"""
    return say("unlocking.code_title", "Recovery code")


def code_lead() -> str:
    """把恢复码抄在纸上收好。电脑坏了、换了账户或忘了口令，只有它能打开账本。它只显示这一次"""
    return say(
        "unlocking.code_lead",
        "Write it on paper and keep it safe. When this PC breaks or a passphrase is "
        "forgotten, only this opens the books. It is shown once.",
    )


def code_accessible() -> str:
    """恢复码，14 组，每组 4 个字符"""
    return say("unlocking.code_accessible", "Recovery code, 14 groups of 4 characters")


def code_print() -> str:
    """打印"""
    return say("unlocking.code_print", "Print")


def code_kept() -> str:
    """我抄好了"""
    return say("unlocking.code_kept", "I wrote it down")


def code_go() -> str:
    """继续"""
    return say("unlocking.code_go", "Continue")


def unlock_title() -> str:
    """打开账本"""
    return say("unlocking.unlock_title", "Open the books")


def unlock_passphrase() -> str:
    """这家店的账本用口令锁着"""
    return say("unlocking.unlock_passphrase", "The books of this shop are locked with a passphrase")


def unlock_lost() -> str:
    """这台电脑上没有这家店的主密钥，请输入恢复码"""
    return say(
        "unlocking.unlock_lost",
        "This PC does not have the master key of this shop. Enter the recovery code.",
    )


def unlock_button() -> str:
    """打开"""
    return say("unlocking.unlock_button", "Open")


def unlock_busy() -> str:
    """正在打开…"""
    return say("unlocking.unlock_busy", "Opening…")


def unlock_use_code() -> str:
    """忘了口令，用恢复码"""
    return say("unlocking.unlock_use_code", "Forgotten? Use the recovery code")


def unlock_by_code() -> str:
    """请输入纸上的恢复码"""
    return say("unlocking.unlock_by_code", "Enter the recovery code from your paper")


def unlock_use_passphrase() -> str:
    """用口令打开"""
    return say("unlocking.unlock_use_passphrase", "Use the passphrase")


def unlock_code_hint() -> str:
    """14 组，每组 4 个字符，大小写和横线都可以不管"""
    return say("unlocking.unlock_code_hint", "14 groups of 4; capitals and dashes do not matter")


def unlock_code_label() -> str:
    """恢复码"""
    return say("unlocking.unlock_code_label", "Recovery code")


def unlock_new_passphrase() -> str:
    """新口令"""
    return say("unlocking.unlock_new_passphrase", "New passphrase")


def unlock_wait(n: int) -> str:
    """输错多次，{n} 秒后再试"""
    return say_count(
        "unlocking.unlock_wait",
        "Too many tries. Wait {n} second.",
        "Too many tries. Wait {n} seconds.",
        n,
    )


def unlock_quit() -> str:
    """退出"""
    return say("unlocking.unlock_quit", "Quit")


def code_wrong() -> str:
    """恢复码不对，或者是另一家店的"""
    return say("unlocking.code_wrong", "Wrong recovery code, or one of another shop.")


def vault_trouble() -> str:
    """密钥库出了问题，什么都没改"""
    return say("unlocking.vault_trouble", "Trouble with the key store. Nothing was changed.")


def vault_lost() -> str:
    """这台电脑上没有这家店的主密钥"""
    return say("unlocking.vault_lost", "This PC does not have the master key of this shop.")


def keys_missing() -> str:
    """没有商户密钥，收不到申请，也不能退款。请到“设置”里填"""
    return say(
        "unlocking.keys_missing",
        "No merchant keys: nothing arrives and nothing is refunded. Enter them in Settings.",
    )


def keys_missing_lead() -> str:
    """缺少密钥"""
    return say("unlocking.keys_missing_lead", "Keys missing")


def certificate_lead() -> str:
    """商户证书"""
    return say("unlocking.certificate_lead", "Certificate")


def certificate_over() -> str:
    """商户证书已经到期，微信不再受理。请到“设置”里换新的"""
    return say(
        "unlocking.certificate_over",
        "The certificate has expired. WeChat refuses every call. Change it in Settings.",
    )


def certificate_press() -> str:
    """去更换"""
    return say("unlocking.certificate_press", "Change it")
