"""What the test of a connection found: one sentence a point."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def signature_good() -> str:
    """签名正确，能连上微信支付"""
    return say("trying.signature_good", "Signatures are right, WeChat Pay answers")


def signature_unseen() -> str:
    """微信的回答都没有签名，公钥还没有验到"""
    return say(
        "trying.signature_unseen",
        "WeChat signed no answer, so its public key was not proven.",
    )


def signature_stale() -> str:
    """微信的回答隔得太久，没有采信。请再测一次"""
    return say("trying.signature_stale", "The answer was too old to be trusted. Test again.")


def apiv3_good() -> str:
    """APIv3 密钥正确"""
    return say("trying.apiv3_good", "The APIv3 key is right")


def apiv3_unused() -> str:
    """用微信支付公钥验签，APIv3 密钥用不到，没有测"""
    return say("trying.apiv3_unused", "Not tested: with the public key, the APIv3 key is not used")


def apiv3_absent() -> str:
    """用微信支付公钥验签，不需要 APIv3 密钥"""
    return say("trying.apiv3_absent", "With the public key, no APIv3 key is needed")


def apiv3_wrong() -> str:
    """APIv3 密钥不对，打不开平台证书。忘了只能在商户平台重设"""
    return say(
        "trying.apiv3_wrong",
        "The APIv3 key is wrong: it does not open the platform certificates. If "
        "forgotten, set a new one.",
    )


def orders_good() -> str:
    """能查订单"""
    return say("trying.orders_good", "Orders can be read")


def refunds_good() -> str:
    """能查退款"""
    return say("trying.refunds_good", "Refunds can be read")


def complaints_good() -> str:
    """能读客户投诉"""
    return say("trying.complaints_good", "Complaints can be read")


def certificate_ends(n: int) -> str:
    """商户证书还有 {n} 天到期"""
    return say_count(
        "trying.certificate_ends",
        "The certificate holds for {n} more day",
        "The certificate holds for {n} more days",
        n,
    )


def certificate_today() -> str:
    """商户证书今天到期"""
    return say("trying.certificate_today", "The certificate expires today")


def certificate_unknown() -> str:
    """没有放证书文件，不知道哪天到期"""
    return say("trying.certificate_unknown", "No certificate file, so its end is not known")


def certificates_none() -> str:
    """这个商户号没有平台证书，请改用微信支付公钥"""
    return say(
        "trying.certificates_none",
        "This merchant has no platform certificates. Use the WeChat Pay public key.",
    )


def keys_refused() -> str:
    """微信没有通过：私钥、证书序列号、商户号里有一个不对"""
    return say(
        "trying.keys_refused",
        "WeChat refused: private key, serial number or merchant number is wrong.",
    )


def keys_refused_pair() -> str:
    """私钥和证书是一对，但微信不认：证书可能已作废，或不是这个商户号的"""
    return say(
        "trying.keys_refused_pair",
        "Key and certificate fit, but WeChat refuses: revoked, or of another merchant number.",
    )


def keys_merchant() -> str:
    """微信说没有这个商户号，请核对"""
    return say("trying.keys_merchant", "WeChat knows no such merchant number. Check it.")


def signer_other_id() -> str:
    """公钥 ID 不对：微信签名用的是另一把公钥"""
    return say("trying.signer_other_id", "Wrong key ID: WeChat signs with another public key.")


def signer_wrong_key() -> str:
    """公钥文件和公钥 ID 不是一对，验不了微信的签名"""
    return say(
        "trying.signer_wrong_key",
        "Public key and key ID do not fit, so WeChat’s signature cannot be checked.",
    )


def signer_unknown() -> str:
    """验不了微信的签名。再测一次还这样，请改用微信支付公钥"""
    return say(
        "trying.signer_unknown",
        "WeChat’s signature cannot be checked. If it stays so, use the public key.",
    )


def denied_all() -> str:
    """微信不受理这台电脑的请求，多半是 IP 不在名单里：商户平台 → 账户中心 → API 安全 → IP 安全配置。家用宽带的 IP 会变"""
    return say(
        "trying.denied_all",
        "WeChat refuses this PC, most likely its IP: merchant site → Account → API "
        "security → IP list. A home line changes its IP.",
    )


def denied_orders() -> str:
    """没有查订单的权限"""
    return say("trying.denied_orders", "No permission to read orders")


def denied_refunds() -> str:
    """没有退款权限，请在商户平台的产品中心开通"""
    return say("trying.denied_refunds", "No permission for refunds. Open it in the product centre.")


def denied_complaints() -> str:
    """没有投诉接口的权限，收不到退款申请"""
    return say("trying.denied_complaints", "No permission for complaints, so no requests arrive")


def offline() -> str:
    """没有联网，没测成"""
    return say("trying.offline", "Offline, nothing was tested")


def intercepted() -> str:
    """加密连接被拦了：可能是杀毒软件、公司网络，或电脑时间错得太多"""
    return say(
        "trying.intercepted",
        "The encrypted line is intercepted: antivirus, office network, or a PC clock far off.",
    )


def slow() -> str:
    """微信没有按时回答，请再测一次"""
    return say("trying.slow", "WeChat did not answer in time. Test again.")


def busy() -> str:
    """微信说请求太多，过一分钟再测"""
    return say("trying.busy", "WeChat says too many requests. Test again in a minute.")


def their_trouble() -> str:
    """微信支付自己出了问题，过一会儿再测"""
    return say("trying.their_trouble", "WeChat Pay has trouble of its own. Test again later.")


def not_wechat() -> str:
    """回答的不是微信支付，可能要先登录上网"""
    return say(
        "trying.not_wechat",
        "Something else answered. Perhaps this network wants a login first.",
    )
