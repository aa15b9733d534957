"""A plain client of the practice Store, as strict or as careless as a test wants."""

from typing import Any

import httpx

from tests.practice.shop_in_thread import Far

AFTERSALE = "/channels/ec/aftersale/"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


class StoreClient:
    """Calls the Store with a token of its own."""

    def __init__(self, far: Far) -> None:
        self.far = far
        self.url = far.ready["store_url"]
        self.http = far.http
        self.token = ""

    def stable(self, **changes: Any) -> Any:
        body = {
            "grant_type": "client_credential",
            "appid": self.far.ready["store_appid"],
            "secret": self.far.ready["store_secret"],
            **changes,
        }
        return self.http.post(f"{self.url}/cgi-bin/stable_token", json=body).json()

    def signed_in(self) -> "StoreClient":
        self.token = self.stable()["access_token"]
        return self

    def post(self, path: str, body: Any) -> httpx.Response:
        path = path if path.startswith("/") else AFTERSALE + path
        return self.http.post(f"{self.url}{path}?access_token={self.token}", json=body)

    def ask(self, path: str, **body: Any) -> Any:
        return self.post(path, body).json()

    def code(self, path: str, **body: Any) -> int:
        return int(self.ask(path, **body).get("errcode", 0))

    def detail(self, ref: str) -> Any:
        return self.ask("getaftersaleorder", after_sale_order_id=ref)["after_sale_order"]

    def status(self, ref: str) -> str:
        return str(self.detail(ref)["status"])

    def upload(self, content: bytes = PNG) -> Any:
        query = f"upload_type=0&resp_type=0&access_token={self.token}"
        files = {"media": ("proof.png", content, "image/png")}
        return self.http.post(f"{self.url}/shop/ec/basics/img/upload?{query}", files=files).json()

    def fresh(self, **wanted: Any) -> str:
        return str(self.far.admin("POST", "store/after-sales", wanted)["ref"])

    def buyer(self, ref: str, does: str) -> None:
        self.far.admin("POST", f"store/after-sales/{ref}/buyer", {"does": does})

    def books(self) -> Any:
        return self.far.admin("GET", "store")

    def told(self, ref: str) -> Any:
        return next(each for each in self.books()["after_sales"] if each["ref"] == ref)

    def happened(self, ref: str) -> list[str]:
        return [event["what"] for event in self.told(ref)["events"]]

    def accept(self, ref: str, kind: int = 2, **more: Any) -> int:
        return self.code("acceptapply", after_sale_order_id=ref, accept_type=kind, **more)

    def reject(self, ref: str, kind: int = 6, words: str = "") -> int:
        words_there = {"reject_reason": words} if words else {}
        body = {"after_sale_order_id": ref, "reject_reason_type": kind, **words_there}
        return self.code("rejectapply", **body)

    def offer(self, ref: str, **changes: Any) -> int:
        body = {
            "after_sale_order_id": ref,
            "type": 1,
            "amount": 4000,
            "merchant_update_desc": "退您一半",
            "update_reason_type": 8,
            "merchant_update_type": 3,
            "media_ids": [],
            **changes,
        }
        return self.code("merchantupdateaftersale", **body)

    def listed(self, begin: float, end: float, key: str = "") -> Any:
        window = {"begin_update_time": int(begin), "end_update_time": int(end)}
        return self.ask("getaftersalelist", **window, **({"next_key": key} if key else {}))
