"""Checking what a client sent: JSON bodies, query parameters, multipart uploads.

The sentences follow real answers of the gateway (facts 2.4). Lengths count UTF-8 bytes unless a
switch says otherwise; unknown fields are refused; a float or a bool is no amount.
"""

import json
import re
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import SplitResult, parse_qsl, urlsplit

from refund_desk.practice.refusal import Refusal, parameter_refusal

INTEGER_MAX = 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRule:
    """What a text field may hold; `title` is the field's Chinese name in WeChat's sentences."""

    title: str
    required: bool = False
    most: int = 64
    least: int = 1
    pattern: str | None = None
    choices: tuple[str, ...] = ()
    count_characters: bool = False

    def length(self, text: str) -> int:
        """The length in the unit this field is counted in."""
        return len(text) if self.count_characters else len(text.encode())


class ObjectReader:
    """One JSON object of a request, read field by field against the allowed names."""

    def __init__(self, content: object, allowed: frozenset[str], pointer: str = "/body") -> None:
        self.pointer = pointer
        if not isinstance(content, dict):
            raise parameter_refusal(
                f"无法将 JSON 输入源“{pointer}”映射到目标字段中，此字段需要一个合法的 Json 对象",
                field=pointer,
            )
        self._content: dict[str, object] = content
        for name in content:
            if name not in allowed:
                raise parameter_refusal(
                    "参数中含有非法的额外参数",
                    field=f"{pointer}/{name}",
                    issue="unknown parameter",
                    inner=270924358,
                )

    def has(self, name: str) -> bool:
        """Whether the field was sent with a value other than null."""
        return self._content.get(name) is not None

    def text(self, name: str, rule: TextRule) -> str | None:
        """A text, None when it is absent and need not be there."""
        found = self._content.get(name)
        if found is None:
            if rule.required:
                self._missing(name, rule.title)
            return None
        if not isinstance(found, str):
            self._wrong_type(name, rule.title, "string 类型的 Json 值")
        check_text(found, rule, f"{self.pointer}/{name}", "body")
        return found

    def needed_text(self, name: str, rule: TextRule) -> str:
        """A text that must be there."""
        found = self.text(name, rule)
        if found is None:
            self._missing(name, rule.title)
        return found

    def integer(
        self, name: str, title: str, *, least: int = 0, most: int = INTEGER_MAX
    ) -> int | None:
        """A whole number, None when absent. JSON 1.0 and true are refused."""
        found = self._content.get(name)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int):
            self._wrong_type(name, title, "整数类型的 Json 值")
        source = f"输入源“{self.pointer}/{name}”映射到数值字段“{title}”规则校验失败，"
        if found < least:
            raise parameter_refusal(
                f"{source}值低于最小值 {least}", field=f"{self.pointer}/{name}", value=found
            )
        if found > most:
            raise parameter_refusal(
                f"{source}值高于最大值 {most}", field=f"{self.pointer}/{name}", value=found
            )
        return found

    def needed_integer(self, name: str, title: str, *, least: int = 0) -> int:
        """A whole number that must be there."""
        found = self.integer(name, title, least=least)
        if found is None:
            self._missing(name, title)
        return found

    def nested(self, name: str, title: str, allowed: frozenset[str]) -> "ObjectReader":
        """An object inside that must be there."""
        found = self._content.get(name)
        if found is None:
            self._missing(name, title)
        if not isinstance(found, dict):
            raise parameter_refusal(
                f"无法将 JSON 输入源“{self.pointer}/{name}”映射到目标字段“{title}”中，"
                "此字段需要一个合法的 Json 对象",
                field=f"{self.pointer}/{name}",
            )
        return ObjectReader(found, allowed, f"{self.pointer}/{name}")

    def many(self, name: str, title: str, *, most: int) -> list[object]:
        """A list, empty when absent."""
        found = self._content.get(name)
        if found is None:
            return []
        if not isinstance(found, list):
            self._wrong_type(name, title, "数组类型的 Json 值")
        if len(found) > most:
            raise parameter_refusal(
                f"输入源“{self.pointer}/{name}”映射到字段“{title}”规则校验失败，"
                f"元素个数大于最大值 {most}",
                field=f"{self.pointer}/{name}",
                value=len(found),
            )
        return found

    def texts(self, name: str, title: str, *, most: int) -> list[str]:
        """A list of texts, empty when absent."""
        texts: list[str] = []
        for position, found in enumerate(self.many(name, title, most=most)):
            if not isinstance(found, str):
                self._wrong_type(f"{name}/{position}", title, "string 类型的 Json 值")
            texts.append(found)
        return texts

    def _missing(self, name: str, title: str) -> NoReturn:
        raise parameter_refusal(
            f"输入源“{self.pointer}/{name}”映射到字段“{title}”必填性规则校验失败，此字段为必填项",
            field=f"{self.pointer}/{name}",
            issue="missing",
        )

    def _wrong_type(self, name: str, title: str, wanted: str) -> NoReturn:
        raise parameter_refusal(
            f"无法将 JSON 输入源“{self.pointer}/{name}”映射到目标字段“{title}”中，"
            f"此字段需要一个 {wanted}",
            field=f"{self.pointer}/{name}",
        )


