"""Where on the merchant platform keys and numbers are found."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def button() -> str:
    """图文说明"""
    return say("guide.button", "Where is it?")


def title() -> str:
    """这些资料在哪里找"""
    return say("guide.title", "Where to find it")


def platform() -> str:
    """商户平台 pay.weixin.qq.com"""
    return say("guide.platform", "Merchant site pay.weixin.qq.com")


def account() -> str:
    """账户中心"""
    return say("guide.account", "Account")


def merchant() -> str:
    """商户信息"""
    return say("guide.merchant", "Merchant details")


def security() -> str:
    """API 安全"""
    return say("guide.security", "API security")


def certificates() -> str:
    """商户 API 证书"""
    return say("guide.certificates", "API certificate")


def apiv3_place() -> str:
    """APIv3 密钥"""
    return say("guide.apiv3_place", "APIv3 key")


def public_key_place() -> str:
    """微信支付公钥"""
    return say("guide.public_key_place", "WeChat Pay public key")


def addresses_place() -> str:
    """IP 安全配置"""
    return say("guide.addresses_place", "IP list")


def number() -> str:
    """一串数字，一般 10 位。要用管理员或有权限的员工账号登录"""
    return say(
        "guide.number",
        "A number, usually of 10 digits. Log in as an admin or as staff who may see it.",
    )


def certificate() -> str:
    """申请或更换证书时，微信的证书工具会生成一个文件夹：里面有 apiclient_key.pem 和 apiclient_cert.pem。把文件夹或压缩包整个拖进来。私钥只有你有，丢了只能换证书"""
    return say(
        "guide.certificate",
        "WeChat’s certificate tool makes a folder with apiclient_key.pem and "
        "apiclient_cert.pem. Drop the whole folder or archive. Only you have the key: if it is "
        "lost, get a new certificate.",
    )


def apiv3() -> str:
    """自己定 32 位字母和数字，微信不会再显示。别的系统也在用它的话，重设会让那边停下来"""
    return say(
        "guide.apiv3",
        "You set its 32 letters and digits; the site never shows it again. Setting a new one "
        "stops other systems that use it.",
    )


def public_key() -> str:
    """下载 pub_key.pem，公钥 ID 在同一页，以 PUB_KEY_ID_ 开头。没有这一项的老商户号，选“平台证书”"""
    return say(
        "guide.public_key",
        "Download pub_key.pem. Its ID stands beside it and starts with PUB_KEY_ID_. Older "
        "merchants without it choose the platform certificate.",
    )


def addresses_name() -> str:
    """这台电脑的 IP"""
    return say("guide.addresses_name", "The IP of this PC")


def addresses() -> str:
    """开了 IP 名单，就要把这台电脑的外网 IP 加进去。家用宽带的 IP 会变，变了要再改"""
    return say(
        "guide.addresses",
        "Where the list is on, add the public IP of this PC. A home line changes its IP; then "
        "change it here too.",
    )
