"""Trouble with this PC or with the program itself."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def storage_full() -> str:
    """硬盘满了，什么都没改。请腾出空间再继续"""
    return say(
        "trouble.storage_full", "The disk is full, nothing was changed. Make room, then go on."
    )


def storage_locked() -> str:
    """账本正被别的程序占用，什么都没改"""
    return say(
        "trouble.storage_locked", "The books are in use by another program. Nothing was changed."
    )


def storage_key() -> str:
    """密钥打不开账本，账本没有动"""
    return say("trouble.storage_key", "This key does not open the books. They were not touched.")


def storage_newer() -> str:
    """账本是更新的版本写的，没有动它。请升级程序"""
    return say(
        "trouble.storage_newer",
        "The books were written by a newer version. They were not touched. Update the program.",
    )


def storage_damaged() -> str:
    """账本文件损坏了，没有覆盖它。请从备份恢复"""
    return say(
        "trouble.storage_damaged",
        "The books are damaged. They were not overwritten. Restore a backup.",
    )


def storage_read_only() -> str:
    """文件夹不能写入，什么都没改"""
    return say("trouble.storage_read_only", "The folder cannot be written to. Nothing was changed.")


def storage_trouble() -> str:
    """账本没读到，请重试"""
    return say("trouble.storage_trouble", "The books could not be read. Try again.")


def vault_locked() -> str:
    """电脑的密钥库锁着，请解锁后再试"""
    return say(
        "trouble.vault_locked", "The key store of this PC is locked. Unlock it and try again."
    )


def unexpected(code: str) -> str:
    """出了没想到的问题（{code}）"""
    return say("trouble.unexpected", "Something unexpected happened ({code}).", code=code)


def crashed_title() -> str:
    """程序出错了"""
    return say("trouble.crashed_title", "The program made a mistake")


def crashed() -> str:
    """为了不动错钱，已停止退款。请保存报告，然后重新打开程序"""
    return say(
        "trouble.crashed",
        "Refunds are stopped so that nothing goes wrong with money. Save the report "
        "and start again.",
    )


def save_report() -> str:
    """保存报告"""
    return say("trouble.save_report", "Save report")


def closing() -> str:
    """正在收尾，马上就好…"""
    return say("trouble.closing", "Finishing what was begun…")


def storage_other_merchant() -> str:
    """这是另一个商户号的账本，没有动它"""
    return say(
        "trouble.storage_other_merchant",
        "These books belong to another merchant number. They were not touched.",
    )