def check_text(text: str, rule: TextRule, field: str, location: str) -> None:
    """Nothing, or Refusal 400 PARAM_ERROR with the sentence of the rule that was broken."""
    source = f"输入源“{field}”映射到字段“{rule.title}”"
    length = rule.length(text)
    unit = "字符数" if rule.count_characters else "字节数"
    issue: str | None = None
    inner = 268435464
    if length > rule.most:
        issue = f"字符串规则校验失败，{unit} {length}，大于最大值 {rule.most}"
    elif length < rule.least:
        issue = f"字符串规则校验失败，{unit} {length}，小于最小值 {rule.least}"
        inner = 268435463
    elif rule.choices and text not in rule.choices:
        issue = f"枚举规则校验失败，值必须是 {'、'.join(rule.choices)} 之一"
    elif rule.pattern is not None and re.fullmatch(rule.pattern, text) is None:
        issue = f"字符串规则校验失败，字符串必须匹配正则表达式“^{rule.pattern}$”"
    if issue is not None:
        raise parameter_refusal(
            source + issue, field=field, location=location, value=text[:64], inner=inner
        )


def read_json(body: bytes) -> object:
    """The JSON value of a body; Refusal 400 when it is none. NaN and doubled names are none.

    Half a surrogate pair is none either: it has no bytes, so no book could hold it.
    """
    try:
        content: object = json.loads(
            body.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_no_doubles
        )
        if b"\\u" in body:
            json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise parameter_refusal("请求体不是合法的 Json", field="/body") from error
    return content


def split_url(address: str) -> SplitResult | None:
    """The parts of an address; None when it is none, such as one with half a bracket."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _no_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("a name occurs twice")
    return content


class QueryReader:
    """The query parameters of a GET, the first of each name."""

    def __init__(self, query: str) -> None:
        self._values: dict[str, str] = {}
        for name, text in parse_qsl(query, keep_blank_values=True):
            self._values.setdefault(name, text)

    def text(self, name: str, rule: TextRule) -> str | None:
        """A text, None when absent."""
        found = self._values.get(name)
        if found is None:
            if rule.required:
                raise parameter_refusal(
                    f"输入源“/query/{name}”映射到字段“{rule.title}”必填性规则校验失败，"
                    "此字段为必填项",
                    field=f"/query/{name}",
                    location="query",
                    issue="missing",
                )
            return None
        check_text(found, rule, f"/query/{name}", "query")
        return found

    def integer(self, name: str, title: str, *, start: int, least: int, most: int) -> int:
        """A whole number within its limits; `start` when absent."""
        found = self._values.get(name)
        if found is None:
            return start
        source = f"输入源“/query/{name}”映射到数值字段“{title}”规则校验失败，"
        if not re.fullmatch(r"-?[0-9]{1,18}", found):
            raise parameter_refusal(
                f"{source}此字段需要一个整数", field=f"/query/{name}", location="query"
            )
        number = int(found)
        if not least <= number <= most:
            limit = f"值低于最小值 {least}" if number < least else f"值高于最大值 {most}"
            raise parameter_refusal(
                source + limit, field=f"/query/{name}", location="query", value=number
            )
        return number


@dataclass(frozen=True, slots=True)
class UploadParts:
    """The two parts of an image upload: `meta` as sent (it is what was signed), and the file."""

    meta: bytes
    filename: str
    content: bytes


def split_upload(content_type: str, body: bytes, *, strict: bool) -> UploadParts:
    """The parts of a multipart body. Refusal 400 when there are none.

    A Content-Type without boundary is tolerated unless `strict`: the public Python SDK has sent it
    so for years; the boundary is then read off the first line of the body.
    """
    kind, _, options = content_type.partition(";")
    if kind.strip().lower() != "multipart/form-data":
        raise parameter_refusal("Content-Type 必须为 multipart/form-data", field="/header")
    match = re.search(r'boundary="?([^";]+)"?', options)
    if match is None and strict:
        raise parameter_refusal("Content-Type 缺少 boundary", field="/header")
    first_line = body.split(b"\r\n", 1)[0]
    boundary = b"--" + match[1].strip().encode() if match else first_line.rstrip()
    if len(boundary) < 3 or not body.startswith(boundary):
        raise parameter_refusal("请求体不是合法的 multipart 内容", field="/body")
    parts: dict[str, tuple[str, bytes]] = {}
    for raw in (b"\r\n" + body).split(b"\r\n" + boundary)[1:-1]:
        name, filename, content = _read_part(raw)
        parts[name] = (filename, content)
    if set(parts) != {"meta", "file"}:
        raise Refusal(400, "PARAM_ERROR", "上传需要且只需要 meta 和 file 两部分")
    return UploadParts(parts["meta"][1], parts["file"][0], parts["file"][1])


def _read_part(raw: bytes) -> tuple[str, str, bytes]:
    head, separator, content = raw.partition(b"\r\n\r\n")
    text = head.decode("utf-8", "replace")
    name = re.search(r'[;\s]name="([^"]*)"', text)
    if not separator or name is None:
        raise parameter_refusal("请求体不是合法的 multipart 内容", field="/body")
    filename = re.search(r'filename="([^"]*)"', text)
    return name[1], filename[1] if filename else "", content
