"""Orders and refunds over the wire: parameters in, the bank's rules, payloads out (facts 4, 5)."""

import re
from collections import deque
from urllib.parse import unquote

from refund_desk.practice.bank import SHOP_ACCOUNT, Bank, RefundRequest
from refund_desk.practice.calls import Call, Reply, Route, route
from refund_desk.practice.clock import BusinessClock
from refund_desk.practice.faults import Switches
from refund_desk.practice.keys import KeyRing
from refund_desk.practice.parameters import (
    ObjectReader,
    QueryReader,
    TextRule,
    read_json,
    split_url,
)
from refund_desk.practice.payloads import order_payload, refund_payload
from refund_desk.practice.refusal import Refusal, invalid_request, parameter_refusal
from refund_desk.practice.signing import decrypt_field

REFUNDS_PATH = "/v3/refund/domestic/refunds"
ACCEPTED_PER_SECOND = 150
REFUSED_PER_SECOND = 6
_BODY = frozenset(
    "transaction_id out_trade_no out_refund_no reason notify_url funds_account amount"
    " goods_detail".split()
)
_AMOUNT = frozenset("refund total currency from".split())
_FROM = frozenset("account amount".split())
_GOODS = frozenset(
    "merchant_goods_id wechatpay_goods_id goods_name unit_price refund_amount"
    " refund_quantity".split()
)
_TRADE_NO = r"[0-9a-zA-Z_\-\|\*]+"
_OUT_REFUND_NO = TextRule(
    title="商户退款单号", required=True, most=64, pattern=r"[0-9a-zA-Z_\-\|\*@]+"
)
_ABNORMAL = frozenset("out_refund_no type bank_type bank_account real_name".split())
# The fifteen of facts 5.6.
_BANKS = {
    "CMB": "招商银行",
    "COMM": "交通银行",
    "ABC": "农业银行",
    "CCB": "建设银行",
    "ICBC": "工商银行",
    "BOC": "中国银行",
    "PAB": "平安银行",
    "SPDB": "浦发银行",
    "CITIC": "中信银行",
    "CEB": "光大银行",
    "CMBC": "民生银行",
    "CIB": "兴业银行",
    "GDB": "广发银行",
    "PSBC": "邮储银行",
    "NBCB": "宁波银行",
}


