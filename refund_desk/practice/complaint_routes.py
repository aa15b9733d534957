"""Complaints over the wire (facts 8)."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import unquote

from refund_desk.practice.books import Books
from refund_desk.practice.calls import Call, Reply, Route, route
from refund_desk.practice.clock import day_start
from refund_desk.practice.complaint_payloads import ComplaintWriter
from refund_desk.practice.complaints import ComplaintBook
from refund_desk.practice.faults import Switches
from refund_desk.practice.keys import MCHID
from refund_desk.practice.parameters import (
    ObjectReader,
    QueryReader,
    TextRule,
    read_json,
    split_url,
)
from refund_desk.practice.refusal import Refusal, invalid_request, parameter_refusal

SERVICE_PATH = "/v3/merchant-service"
COMPLAINTS_PATH = SERVICE_PATH + "/complaints-v2"
SPAN_DAYS = 30
_REPLY = frozenset(
    "complainted_mchid response_content response_images jump_url jump_url_text"
    " mini_program_jump_info".split()
)
_JUMP = frozenset("appid path text".split())
_DECISION = frozenset("action launch_refund_day reject_reason reject_media_list remark".split())
_IMMEDIATE = frozenset("complainted_mchid message idempotent_id".split())
_MESSAGE = frozenset("blocks sender_identity custom_data".split())
_BLOCK_KINDS = ("TEXT", "IMAGE", "LINK", "FAQ_LIST", "BUTTON", "BUTTON_GROUP")


class ComplaintRoutes:
    """The complaint part of the API."""

    def __init__(
        self, books: Books, complaints: ComplaintBook, writer: ComplaintWriter, switches: Switches
    ) -> None:
        self._books = books
        self._complaints = complaints
        self._writer = writer
        self._switches = switches

    def routes(self) -> list[Route]:
        """The routes to serve."""
        one = COMPLAINTS_PATH + "/{complaint_id}"
        return [
            route("GET", COMPLAINTS_PATH, self.list_complaints),
            route("GET", one, self.detail),
            route("GET", one + "/negotiation-historys", self.history),
            route("POST", one + "/response", self.answer),
            route("POST", one + "/complete", self.complete),
            route("POST", one + "/update-refund-progress", self.decide),
            route("POST", one + "/response-immediate-service", self.answer_immediately),
            *_notification_routes(self._notifications),
        ]

    def list_complaints(self, call: Call) -> Reply:
        """A page of complaints between two Beijing days, newest first."""
        query = QueryReader(call.query)
        limit = query.integer("limit", "分页大小", start=10, least=1, most=50)
        offset = query.integer("offset", "分页开始位置", start=0, least=0, most=10**9)
        begin, end = _read_day(query, "begin_date"), _read_day(query, "end_date")
        if end < begin or (end - begin).days > SPAN_DAYS:
            raise parameter_refusal(
                "查询日期跨度不能超过30天", field="/query/end_date", location="query"
            )
        mchid = query.text("complainted_mchid", TextRule(title="被诉商户号", most=64))
        if mchid is not None and mchid != MCHID:
            raise Refusal(403, "NO_AUTH", "商户无权限查询该被诉商户号", inner=268435468)
        rows, total = self._complaints.between(
            day_start(begin), day_start(end + timedelta(days=1)), limit=limit, offset=offset
        )
        payload: dict[str, object] = {
            "data": [
                self._writer.complaint(
                    row, self._complaints.orders_of(row["complaint_id"]), with_openid=False
                )
                for row in rows
            ],
            "limit": limit,
            "offset": offset,
        }
        if offset == 0 or not self._switches.on("total_count_first_page_only"):
            payload["total_count"] = total
        return Reply(payload=payload)

    def detail(self, call: Call) -> Reply:
        """One complaint, with the payer's openid."""
        row = self._complaints.find(_complaint_id(call))
        orders = self._complaints.orders_of(row["complaint_id"])
        return Reply(payload=self._writer.complaint(row, orders, with_openid=True))

    def history(self, call: Call) -> Reply:
        """A page of what was said and done."""
        query = QueryReader(call.query)
        limit = query.integer("limit", "分页大小", start=100, least=1, most=300)
        offset = query.integer("offset", "分页开始位置", start=0, least=0, most=10**9)
        complaint = self._complaints.find(_complaint_id(call))
        rows, total = self._complaints.messages_of(
            complaint["complaint_id"], limit=limit, offset=offset
        )
        as_array = self._switches.word("history_media") == "array"
        return Reply(
            payload={
                "data": [self._writer.message(row, media_as_array=as_array) for row in rows],
                "limit": limit,
                "offset": offset,
                "total_count": total,
            }
        )

    def answer(self, call: Call) -> Reply:
        """The merchant's reply to the payer."""
        reader = ObjectReader(read_json(call.body), _REPLY)
        _check_complained(reader)
        text = reader.needed_text("response_content", self._text_rule("回复内容", 500))
        pictures = reader.texts("response_images", "回复图片", most=4)
        _check_jump(reader, self._text_rule("跳转链接文案", 10))
        self._complaints.answer(_complaint_id(call), text, pictures)
        return Reply(status=204)

    def complete(self, call: Call) -> Reply:
        """The merchant says it is done."""
        _check_complained(ObjectReader(read_json(call.body), frozenset({"complainted_mchid"})))
        self._complaints.complete(_complaint_id(call))
        return Reply(status=204)

    def decide(self, call: Call) -> Reply:
        """APPROVE or REJECT of the refund asked for."""
        reader = ObjectReader(read_json(call.body), _DECISION)
        action = reader.needed_text(
            "action", TextRule(title="审批动作", choices=("APPROVE", "REJECT"))
        )
        launch_day = reader.integer("launch_refund_day", "预计发起退款时间", most=30)
        reason = reader.text("reject_reason", self._text_rule("拒绝退款原因", 200))
        pictures = reader.texts("reject_media_list", "拒绝退款的举证图片列表", most=4)
        remark = reader.text("remark", self._text_rule("备注", 200)) or ""
        complaint_id = _complaint_id(call)
        if action == "APPROVE":
            if reason is not None or pictures:
                raise invalid_request("同意退款时不能填写拒绝原因", inner=268435461)
            self._complaints.approve(complaint_id, launch_day or 0, remark)
        else:
            if launch_day is not None:
                raise parameter_refusal(
                    "拒绝退款时不能填写预计发起退款时间", field="/body/launch_refund_day"
                )
            if reason is None:
                raise parameter_refusal(
                    "输入源“/body/reject_reason”映射到字段“拒绝退款原因”必填性规则校验失败，"
                    "此字段为必填项",
                    field="/body/reject_reason",
                    issue="missing",
                )
            self._complaints.reject(complaint_id, reason, pictures, remark)
        return Reply(status=204)

    def answer_immediately(self, call: Call) -> Reply:
        """A reply in blocks to a complaint that wants immediate service."""
        reader = ObjectReader(read_json(call.body), _IMMEDIATE)
        _check_complained(reader)
        idempotent_id = reader.needed_text("idempotent_id", TextRule(title="幂等ID", most=128))
        message = reader.nested("message", "消息内容", _MESSAGE)
        identity = message.text(
            "sender_identity",
            TextRule(title="发送者身份类别", choices=("UNKNOWN", "MANUAL", "MACHINE")),
        )
        custom = message.text("custom_data", TextRule(title="自定义透传信息", most=4096))
        blocks = message.many("blocks", "消息内容", most=20)
        if not blocks:
            raise parameter_refusal("消息内容不能为空", field="/body/message/blocks")
        texts = [_block_text(block) for block in blocks]
        rich: dict[str, object] = {"blocks": blocks, "sender_identity": identity or "UNKNOWN"}
        if custom is not None:
            rich["custom_data"] = custom
        log_id = self._complaints.answer_immediately(
            _complaint_id(call), idempotent_id, "".join(texts), rich
        )
        return Reply(payload={"log_id": log_id})

    def _notifications(self, call: Call) -> Reply:
        known = self._books.remembered("notification_url")
        if call.method in ("POST", "PUT"):
            reader = ObjectReader(read_json(call.body), frozenset({"url"}))
            address = reader.needed_text("url", TextRule(title="通知地址", least=8, most=255))
            if not _is_https(address):
                raise parameter_refusal("通知地址必须为 https 地址", field="/body/url")
            if call.method == "POST" and known:
                raise invalid_request("已存在通知地址", inner=268435466)
            self._books.remember("notification_url", address)
            known = address
        if not known:
            raise Refusal(404, "RESOURCE_NOT_EXISTS", "没有设置通知地址", inner=268435465)
        if call.method == "DELETE":
            self._books.remember("notification_url", "")
            return Reply(status=204)
        return Reply(payload={"mchid": MCHID, "url": known})

    def _text_rule(self, title: str, most: int) -> TextRule:
        in_characters = self._switches.word("complaint_lengths") == "characters"
        return TextRule(title=title, most=most, count_characters=in_characters)


