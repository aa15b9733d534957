"""What is wrong, in plain words: Chinese, English, and the place of the contract that says so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that can be wrong. `{got}` is what was seen."""

    where: str
    zh: str
    en: str


_S = Sentence
SENTENCES: dict[str, Sentence] = {
    "signature.right": _S(
        "2",
        "签名正确的请求没有放行（得到 {got}）。请对照指南里的算例，逐行核对参与签名的五行文本",
        "A rightly signed request was not let in ({got}). Compare the five signed lines with the"
        " worked example of the guide",
    ),
    "signature.none": _S(
        "2",
        "没有签名的请求应当得到 401 bad_signature，实际得到 {got}",
        "A request without a signature must get 401 bad_signature; it got {got}",
    ),
    "signature.secret": _S(
        "2",
        "用别的密钥签名的请求应当得到 401 bad_signature，实际得到 {got}",
        "A request signed with another secret must get 401 bad_signature; it got {got}",
    ),
    "signature.key": _S(
        "2",
        "不存在的 Refund-Desk-Key 应当得到 401 bad_signature，实际得到 {got}",
        "An unknown Refund-Desk-Key must get 401 bad_signature; it got {got}",
    ),
    "signature.query": _S(
        "2",
        "路径后面的查询串没有参与签名：改了它仍然放行（得到 {got}）",
        "The query is not part of the signature: after a change of it the answer was {got}",
    ),
    "signature.body": _S(
        "2",
        "正文没有参与签名：改了它应当得到 401 bad_signature，实际得到 {got}",
        "The body is not part of the signature: changed, it must get 401 bad_signature, not {got}",
    ),
    "signature.old": _S(
        "2",
        "400 秒以前的时间戳应当得到 401 stale_timestamp，实际得到 {got}",
        "A timestamp 400 s old must get 401 stale_timestamp; it got {got}",
    ),
    "signature.future": _S(
        "2",
        "比现在晚 400 秒的时间戳应当得到 401 stale_timestamp，实际得到 {got}",
        "A timestamp 400 s ahead must get 401 stale_timestamp; it got {got}",
    ),
    "signature.nonce": _S(
        "2",
        "同一个随机串用了两次，第二次应当得到 401 nonce_replayed，实际得到 {got}",
        "A nonce used twice must get 401 nonce_replayed the second time; it got {got}",
    ),
    "signature.nonce_kept": _S(
        "2",
        "签名错误的请求把随机串占用了：之后签名正确的请求得到 {got}。先验签名，再记随机串",
        "A wrongly signed request used up a nonce: the right one after it got {got}. Check the"
        " signature first, then keep the nonce",
    ),
    "page.form": _S(
        "schemas/Page",
        "申请列表不合格式，第一处是：{got}",
        "The list of applications is not of its form; the first such place is: {got}",
    ),
    "page.size": _S(
        "/applications",
        "limit 没有照办（{got} 条）",
        "limit was not kept ({got} applications)",
    ),
    "page.limit": _S(
        "/applications",
        "limit 不在 1 到 200 之间应当得到 400 bad_request，实际 {got}",
        "A limit outside 1 to 200 must get 400 bad_request; seen {got}",
    ),
    "cursor.twice": _S(
        "4",
        "一页一页读下去，同一个申请出现了两次：{got}",
        "Read page by page, one application came twice: {got}",
    ),
    "cursor.lost": _S(
        "4",
        "每页 3 条读下去，比每页 200 条少了申请：{got}。next_cursor 要正好指在本页最后一条之后",
        "Read in pages of 3, applications are missing that pages of 200 have: {got}. next_cursor"
        " must point right behind the last one of the page",
    ),
    "cursor.stable": _S(
        "4",
        "没有任何变化，同一个 cursor 两次读到的内容却不一样",
        "Nothing had changed, yet one cursor brought two different pages",
    ),
    "cursor.end": _S(
        "schemas/Page",
        "读到最后，应当是空的一页、more 为 false、next_cursor 不变；实际还有 {got} 条",
        "At the end there must be an empty page, more false, and the same next_cursor; seen {got}",
    ),
    "cursor.unknown": _S(
        "4",
        "不认识的 cursor 应当得到 400 bad_cursor，实际得到 {got}",
        "A cursor that is none of the shop's must get 400 bad_cursor; it got {got}",
    ),
    "cursor.moves": _S(
        "4",
        "申请有了新消息，却没有移到列表末尾：用旧的 cursor 读到 {got} 条，其中没有它（或不止一次）",
        "An application with a new message did not move to the end: behind the old cursor there"
        " were {got}, without it or with it more than once",
    ),
    "one.same": _S(
        "/applications/{{application_id}}",
        "单独读一个申请，和列表里的内容不一样（得到 {got}）",
        "One application alone is not the same as in the list (answer {got})",
    ),
    "one.unknown": _S(
        "/applications/{{application_id}}",
        "不存在的申请应当得到 404 not_found，实际得到 {got}",
        "An application that is not there must get 404 not_found; it got {got}",
    ),
    "order.unknown": _S(
        "/orders/{{transaction_id}}",
        "不存在的订单应当得到 404 not_found，实际得到 {got}",
        "An order that is not there must get 404 not_found; it got {got}",
    ),
    "order.form": _S(
        "schemas/Order",
        "订单资料不合格式：{got}",
        "The facts of an order are not of their form: {got}",
    ),
    "order.list": _S(
        "/orders",
        "按多个单号查询时，orders 应当与单独查询一致，missing 应当列出查不到的单号",
        "Asked for several numbers, orders must be as asked alone, and missing must name the rest",
    ),
    "order.limit": _S(
        "/orders",
        "一个单号都没有、或超过 100 个单号，应当得到 400 bad_request，实际得到 {got}",
        "No number at all, or more than 100, must get 400 bad_request; it got {got}",
    ),
    "picture.there": _S(
        "/pictures/{{name}}",
        "申请里的图片取不到，或者不是 PNG、JPEG，或者超过 5000000 字节（得到 {got}）",
        "A picture that an application links to is missing, neither PNG nor JPEG, or larger than"
        " 5000000 bytes (answer {got})",
    ),
    "picture.signed": _S(
        "2",
        "没有签名也能取到买家的图片（得到 {got}）。图片请求同样要验签名",
        "A buyer's picture is given without a signature ({got}). Pictures are signed for, too",
    ),
    "test.none": _S(
        "8",
        "没有 test 为 true 的申请，写入类的检查都没有做。请放一条自检用的申请",
        "There is no application with test: true, so nothing that writes was checked. Offer one",
    ),
    "message.taken": _S(
        "/messages",
        "消息没有收下：应当得到 201 和 id、at，实际得到 {got}",
        "A message was not taken: 201 with id and at is due, seen {got}",
    ),
    "message.text": _S(
        "schemas/Message",
        "消息收下了，但在申请的 messages 末尾读到的文字不一样（表情、阿拉伯文、换行都要原样保存）",
        "A message was taken, but the last of the application's messages reads otherwise (emoji,"
        " right-to-left text and line breaks must stay as they are)",
    ),
    "message.channel": _S(
        "schemas/Channel",
        "不存在的 channel 应当得到 400 bad_request，实际得到 {got}",
        "A channel that does not exist must get 400 bad_request; it got {got}",
    ),
    "message.service": _S(
        "8",
        "自检用的申请应当两种 channel 都能用，customer_service 得到 {got}",
        "The test application must take both channels; customer_service got {got}",
    ),
    "key.again": _S(
        "3",
        "同一个 Idempotency-Key、同样的正文，第二次的回答和第一次不一样（第二次 {got}）",
        "The same Idempotency-Key with the same body got another answer than before ({got})",
    ),
    "key.double": _S(
        "3",
        "同一个 Idempotency-Key 发了两次，买家会看到 {got} 条消息，应当只有 1 条",
        "One Idempotency-Key sent twice made {got} messages; there must be one",
    ),
    "key.at_once": _S(
        "3",
        "同一个 Idempotency-Key 的两个请求同时到达，买家看到 {got} 条消息，应当正好 1 条。"
        "请给键加唯一约束，并和消息写在同一个事务里",
        "Two requests under one Idempotency-Key at the same time made {got} messages; there must be"
        " one. Make the key unique, and write it in the message's own transaction",
    ),
    "key.reused": _S(
        "3",
        "同一个 Idempotency-Key 换了正文，应当得到 409 key_reused，实际得到 {got}",
        "The same Idempotency-Key with another body must get 409 key_reused; it got {got}",
    ),
    "key.elsewhere": _S(
        "3",
        "同一个 Idempotency-Key 换了地址，应当得到 409 key_reused，实际得到 {got}",
        "The same Idempotency-Key at another path must get 409 key_reused; it got {got}",
    ),
    "key.missing": _S(
        "3",
        "没有 Idempotency-Key 应当得到 400 key_missing，实际得到 {got}",
        "Without an Idempotency-Key the answer must be 400 key_missing; it was {got}",
    ),
    "key.used_up": _S(
        "3",
        "被拒绝的请求占用了 Idempotency-Key：改好之后再发，得到 {got}",
        "A refused request used up its Idempotency-Key: once set right, it got {got}",
    ),
    "text.longest": _S(
        "schemas/NewMessage",
        "500 个汉字的消息、或正文里多一个不认识的字段，应当收下，实际得到 {got}",
        "A message of 500 characters, with a name that is not known, must be taken; it got {got}",
    ),
    "text.limit": _S(
        "schemas/NewMessage",
        "空的、超过 500 字的、或者不是文字的 text 应当得到 400 bad_request，实际得到 {got}",
        "A text that is empty, above 500 characters or none at all must get 400 bad_request; it"
        " got {got}",
    ),
    "body.json": _S(
        "schemas/NewDecision",
        "正文不是 JSON 对象应当得到 400 bad_request，实际得到 {got}",
        "A body that is no JSON object must get 400 bad_request; it got {got}",
    ),
    "body.large": _S(
        "7",
        "超过 65536 字节的正文应当得到 413 too_large，实际得到 {got}",
        "A body above 65536 bytes must get 413 too_large; it got {got}",
    ),
    "decision.taken": _S(
        "schemas/NewDecision",
        "决定没有收下（{got}）。自检用的申请要收下每一种决定",
        "A decision was not taken ({got}). The test application takes every one",
    ),
    "decision.word": _S(
        "schemas/NewDecision",
        "不认识的 decision 应当得到 400 bad_request，实际得到 {got}",
        "A decision that does not exist must get 400 bad_request; it got {got}",
    ),
    "test.open": _S(
        "8",
        "自检用的申请被决定改了状态，它应当一直是 open",
        "A decision moved the test application; it must stay open",
    ),
    "amount.form": _S(
        "6",
        "金额只能是 1 到 10000000000 的整数分，其他一律 400 bad_request；实际 {got}",
        "An amount is whole fen from 1 to 10000000000, all else is 400 bad_request; seen {got}",
    ),
    "progress.taken": _S(
        "schemas/NewProgress",
        "进度没有收下（{got}）",
        "A progress was not taken ({got})",
    ),
    "progress.form": _S(
        "schemas/NewProgress",
        "不认识的 step 或不是时间的 at 应当得到 400 bad_request，实际得到 {got}",
        "A step that does not exist, or an at that is no instant, must get 400 bad_request; it got"
        " {got}",
    ),
    "evidence.taken": _S(
        "/evidence",
        "PNG 图片没有收下（得到 {got}）",
        "A PNG picture was not taken ({got})",
    ),
    "evidence.shown": _S(
        "schemas/NewMessage",
        "消息里引用刚上传的图片没有收下（得到 {got}）",
        "A message that names the picture just posted was not taken ({got})",
    ),
    "evidence.link": _S(
        "schemas/Message",
        "带图片的消息，在申请里读不到图片链接",
        "A message with a picture has no link to it in the application",
    ),
    "evidence.bytes": _S(
        "/pictures/{{name}}",
        "上传的图片取回来不是原来的内容",
        "A picture that was posted is not the same when fetched",
    ),
    "evidence.kind": _S(
        "/evidence",
        "不认识的 kind 应当得到 400 bad_request，实际得到 {got}",
        "A kind that does not exist must get 400 bad_request; it got {got}",
    ),
    "evidence.picture": _S(
        "/evidence",
        "既不是 PNG 也不是 JPEG 的内容应当得到 415 bad_picture，实际得到 {got}",
        "What is neither PNG nor JPEG must get 415 bad_picture; it got {got}",
    ),
    "evidence.large": _S(
        "7",
        "超过 2000000 字节的图片应当得到 413 too_large，实际得到 {got}",
        "A picture above 2000000 bytes must get 413 too_large; it got {got}",
    ),
    "post.unknown": _S(
        "/applications/{{application_id}}",
        "发给不存在的申请应当得到 404 not_found，实际得到 {got}",
        "A post to an application that is not there must get 404 not_found; it got {got}",
    ),
    "problem.form": _S(
        "5",
        "拒绝的回答不合格式：要用 application/problem+json，写明 type、title、status、code"
        "（{got}）",
        "A refusal is not of its form: application/problem+json with type, title, status and code"
        " ({got})",
    ),
    "answer.packed": _S(
        "1",
        "回答被压缩了（Content-Encoding）。请关掉这些地址的压缩",
        "The answer was compressed (Content-Encoding). Switch that off below this URL",
    ),
    "answer.type": _S(
        "1",
        "回答的 Content-Type 应当是 application/json，实际是 {got}",
        "An answer must be application/json; it is {got}",
    ),
}
