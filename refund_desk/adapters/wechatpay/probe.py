"""Questions that move nothing, and what their answers say about the keys they were asked with."""

from datetime import date
from typing import assert_never

from refund_desk.adapters.wechatpay.credentials import Credentials, MerchantCredentials
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.error_map import code_of
from refund_desk.adapters.wechatpay.keys import Verdict, certificates_in
from refund_desk.adapters.wechatpay.reply import Answer, NoAnswer, NotSent, Reply, Unverified
from refund_desk.adapters.wechatpay.routes import CERTIFICATES_TARGET
from refund_desk.adapters.wechatpay.transport import HardenedCore, TimeLimits
from refund_desk.application.ports.merchant_probe import ProbeAnswer, Probed
from refund_desk.domain.identifiers import OutRefundNo, OutTradeNo
from refund_desk.domain.merchant_account import MerchantAccount
from refund_desk.domain.secret import Secret

# No shop numbers its orders and refunds like this.
_NO_SUCH_ORDER = OutTradeNo("refund-desk-asks")
_NO_SUCH_REFUND = OutRefundNo("refund-desk-asks")
_NONE_THERE = frozenset({"RESOURCE_NOT_EXISTS", "ORDER_NOT_EXIST"})
# A person waits for this, four times at most.
_PATIENCE = TimeLimits(connect_s=5.0, read_s=8.0, whole_s=10.0)
_UNVERIFIED = {
    Verdict.UNKNOWN_SERIAL.value: ProbeAnswer.SIGNER_UNKNOWN,
    Verdict.WRONG.value: ProbeAnswer.SIGNATURE_WRONG,
    Verdict.STALE.value: ProbeAnswer.SIGNATURE_STALE,
}
_FIRST_ANSWERS = {404: ProbeAnswer.NO_CERTIFICATES, 403: ProbeAnswer.DENIED}


class WeChatPayProbe:
    """The port `MerchantProbe`."""

    def __init__(self, endpoints: Endpoints, apiv3_key: Secret | None) -> None:
        """Ask through these endpoints."""
        self._endpoints = endpoints
        self._apiv3_key = apiv3_key

    async def certificates(self) -> Probed:
        """See the port."""
        reply = await self._endpoints.core.request(CERTIFICATES_TARGET)
        if isinstance(reply, Answer) and reply.status == 200:
            opened = self._apiv3_key and certificates_in(reply.body, self._apiv3_key)
            answer = ProbeAnswer.GOOD if opened else ProbeAnswer.SEALED_OTHERWISE
            return Probed(answer, request_id=reply.request_id)
        if isinstance(reply, Answer) and code_of(reply) in _NONE_THERE:
            return Probed(ProbeAnswer.NO_CERTIFICATES, reply.verified, reply.request_id)
        if isinstance(reply, Unverified) and reply.status in _FIRST_ANSWERS:
            # Before the first certificate no signature can be verified, so this is only a hint.
            return Probed(_FIRST_ANSWERS[reply.status], request_id=reply.request_id)
        return _probed(reply)

    async def orders(self) -> Probed:
        """See the port."""
        return _probed(await self._endpoints.order_by_out_trade_no(_NO_SUCH_ORDER))

    async def refunds(self) -> Probed:
        """See the port."""
        return _probed(await self._endpoints.query_refund(_NO_SUCH_REFUND))

    async def complaints(self, day: date) -> Probed:
        """See the port."""
        text = day.isoformat()
        return _probed(
            await self._endpoints.complaints(first_day=text, last_day=text, limit=1, offset=0)
        )

    def clock_offset_s(self) -> float | None:
        """See the port."""
        return self._endpoints.core.clock_offset.seconds()

    async def close(self) -> None:
        """See the port."""
        await self._endpoints.core.close()


async def open_probe(account: MerchantAccount) -> WeChatPayProbe:
    """A probe with real keys, at the official hosts and nowhere else. Raises `BadValueError`."""
    return await probe_with(MerchantCredentials.of(account))


async def probe_with(credentials: Credentials) -> WeChatPayProbe:
    """A probe with these credentials; raises `BadValueError` when a key cannot be read."""
    core = await HardenedCore.open(credentials, limits=_PATIENCE)
    return WeChatPayProbe(Endpoints(core, credentials.mchid), credentials.apiv3_key)


def _probed(reply: Reply) -> Probed:
    match reply:
        case NotSent(why="no_route" | "path_rewritten" | "not_plain"):
            return Probed(ProbeAnswer.NONSENSE)
        case NotSent(why="tls"):
            return Probed(ProbeAnswer.INTERCEPTED)
        case NotSent():
            return Probed(ProbeAnswer.OFFLINE)
        case NoAnswer():
            return Probed(ProbeAnswer.SLOW)
        case Unverified(why=why, request_id=request_id):
            answer = _UNVERIFIED.get(why, ProbeAnswer.NONSENSE)
            return Probed(answer, request_id=request_id)
        case Answer():
            return Probed(_meaning(reply), reply.verified, reply.request_id)
        case _:
            assert_never(reply)


def _meaning(answer: Answer) -> ProbeAnswer:
    code = code_of(answer)
    if answer.status < 300 or code in _NONE_THERE:
        return ProbeAnswer.GOOD
    if answer.status == 429:
        return ProbeAnswer.BUSY
    if answer.status >= 500:
        return ProbeAnswer.THEIR_TROUBLE
    if answer.status == 401 or code == "SIGN_ERROR":
        return ProbeAnswer.KEY_REFUSED
    if code == "MCH_NOT_EXISTS":
        return ProbeAnswer.MERCHANT_UNKNOWN
    # Which code an address that is not on the merchant's list gets is not documented.
    denied = code == "NO_AUTH" or (code and answer.status == 403)
    return ProbeAnswer.DENIED if denied else ProbeAnswer.NONSENSE
