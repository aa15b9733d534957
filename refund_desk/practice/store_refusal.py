"""How the Store says no: HTTP 200 and an `errcode` other than 0."""

import re
from dataclasses import dataclass

from refund_desk.practice.parameters import read_json
from refund_desk.practice.refusal import Refusal

BUSY = -1
BAD_TOKEN, EXPIRED_TOKEN, NO_TOKEN = 40001, 42001, 41001
BAD_GRANT, BAD_APPID, BAD_SECRET, NO_APPID, NO_SECRET = 40002, 40013, 40125, 41002, 41004
BAD_URL, BAD_ARGUMENTS, NEEDS_POST, EMPTY_BODY, NOT_JSON = 40066, 40097, 43002, 44002, 47001
BAD_MEDIA_TYPE, BAD_MEDIA_ID, MEDIA_TOO_BIG = 40004, 40007, 45001
DAY_QUOTA, MINUTE_QUOTA = 45009, 45011
SPAN_TOO_LONG = 10020004
DISPUTE_RUNS, TOO_OFTEN = 10021051, 10021059
NO_ADDRESS, WRONG_ADDRESS, NEGOTIATE_FIRST = 10021060, 10021062, 10021068
NO_SUCH_DISPUTE, DISPUTE_STATE, PROOF_STATE = 10021500, 10021501, 10021504

_WORDS = {
    BUSY: "system error",
    BAD_TOKEN: "invalid credential, access_token is invalid or not latest",
    EXPIRED_TOKEN: "access_token expired",
    NO_TOKEN: "access_token missing",
    BAD_GRANT: "invalid grant_type",
    BAD_APPID: "invalid appid",
    BAD_SECRET: "invalid appsecret",
    NO_APPID: "appid missing",
    NO_SECRET: "appsecret missing",
    BAD_URL: "invalid url",
    BAD_ARGUMENTS: "invalid args",
    NEEDS_POST: "require POST method",
    EMPTY_BODY: "empty post data",
    NOT_JSON: "data format error",
    BAD_MEDIA_TYPE: "invalid media type",
    BAD_MEDIA_ID: "invalid media_id",
    MEDIA_TOO_BIG: "media size out of limit",
    DAY_QUOTA: "reach max api daily quota limit",
    MINUTE_QUOTA: "api minute-quota reach limit, must slower, retry next minute",
    SPAN_TOO_LONG: "时间范围不能超过24小时",
    DISPUTE_RUNS: "纠纷处理中",
    TOO_OFTEN: "同一订单操作过于频繁",
    NO_ADDRESS: "缺少退货地址",
    WRONG_ADDRESS: "退货地址错误",
    NEGOTIATE_FIRST: "需先使用「售后协商」与买家协商，如买家超时仍未回复，你可拒绝",
    NO_SUCH_DISPUTE: "纠纷单不存在",
    DISPUTE_STATE: "纠纷单状态不允许留言",
    PROOF_STATE: "纠纷单状态不允许举证",
}


@dataclass(eq=False)
class StoreRefusal(Exception):  # noqa: N818 - it is an answer of the far side, not an error of ours
    """An answer with this `errcode`; `words` replace those of the table."""

    errcode: int
    words: str = ""

    @property
    def errmsg(self) -> str:
        """The words of the answer, without the request number behind them."""
        return self.words or _WORDS.get(self.errcode, "练习：按要求拒绝")

    def __str__(self) -> str:
        """The code: the words of the far side do not belong into a log."""
        return str(self.errcode)


class StoreArguments:
    """The JSON object of a request, read field by field.

    Stricter than the Store, which passes over what it does not know: a misspelt name of ours must
    be seen. StoreRefusal 44002, 47001 or 40097 for whatever is not of the form.
    """

    def __init__(self, body: bytes, allowed: frozenset[str]) -> None:
        if not body:
            raise StoreRefusal(EMPTY_BODY)
        try:
            content = read_json(body)
        except Refusal as refusal:
            raise StoreRefusal(NOT_JSON) from refusal
        if not isinstance(content, dict):
            raise StoreRefusal(NOT_JSON)
        self._content: dict[str, object] = content
        if unknown := sorted(set(content) - allowed):
            raise _wrong(unknown[0])

    def has(self, name: str) -> bool:
        """Whether the field was sent."""
        return name in self._content

    def text(self, name: str, *, most: int = 0, in_bytes: bool = False) -> str:
        """A text, empty when absent; `most` characters (or bytes) unless 0."""
        found = self._content.get(name, "")
        if not isinstance(found, str):
            raise _wrong(name)
        if most and len(found.encode() if in_bytes else found) > most:
            raise _wrong(name)
        return found

    def number(self, name: str) -> str:
        """An identifier of the Store: a text of digits. A JSON number of it loses digits."""
        found = self.text(name)
        if re.fullmatch(r"[0-9]{1,32}", found) is None:
            raise _wrong(name)
        return found

    def whole(self, name: str, *, least: int = 0, most: int = 10**12) -> int:
        """A whole number that must be there; a float or a bool is none."""
        found = self._content.get(name)
        if isinstance(found, bool) or not isinstance(found, int) or not least <= found <= most:
            raise _wrong(name)
        return found

    def flag(self, name: str) -> bool:
        """Yes or no, no when absent."""
        found = self._content.get(name, False)
        if not isinstance(found, bool):
            raise _wrong(name)
        return found

    def texts(self, name: str, *, most: int) -> list[str]:
        """A list of texts, empty when absent."""
        found = self._content.get(name, [])
        if not isinstance(found, list) or len(found) > most:
            raise _wrong(name)
        if not all(isinstance(each, str) and each for each in found):
            raise _wrong(name)
        return found


def _wrong(name: str) -> StoreRefusal:
    return StoreRefusal(BAD_ARGUMENTS, f"invalid args: {name}")