class RefundRoutes:
    """The order and refund part of the API."""

    def __init__(self, bank: Bank, clock: BusinessClock, switches: Switches, keys: KeyRing) -> None:
        self._bank = bank
        self._clock = clock
        self._switches = switches
        self._keys = keys
        self._accepted_at: deque[float] = deque()
        self._refused_at: deque[float] = deque()

    def routes(self) -> list[Route]:
        """The routes to serve."""
        return [
            route("GET", "/v3/pay/transactions/id/{transaction_id}", self.order),
            route("GET", "/v3/pay/transactions/out-trade-no/{out_trade_no}", self.trade_order),
            route("POST", REFUNDS_PATH, self.create),
            route("GET", REFUNDS_PATH + "/{out_refund_no}", self.query),
            route("POST", REFUNDS_PATH + "/{refund_id}/apply-abnormal-refund", self.abnormal),
        ]

    def order(self, call: Call) -> Reply:
        """The order under WeChat Pay's number."""
        self._check_mchid(call)
        row = self._bank.order(unquote(call.parts["transaction_id"]))
        if row is None:
            raise Refusal(404, "ORDER_NOT_EXIST", "订单不存在", inner=268892180)
        return Reply(payload=order_payload(row))

    def trade_order(self, call: Call) -> Reply:
        """The order, paid or not, under the merchant's number."""
        out_trade_no = unquote(call.parts["out_trade_no"])
        if re.fullmatch(_TRADE_NO, out_trade_no) is None or not 6 <= len(out_trade_no) <= 32:
            raise parameter_refusal(
                "输入源“/path/out_trade_no”映射到字段“商户订单号”字符串规则校验失败，"
                "字符串必须匹配正则表达式“^[0-9a-zA-Z_\\-\\|\\*]+$”",
                field="/path/out_trade_no",
                location="url",
            )
        self._check_mchid(call)
        row = self._bank.order_by_trade_no(out_trade_no)
        if row is None:
            raise Refusal(404, "ORDER_NOT_EXIST", "订单不存在", inner=268892180)
        return Reply(payload=order_payload(row))

    def create(self, call: Call) -> Reply:
        """A refund, or the one already known under this number."""
        self._check_rate()
        try:
            request = read_refund(read_json(call.body))
            row = self._bank.accept(request)
        except Refusal:
            self._refused_at.append(self._clock.wall_now())
            raise
        order = self._bank.order(row["transaction_id"])
        if order is None:
            raise Refusal(404, "RESOURCE_NOT_EXISTS", "订单不存在", inner=268892180)
        return Reply(payload=refund_payload(row, order))

    def query(self, call: Call) -> Reply:
        """The refund under the merchant's number."""
        row = self._bank.refund(unquote(call.parts["out_refund_no"]))
        order = None if row is None else self._bank.order(row["transaction_id"])
        if row is None or order is None:
            raise Refusal(404, "RESOURCE_NOT_EXISTS", "退款单不存在", inner=268875782)
        return Reply(payload=refund_payload(row, order))

    def abnormal(self, call: Call) -> Reply:
        """An ABNORMAL refund sent on to a card of the payer, or to the shop."""
        reader = ObjectReader(read_json(call.body), _ABNORMAL)
        out_refund_no = reader.needed_text("out_refund_no", _OUT_REFUND_NO)
        kind = reader.needed_text(
            "type",
            TextRule(
                title="异常退款处理方式",
                most=32,
                choices=("USER_BANK_CARD", "MERCHANT_BANK_CARD"),
            ),
        )
        received_by = SHOP_ACCOUNT
        if kind == "USER_BANK_CARD":
            received_by = self._card(call, reader)
        row = self._bank.refund_by_id(unquote(call.parts["refund_id"]))
        if row is None:
            raise Refusal(404, "RESOURCE_NOT_EXISTS", "退款单不存在", inner=268875782)
        if row["out_refund_no"] != out_refund_no:
            raise invalid_request("退款单号与请求不一致", inner=268892183)
        to_payer = kind == "USER_BANK_CARD"
        row = self._bank.repay_abnormal(row, received_by=received_by, to_payer=to_payer)
        order = self._bank.order(row["transaction_id"])
        if order is None:
            raise Refusal(404, "RESOURCE_NOT_EXISTS", "订单不存在", inner=268892180)
        return Reply(payload=refund_payload(row, order))

    def _check_mchid(self, call: Call) -> None:
        rule = TextRule(title="直连商户号", required=True, most=32)
        mchid = QueryReader(call.query).text("mchid", rule)
        if mchid != self._keys.mchid:
            raise Refusal(400, "MCH_NOT_EXISTS", "商户号不存在", inner=268875776)

    def _check_rate(self) -> None:
        now = self._clock.wall_now()
        for moments in (self._accepted_at, self._refused_at):
            while moments and now - moments[0] >= 1:
                moments.popleft()
        too_many = self._switches.on("qps_limit") and len(self._accepted_at) >= ACCEPTED_PER_SECOND
        too_wrong = (
            self._switches.on("error_rate_limit") and len(self._refused_at) >= REFUSED_PER_SECOND
        )
        if too_many or too_wrong:
            raise Refusal(429, "FREQUENCY_LIMITED", "频率超限，请降低请求频率", inner=268558930)
        self._accepted_at.append(now)

    def _card(self, call: Call, reader: ObjectReader) -> str:
        bank_type = reader.needed_text(
            "bank_type",
            TextRule(title="开户银行", most=16, choices=tuple(f"{code}_DEBIT" for code in _BANKS)),
        )
        sealed = TextRule(title="收款银行卡号", required=True, most=1024)
        account = self._decrypt(call, reader.needed_text("bank_account", sealed))
        holder = self._decrypt(call, reader.needed_text("real_name", sealed))
        if not account.isdecimal() or not 16 <= len(account) <= 19:
            raise parameter_refusal("收款银行卡号格式错误", field="/body/bank_account")
        if not holder.strip() or any(each.isdecimal() for each in holder):
            raise parameter_refusal("收款用户姓名格式错误", field="/body/real_name")
        return f"{_BANKS[bank_type.removesuffix('_DEBIT')]}借记卡{account[-4:]}"

    def _decrypt(self, call: Call, cipher_text: str) -> str:
        serial = call.header("Wechatpay-Serial")
        keys = {
            self._keys.public_key_id: self._keys.public_key,
            self._keys.platform.serial: self._keys.platform.key,
            self._keys.successor.serial: self._keys.successor.key,
        }
        if serial is None:
            raise parameter_refusal(
                "HTTP header缺少微信支付平台证书序列号(Wechatpay-Serial)",
                field="/header/Wechatpay-Serial",
            )
        if serial not in keys:
            raise parameter_refusal(
                "平台证书序列号Wechatpay-Serial错误",
                field="/header/Wechatpay-Serial",
                inner=269546507,
            )
        try:
            return decrypt_field(keys[serial], cipher_text)
        except ValueError as error:
            raise parameter_refusal("敏感字段解密失败", field="/body") from error


