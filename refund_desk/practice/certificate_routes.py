"""GET /v3/certificates: the platform certificates, sealed with the APIv3 key (facts 3)."""

from refund_desk.practice.calls import Call, Reply, Route, route
from refund_desk.practice.clock import rfc3339
from refund_desk.practice.faults import Switches
from refund_desk.practice.keys import CertifiedKey, KeyRing
from refund_desk.practice.parameters import QueryReader, TextRule
from refund_desk.practice.refusal import Refusal
from refund_desk.practice.signing import seal_resource

_NONE_LEFT = (
    "无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥。"
    "可查看指引https://pay.weixin.qq.com/doc/v3/merchant/4012153196"
)


class CertificateRoutes:
    """The certificate list; two of them during a rollover, none for a new merchant."""

    def __init__(self, keys: KeyRing, switches: Switches) -> None:
        self._keys = keys
        self._switches = switches

    def routes(self) -> list[Route]:
        """The routes to serve."""
        return [route("GET", "/v3/certificates", self.certificates)]

    def certificates(self, call: Call) -> Reply:
        """The list, or 404 for a merchant who only has a public key."""
        rule = TextRule(title="证书算法版本", choices=("RSA", "SM2", "ALL"))
        kind = QueryReader(call.query).text("algorithm_type", rule)
        if self._switches.on("new_merchant") or kind == "SM2":
            raise Refusal(404, "RESOURCE_NOT_EXISTS", _NONE_LEFT, inner=268435465)
        held = [self._keys.platform]
        if self._switches.on("rollover"):
            held.append(self._keys.successor)
        return Reply(payload={"data": [self._entry(certified) for certified in held]})

    def _entry(self, certified: CertifiedKey) -> dict[str, object]:
        certificate = certified.certificate
        return {
            "serial_no": certified.serial,
            "effective_time": rfc3339(certificate.not_valid_before_utc.timestamp()),
            "expire_time": rfc3339(certificate.not_valid_after_utc.timestamp()),
            "encrypt_certificate": seal_resource(
                self._keys.apiv3_key, certified.certificate_pem(), "certificate"
            ),
        }
