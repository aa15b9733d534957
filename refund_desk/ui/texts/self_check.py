"""What the self check says; a person reads it to support on the telephone."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def good() -> str:
    """正常"""
    return say("self_check.good", "nothing to do")


def resources(name: str) -> str:
    """程序文件不全（{name}），请重新安装程序"""
    return say("self_check.resources", "{name} is missing: install the program again", name=name)


def translations() -> str:
    """中文界面的文件打不开，请重新安装程序"""
    return say("self_check.translations", "the Chinese texts do not load: install again")


def fonts() -> str:
    """没有中文字体。请安装 fonts-noto-cjk 或别的中文字体"""
    return say("self_check.fonts", "no Chinese font: install fonts-noto-cjk or another one")


def display(name: str) -> str:
    """窗口缺少系统组件（{name}），请用系统的软件管理器重新安装程序"""
    return say(
        "self_check.display",
        "a library of the system is missing ({name}): install the program again with apt",
        name=name,
    )


def encryption() -> str:
    """账本的加密不起作用，请重新安装程序"""
    return say("self_check.encryption", "the books would not be encrypted: install again")


def migrations() -> str:
    """建不起新账本，请重新安装程序"""
    return say("self_check.migrations", "a new ledger cannot be made: install again")


def temporary() -> str:
    """临时文件夹写不进去，请腾出硬盘空间再试"""
    return say("self_check.temporary", "no place for temporary files: make room, then try again")


def keyring_none() -> str:
    """这台电脑没有系统密钥库；接入商户号时改用口令保护"""
    return say(
        "self_check.keyring_none",
        "this PC has no key store; a passphrase will protect the keys instead",
    )


def keyring_locked() -> str:
    """系统密钥库锁着或没有回应，请解锁后再试"""
    return say("self_check.keyring_locked", "the key store is locked or silent: unlock it")


def tls() -> str:
    """没有可信证书列表，连不上微信支付，请重新安装程序"""
    return say("self_check.tls", "the list of TLS authorities is missing: install again")


def folder(path: str) -> str:
    """写不进数据文件夹 {path}，请检查权限和硬盘空间"""
    return say(
        "self_check.folder", "cannot write {path}: look at its permissions and the disk", path=path
    )


def clock_off(n: int) -> str:
    """电脑时间与微信支付相差 {n} 秒，请打开系统的自动校时"""
    return say(
        "self_check.clock_off",
        "this PC's clock is {n} s off: let the system set it by itself",
        n=n,
    )


def clock_unread() -> str:
    """没有联网，时间没有核对"""
    return say("self_check.clock_unread", "WeChat Pay cannot be reached, so it was not compared")
