"""A shop's backend for Refund Desk in under 200 lines: what docs/shop_feed.openapi.yaml asks for.

    python shop_feed_server.py 8765 desk secret.txt
    refund-desk feed-check http://127.0.0.1:8765 --key-id desk --secret-file secret.txt

All is in memory here. A real backend keeps it in its database, and writes an effect, its change
number and its idempotency key in one transaction: that is what makes it "once".
"""

import hashlib
import hmac
import json
import re
import sys
import time
from pathlib import Path

from aiohttp import web

FEN, FEN_MOST = "whole fen", 10_000_000_000
AFTER = {"approve": "approved", "reject": "rejected", "offer": "waiting_customer"}
INSTANT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z"
STAMP = "%Y-%m-%dT%H:%M:%SZ"
NUMBER, STEPS = r"[0-9A-Za-z_|*@-]{1,64}", "submitted|processing|arrived|abnormal"
ADDRESS = {"receiver": ".{1,64}", "phone": ".{1,32}", "address": ".{1,200}"}
# What a post holds: a pattern for a text, FEN for an amount, a form of its own for an object.
FORMS = {
    "message": {"channel": "after_sale_page|customer_service", "text": ".{1,500}"},
    "approve": {"amount_fen": FEN, "text?": ".{0,200}"},
    "reject": {"reason": ".{1,200}"},
    "offer": {"amount_fen": FEN, "text": ".{0,200}"},
    "ask_return": {"address": ADDRESS, "deadline": INSTANT, "text?": ".{0,200}"},
    "progress": {"step": STEPS, "amount_fen": FEN, "at": INSTANT, "out_refund_no": NUMBER},
}


class RefusedError(Exception):
    """Becomes an answer of application/problem+json."""


def need(condition, title, status=400, code="bad_request"):
    """Refuse the request unless the condition holds."""
    if not condition:
        problem = {"type": "about:blank", "title": title, "status": status, "code": code}
        raise RefusedError(status, problem)


def parsed(body):
    """The JSON object of a post."""
    need(len(body) <= 65_536, "the body is too large", 413, "too_large")
    try:
        found = json.loads(body)
        json.dumps(found, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError):
        found = None
    need(isinstance(found, dict), "the body is no JSON object")
    return found


def check(body, form):
    """Refuse a body that is not of its form; names that the form does not know are left alone."""
    for name, kind in form.items():
        found = body.get(name.rstrip("?"))
        if isinstance(kind, dict):
            check(found if isinstance(found, dict) else {}, kind)
        elif kind is FEN:
            need(type(found) is int and 1 <= found <= FEN_MOST, f"{name} is whole fen")
        elif found is not None or not name.endswith("?"):
            right = isinstance(found, str) and re.fullmatch(kind, found, re.DOTALL)
            need(right, f"{name} is not of the form {kind}")


