"""What is wrong with a key, a certificate or a step of connecting: one sentence each."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def number_empty() -> str:
    """请填商户号"""
    return say("key_files.number_empty", "Enter the merchant number.")


def number_form() -> str:
    """商户号只有数字，一般是 10 位"""
    return say("key_files.number_form", "A merchant number has digits only, usually 10.")


def number_other() -> str:
    """放入的证书是另一个商户号的，请核对"""
    return say(
        "key_files.number_other",
        "The certificate belongs to another merchant number. Check it.",
    )


def key_none() -> str:
    """请放入私钥文件 apiclient_key.pem"""
    return say("key_files.key_none", "Add the private key file apiclient_key.pem.")


def key_other() -> str:
    """私钥和证书不是一对，请放同一次下载的两个文件"""
    return say(
        "key_files.key_other",
        "Key and certificate do not belong together. Add both files of one download.",
    )


def key_of_certificate() -> str:
    """换了证书，请把一起下载的 apiclient_key.pem 也放进来"""
    return say(
        "key_files.key_of_certificate",
        "The certificate is new. Add the apiclient_key.pem that came with it.",
    )


def serial_empty() -> str:
    """请填证书序列号，或放入 apiclient_cert.pem"""
    return say("key_files.serial_empty", "Enter the serial number, or add apiclient_cert.pem.")


def serial_form() -> str:
    """序列号是 40 位的 0–9 和 A–F"""
    return say("key_files.serial_form", "A serial number has 40 characters, 0–9 and A–F.")


def serial_other() -> str:
    """序列号和放入的证书不一样"""
    return say("key_files.serial_other", "The serial number is not that of the certificate file.")


def certificate_ended() -> str:
    """这张证书已经到期，请在商户平台换一张新的"""
    return say(
        "key_files.certificate_ended",
        "This certificate has expired. Get a new one on the merchant site.",
    )


def certificate_not_merchant() -> str:
    """这不是商户证书。微信支付平台证书不用放，程序会自己下载"""
    return say(
        "key_files.certificate_not_merchant",
        "Not a merchant certificate. Platform certificates are not needed: they are fetched.",
    )


def apiv3_empty() -> str:
    """平台证书模式要填 APIv3 密钥"""
    return say("key_files.apiv3_empty", "Platform certificate mode needs the APIv3 key.")


def apiv3_form() -> str:
    """APIv3 密钥正好是 32 位字母和数字"""
    return say("key_files.apiv3_form", "An APIv3 key has exactly 32 letters and digits.")


def public_key_none() -> str:
    """请放入微信支付公钥文件 pub_key.pem"""
    return say("key_files.public_key_none", "Add the WeChat Pay public key file pub_key.pem.")


def public_key_own() -> str:
    """这是本店自己的公钥，要放的是微信支付的公钥"""
    return say(
        "key_files.public_key_own",
        "This is your own public key. Add the one of WeChat Pay.",
    )


def public_key_id_empty() -> str:
    """请填公钥 ID，它和公钥在同一页"""
    return say("key_files.public_key_id_empty", "Enter the key ID. It is on the page of the key.")


def public_key_id_form() -> str:
    """公钥 ID 以 PUB_KEY_ID_ 开头，后面是数字和字母"""
    return say(
        "key_files.public_key_id_form",
        "A key ID starts with PUB_KEY_ID_, then digits and letters.",
    )


def unreadable_keys() -> str:
    """密钥读不出来，请重新放入文件"""
    return say("key_files.unreadable_keys", "The keys cannot be read. Add the files again.")


def key_sealed() -> str:
    """这个私钥文件有密码，请用没有密码的 apiclient_key.pem"""
    return say(
        "key_files.key_sealed",
        "This key file has a password. Use the apiclient_key.pem without one.",
    )


def key_not_rsa() -> str:
    """不是 RSA 密钥，微信支付用不了"""
    return say("key_files.key_not_rsa", "Not an RSA key. WeChat Pay cannot use it.")


def key_short() -> str:
    """密钥太短，微信支付要 2048 位"""
    return say("key_files.key_short", "The key is too short. WeChat Pay wants 2048 bits.")


def key_too_long() -> str:
    """密钥太长，不是微信支付的密钥"""
    return say("key_files.key_too_long", "The key is too long to be one for WeChat Pay.")


def file_request() -> str:
    """这是证书请求文件（CSR），要的是下载好的证书和私钥"""
    return say(
        "key_files.file_request",
        "This is a certificate request (CSR). Add the downloaded certificate and key.",
    )


def file_cut_off() -> str:
    """文件不完整，请重新下载或重新复制"""
    return say("key_files.file_cut_off", "The file is incomplete. Download or copy it again.")


def file_damaged() -> str:
    """文件内容坏了，请重新下载"""
    return say("key_files.file_damaged", "The content is damaged. Download it again.")


def file_empty() -> str:
    """文件是空的"""
    return say("key_files.file_empty", "The file is empty.")


def file_not_key() -> str:
    """不是密钥或证书文件"""
    return say("key_files.file_not_key", "Not a key or certificate file.")


def file_too_big() -> str:
    """文件太大，不是密钥"""
    return say("key_files.file_too_big", "The file is too big to be a key.")


def file_unreadable() -> str:
    """文件读不了"""
    return say("key_files.file_unreadable", "The file cannot be read.")


def folder_empty() -> str:
    """文件夹里没有密钥或证书"""
    return say("key_files.folder_empty", "No key or certificate in this folder.")


def archive_broken() -> str:
    """压缩包打不开，请解压后再放"""
    return say("key_files.archive_broken", "The archive cannot be opened. Unpack it first.")


def archive_empty() -> str:
    """压缩包里没有密钥或证书"""
    return say("key_files.archive_empty", "No key or certificate in this archive.")


def archive_sealed() -> str:
    """压缩包有密码，请解压后再放"""
    return say("key_files.archive_sealed", "The archive has a password. Unpack it first.")


def p12_number_first() -> str:
    """先填商户号：.p12 文件的密码就是商户号"""
    return say(
        "key_files.p12_number_first",
        "Enter the merchant number first: it is the password of the .p12 file.",
    )


def p12_passphrase() -> str:
    """.p12 文件打不开，它的密码不是这个商户号。请改放 apiclient_key.pem"""
    return say(
        "key_files.p12_passphrase",
        "The .p12 file does not open with this merchant number. Add apiclient_key.pem instead.",
    )


def named_trouble(*, name: str, why: str) -> str:
    """“{name}”：{why}"""
    return say("key_files.named_trouble", "“{name}”: {why}", name=name, why=why)