def _notification_routes(answer: Callable[[Call], Reply]) -> list[Route]:
    path = SERVICE_PATH + "/complaint-notifications"
    return [route(method, path, answer) for method in ("POST", "GET", "PUT", "DELETE")]


def _complaint_id(call: Call) -> str:
    return unquote(call.parts["complaint_id"])


def _read_day(query: QueryReader, name: str) -> date:
    text = query.text(name, TextRule(title="日期", required=True, least=10, most=10)) or ""
    # The day after is looked at, too, so the last of all days is no day here.
    if re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            # Falls through to the refusal: 2026-02-30 has the form of a day but is none.
            pass
    raise parameter_refusal(
        f"输入源“/query/{name}”映射到字段“日期”规则校验失败，格式应为yyyy-MM-DD",
        field=f"/query/{name}",
        location="query",
        value=text,
    )


def _check_complained(reader: ObjectReader) -> None:
    mchid = reader.needed_text(
        "complainted_mchid", TextRule(title="被诉商户号", required=True, most=64)
    )
    if mchid != MCHID:
        raise invalid_request("被诉商户号与投诉单不一致", inner=268875776)


def _check_jump(reader: ObjectReader, words_rule: TextRule) -> None:
    address = reader.text("jump_url", TextRule(title="跳转链接", most=512))
    words = reader.text("jump_url_text", words_rule)
    if address is not None and (not _is_https(address) or words is None):
        raise parameter_refusal("跳转链接必须为 https 且带有文案", field="/body/jump_url")
    if reader.has("mini_program_jump_info"):
        jump = reader.nested("mini_program_jump_info", "跳转小程序信息", _JUMP)
        for name in ("appid", "path", "text"):
            jump.needed_text(name, TextRule(title="跳转小程序信息", most=512))


def _is_https(address: str) -> bool:
    parts = split_url(address)
    return parts is not None and parts.scheme == "https"


def _block_text(block: object) -> str:
    if not isinstance(block, dict) or block.get("type") not in _BLOCK_KINDS:
        raise parameter_refusal("消息块类型错误", field="/body/message/blocks")
    text = block.get("text")
    return str(text.get("text", "")) if isinstance(text, dict) else ""