class Shop:
    """The shop's own books, and the answers out of them."""

    def __init__(self, key_id, secret, sample):
        self.key_id, self.secret = key_id, secret.encode()
        self.nonces, self.taken = {}, {}  # nonce: when; idempotency key: (request, answer)
        self.applications, self.changes = {}, {}  # in the order of changes; id: change number
        self.orders, self.pictures, self.last_change = sample["orders"], {}, 0
        for one in sample["applications"]:
            self.put(one | {"order": self.orders.get(one["transaction_id"])})

    def put(self, application):
        name = application["application_id"]
        self.changes[name] = self.last_change = self.last_change + 1
        self.applications.pop(name, None)
        self.applications[name] = application | {"changed_at": time.strftime(STAMP, time.gmtime())}

    def admit(self, request, body):
        headers, start = request.headers, f"{request.method}\n{request.raw_path}\n"
        stamp, nonce = headers.get("Refund-Desk-Timestamp", ""), headers.get("Refund-Desk-Nonce")
        text = f"{start}{stamp}\n{nonce}\n{hashlib.sha256(body).hexdigest()}\n"
        wanted = hmac.new(self.secret, text.encode(), "sha256").hexdigest().encode()
        given = headers.get("Refund-Desk-Signature", "").encode("utf-8", "replace")
        right = hmac.compare_digest(wanted, given) and headers.get("Refund-Desk-Key") == self.key_id
        need(right, "the signature does not match", 401, "bad_signature")
        need(abs(time.time() - int(stamp)) <= 300, "too old or new", 401, "stale_timestamp")
        self.nonces = {one: at for one, at in self.nonces.items() if time.time() - at <= 600}
        need(nonce not in self.nonces, "this nonce was used before", 401, "nonce_replayed")
        self.nonces[nonce] = time.time()

    def read(self, path, query):
        if path == "/applications":
            return self.changed(query.get("limit", "200"), query.get("cursor", "after-0"))
        if path == "/orders":
            asked = [one for one in query.get("transaction_ids", "").split(",") if one]
            need(1 <= len(asked) <= 100, "transaction_ids: 1 to 100 numbers")
            there = [self.orders[one] for one in asked if one in self.orders]
            return {"orders": there, "missing": [one for one in asked if one not in self.orders]}
        kind, _, name = path[1:].partition("/")
        shelf = vars(self)[kind] if kind in ("applications", "orders", "pictures") else {}
        need(name in shelf, "there is no such thing", 404, "not_found")
        return shelf[name]

    def changed(self, limit, cursor):
        need(re.fullmatch("[0-9]{1,3}", limit) and 1 <= int(limit) <= 200, "limit is 1 to 200")
        after = int(cursor[6:]) if re.fullmatch("after-[0-9]{1,15}", cursor) else 10**15
        need(after <= self.last_change, "this cursor is none of ours", 400, "bad_cursor")
        ids = [name for name in self.applications if self.changes[name] > after]
        page = [self.applications[name] for name in ids[: int(limit)]]
        end = self.changes[page[-1]["application_id"]] if page else after
        return {"applications": page, "next_cursor": f"after-{end}", "more": len(ids) > len(page)}

    def post(self, path, query, key, body):
        need(re.fullmatch(r"[A-Za-z0-9_.:-]{1,128}", key or ""), "no key", 400, "key_missing")
        request = (path, query.get("kind"), hashlib.sha256(body).hexdigest())
        if key in self.taken:  # answered as it was the first time, without any effect
            need(self.taken[key][0] == request, "key used for another post", 409, "key_reused")
            return self.taken[key][1]
        found = re.fullmatch("/applications/(.+)/(messages|decisions|progress|evidence)", path)
        known = found and found[1] in self.applications
        need(known, "there is no such thing", 404, "not_found")
        answer = {"id": f"P{len(self.taken) + 1}", "at": time.strftime(STAMP, time.gmtime())}
        evidence = {"kind": query.get("kind"), "picture": body}
        given = evidence if found[2] == "evidence" else parsed(body)
        getattr(self, found[2])(self.applications[found[1]], answer, given)
        self.taken[key] = (request, answer)
        return answer

    def messages(self, application, answer, body):
        check(body, FORMS["message"])
        reachable = body["channel"] in application["channels"]
        need(reachable, "the buyer is not reachable so", 409, "channel_closed")
        pictures = body.get("pictures", [])
        known = isinstance(pictures, list) and {*map(str, pictures)} <= {*self.pictures}
        need(known and len(pictures) <= 4, "pictures: at most 4 ids of evidence")
        said = {"message_id": answer["id"], "at": answer["at"], "from": "shop"}
        said |= {"text": body["text"], "pictures": [f"/pictures/{one}" for one in pictures]}
        self.put(application | {"messages": [*application["messages"], said][-200:]})

    def decisions(self, application, _answer, body):
        decision = body.get("decision")
        check(body, {"decision": "approve|reject|offer|ask_return"})
        check(body, FORMS[decision])
        is_open = re.fullmatch("open|waiting_.*|goods_received|approved", application["state"])
        need(is_open, "it has ended", 409, "state_conflict")
        offer = {"amount_fen": body.get("amount_fen"), "agreed": None}
        changes = {"offer": offer} if decision == "offer" else {}
        state = "open" if application.get("test") else AFTER.get(decision, "waiting_goods")
        self.put(application | changes | {"state": state})

    def progress(self, application, _answer, body):
        check(body, FORMS["progress"])
        if body["step"] == "arrived" and not application.get("test"):
            self.put(application | {"state": "refunded"})

    def evidence(self, _application, answer, body):
        check(body, {"kind": "shipping_list|sign_receipt|photo|transfer"})
        need(len(body["picture"]) <= 2_000_000, "the picture is too large", 413, "too_large")
        known = body["picture"].startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))
        need(known, "neither PNG nor JPEG", 415, "bad_picture")
        self.pictures[answer["id"]] = body["picture"]

    async def respond(self, request):
        body, status, kind = await request.read(), 200, "application/json"
        try:
            self.admit(request, body)
            if request.method == "POST":
                key, status = request.headers.get("Idempotency-Key"), 201
                answer = self.post(request.path, request.query, key, body)
            else:
                answer = self.read(request.path, request.query)
        except RefusedError as refused:
            (status, answer), kind = refused.args, "application/problem+json"
        if isinstance(answer, bytes):
            kind = "image/png" if answer.startswith(b"\x89") else "image/jpeg"
            return web.Response(body=answer, content_type=kind)
        return web.json_response(answer, status=status, content_type=kind)


if __name__ == "__main__":
    port, the_key_id, secret_file = sys.argv[1:]
    books = json.loads(Path(__file__).with_name("shop_feed_sample.json").read_text("utf-8"))
    shop = Shop(the_key_id, Path(secret_file).read_text().strip(), books)
    app = web.Application(client_max_size=8_000_000)
    app.router.add_route("*", "/{rest:.*}", shop.respond)
    web.run_app(app, host="127.0.0.1", port=int(port))
