"""The page of merchant number and keys: its steps and what they ask for."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def settings() -> str:
    """设置"""
    return say("connecting.settings", "Settings")


def page() -> str:
    """商户与密钥"""
    return say("connecting.page", "Merchant and keys")


def title_new() -> str:
    """连接微信支付商户号"""
    return say("connecting.title_new", "Connect a WeChat Pay merchant number")


def title_kept() -> str:
    """商户号和密钥"""
    return say("connecting.title_kept", "Merchant number and keys")


def lead_new() -> str:
    """填完这 5 步就能收投诉、查订单、退款。中途离开，没保存的要重填"""
    return say(
        "connecting.lead_new",
        "Five steps, then requests arrive and refunds work. Leaving early loses what is not saved.",
    )


def lead_kept() -> str:
    """换证书、换密钥都在这里，换完先测试再保存"""
    return say("connecting.lead_kept", "Change certificate and keys here. Test, then save.")


def step_number() -> str:
    """商户号"""
    return say("connecting.step_number", "Merchant no.")


def step_certificate() -> str:
    """API 证书"""
    return say("connecting.step_certificate", "API certificate")


def step_apiv3() -> str:
    """APIv3 密钥"""
    return say("connecting.step_apiv3", "APIv3 key")


def step_public_key() -> str:
    """微信支付公钥"""
    return say("connecting.step_public_key", "WeChat public key")


def step_test() -> str:
    """测试连接"""
    return say("connecting.step_test", "Test")


def step_accessible(*, n: int, name: str, state: str) -> str:
    """第 {n} 步，共 5 步：{name}，{state}"""
    return say(
        "connecting.step_accessible",
        "Step {n} of 5: {name}, {state}",
        n=n,
        name=name,
        state=state,
    )


def state_done() -> str:
    """已填好"""
    return say("connecting.state_done", "done")


def state_now() -> str:
    """正在填"""
    return say("connecting.state_now", "now")


def state_todo() -> str:
    """还没填"""
    return say("connecting.state_todo", "to do")


def change() -> str:
    """更换"""
    return say("connecting.change", "Change")


def change_accessible(name: str) -> str:
    """更换{name}"""
    return say("connecting.change_accessible", "Change {name}", name=name)


def number_label() -> str:
    """商户号"""
    return say("connecting.number_label", "Merchant number")


def number_hint() -> str:
    """商户平台 → 账户中心 → 商户信息。放入证书文件会自动填上"""
    return say(
        "connecting.number_hint",
        "Merchant site → Account → Merchant details. Certificate files fill it in.",
    )


def shop_label() -> str:
    """店名"""
    return say("connecting.shop_label", "Shop name")


def shop_hint() -> str:
    """写在窗口标题上，只有你看得到"""
    return say("connecting.shop_hint", "Shown in the window title, to you only")


def drop_certificate() -> str:
    """把下载的证书压缩包或文件夹拖到这里"""
    return say(
        "connecting.drop_certificate",
        "Drop the downloaded certificate archive or folder here",
    )


def drop_certificate_hint() -> str:
    """商户平台 → 账户中心 → API 安全 → 商户 API 证书。也可以只放 apiclient_key.pem 和 apiclient_cert.pem，或 .p12"""
    return say(
        "connecting.drop_certificate_hint",
        "Merchant site → Account → API security. Or add apiclient_key.pem and "
        "apiclient_cert.pem, or a .p12.",
    )


def choose_files() -> str:
    """选文件"""
    return say("connecting.choose_files", "Choose files")


def choose_title() -> str:
    """选择密钥和证书文件"""
    return say("connecting.choose_title", "Choose key and certificate files")


def file_kinds() -> str:
    """密钥和证书"""
    return say("connecting.file_kinds", "Keys and certificates")


def all_files() -> str:
    """所有文件"""
    return say("connecting.all_files", "All files")


def drop_now() -> str:
    """松开，读取密钥文件"""
    return say("connecting.drop_now", "Let go to read the key files")


def reading() -> str:
    """正在读取文件…"""
    return say("connecting.reading", "Reading…")


def found_key(name: str) -> str:
    """私钥：{name}"""
    return say("connecting.found_key", "Private key: {name}", name=name)


def found_certificate(name: str) -> str:
    """证书：{name}"""
    return say("connecting.found_certificate", "Certificate: {name}", name=name)


def found_public_key(name: str) -> str:
    """公钥：{name}"""
    return say("connecting.found_public_key", "Public key: {name}", name=name)


def found_saved() -> str:
    """已保存，不换就不用放"""
    return say("connecting.found_saved", "Saved. Add files only to change it.")


def serial_label() -> str:
    """证书序列号"""
    return say("connecting.serial_label", "Certificate serial number")


def serial_hint() -> str:
    """放入 apiclient_cert.pem 会自动填上；没有就在 API 安全页面复制"""
    return say(
        "connecting.serial_hint",
        "Filled from apiclient_cert.pem, or copy it from the API security page",
    )


def apiv3_label() -> str:
    """APIv3 密钥"""
    return say("connecting.apiv3_label", "APIv3 key")


def apiv3_count(n: int) -> str:
    """{n} / 32 位"""
    return say("connecting.apiv3_count", "{n} / 32", n=n)


def apiv3_hint() -> str:
    """商户平台 → 账户中心 → API 安全 → 设置 APIv3 密钥。它是你自己定的 32 位字母和数字，忘了只能重设。用微信支付公钥验签的，可以不填"""
    return say(
        "connecting.apiv3_hint",
        "Merchant site → Account → API security → APIv3 key. You set these 32 letters and"
        " digits yourself. Optional with the WeChat Pay public key.",
    )


def apiv3_saved() -> str:
    """已保存，不换就不用填"""
    return say("connecting.apiv3_saved", "Saved. Type only to change it.")


def hold_to_show() -> str:
    """按住显示"""
    return say("connecting.hold_to_show", "Hold to show")


def mode_label() -> str:
    """怎么验证微信的回答"""
    return say("connecting.mode_label", "How answers of WeChat Pay are checked")


def mode_public_key() -> str:
    """微信支付公钥（推荐）"""
    return say("connecting.mode_public_key", "WeChat Pay public key (recommended)")


def mode_certificate() -> str:
    """平台证书（老商户号）"""
    return say("connecting.mode_certificate", "Platform certificate (older merchants)")


def mode_certificate_hint() -> str:
    """程序用 APIv3 密钥自己下载平台证书，不用放文件"""
    return say(
        "connecting.mode_certificate_hint",
        "Platform certificates are fetched with the APIv3 key. No file needed.",
    )


def drop_public_key() -> str:
    """把 pub_key.pem 拖到这里"""
    return say("connecting.drop_public_key", "Drop pub_key.pem here")


def drop_later() -> str:
    """下一步，也可以现在就把文件拖进来"""
    return say("connecting.drop_later", "Next step; files can be dropped now already")


def key_id_label() -> str:
    """公钥 ID"""
    return say("connecting.key_id_label", "Key ID")


def key_id_hint() -> str:
    """商户平台 → 账户中心 → API 安全 → 微信支付公钥，和公钥在同一页"""
    return say(
        "connecting.key_id_hint",
        "Merchant site → Account → API security, on the page of the public key",
    )


def saving() -> str:
    """正在保存…"""
    return say("connecting.saving", "Saving…")


def certificate_until(date: str) -> str:
    """{date} 到期"""
    return say("connecting.certificate_until", "until {date}", date=date)


def mode_short_certificate() -> str:
    """平台证书"""
    return say("connecting.mode_short_certificate", "Platform certificate")


def apiv3_none() -> str:
    """没有填，用不到"""
    return say("connecting.apiv3_none", "Not given, not needed")