def read_refund(content: object) -> RefundRequest:
    """A checked refund request; Refusal 400 PARAM_ERROR naming the first wrong field."""
    reader = ObjectReader(content, _BODY)
    transaction_id = reader.text("transaction_id", TextRule(title="微信支付订单号", most=32))
    out_trade_no = reader.text(
        "out_trade_no", TextRule(title="商户订单号", least=6, most=32, pattern=_TRADE_NO)
    )
    if transaction_id is None and out_trade_no is None:
        raise parameter_refusal(
            "微信支付订单号和商户订单号不能都为空", field="/body/transaction_id", issue="missing"
        )
    out_refund_no = reader.needed_text("out_refund_no", _OUT_REFUND_NO)
    reason = reader.text("reason", TextRule(title="退款原因", most=80))
    funds_account = reader.text(
        "funds_account", TextRule(title="退款资金来源", choices=("AVAILABLE", "UNSETTLED"))
    )
    _check_notify_url(reader)
    _check_goods(reader)
    amount = reader.nested("amount", "金额信息", _AMOUNT)
    refund_fen = amount.needed_integer("refund", "退款金额", least=1)
    total_fen = amount.needed_integer("total", "原订单金额", least=1)
    amount.needed_text("currency", TextRule(title="退款币种", most=16, choices=("CNY",)))
    return RefundRequest(
        out_refund_no=out_refund_no,
        transaction_id=transaction_id,
        out_trade_no=out_trade_no,
        amount_fen=refund_fen,
        total_fen=total_fen,
        reason=reason,
        funds_account=funds_account,
        from_accounts=_read_from(amount, refund_fen),
    )


def _check_notify_url(reader: ObjectReader) -> None:
    address = reader.text("notify_url", TextRule(title="退款结果回调url", least=8, most=256))
    if address is None:
        return
    parts = split_url(address)
    if parts is None or parts.scheme != "https" or not parts.hostname or parts.query:
        raise parameter_refusal(
            "输入源“/body/notify_url”映射到字段“退款结果回调url”规则校验失败，"
            "必须为不带参数的 https 地址",
            field="/body/notify_url",
        )


def _check_goods(reader: ObjectReader) -> None:
    for position, content in enumerate(reader.many("goods_detail", "退款商品", most=100)):
        goods = ObjectReader(content, _GOODS, f"/body/goods_detail/{position}")
        goods.needed_text("merchant_goods_id", TextRule(title="商户侧商品编码", most=32))
        goods.text("wechatpay_goods_id", TextRule(title="微信侧商品编码", most=32))
        goods.text("goods_name", TextRule(title="商品名称", most=256))
        goods.needed_integer("unit_price", "商品单价")
        goods.needed_integer("refund_amount", "商品退款金额")
        goods.needed_integer("refund_quantity", "商品退货数量", least=1)


def _read_from(amount: ObjectReader, refund_fen: int) -> list[dict[str, object]] | None:
    accounts: list[dict[str, object]] = []
    total = 0
    for position, content in enumerate(amount.many("from", "退款出资账户及金额", most=10)):
        source = ObjectReader(content, _FROM, f"/body/amount/from/{position}")
        account = source.needed_text(
            "account", TextRule(title="出资账户类型", choices=("AVAILABLE", "UNAVAILABLE"))
        )
        fen = source.needed_integer("amount", "出资金额", least=1)
        accounts.append({"account": account, "amount": fen})
        total += fen
    if accounts and total != refund_fen:
        raise parameter_refusal("退款出资金额之和与退款金额不一致", field="/body/amount/from")
    return accounts or None
