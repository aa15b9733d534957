"""Proof pictures: up, down, and the raw path that a signature covers."""

import hashlib
import json

import pytest

from tests.practice.shop_in_thread import Far
from tests.practice.signing_client import COMPLAINTS, Heard

UPLOAD = "/v3/merchant-service/images/upload"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8


def upload(
    far: Far,
    content: bytes = PICTURE,
    *,
    filename: str = "盒子.png",
    digest: str | None = None,
    content_type: str = "multipart/form-data; boundary=frontier",
    **meta: object,
) -> Heard:
    told = {"filename": filename, "sha256": digest or hashlib.sha256(content).hexdigest()} | meta
    meta_text = json.dumps(told, ensure_ascii=False).encode()
    body = b"".join(
        (
            b'--frontier\r\nContent-Disposition: form-data; name="meta"\r\n',
            b"Content-Type: application/json\r\n\r\n",
            meta_text,
            b'\r\n--frontier\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n',
            b"Content-Type: image/png\r\n\r\n",
            content,
            b"\r\n--frontier--\r\n",
        )
    )
    headers: dict[str, str | None] = {"Content-Type": content_type}
    return far.merchant.send("POST", UPLOAD, raw=body, signed_body=meta_text, headers=headers)


def test_a_picture_comes_back_as_it_went(far: Far) -> None:
    heard = upload(far)
    assert (heard.status, heard.verified) == (200, True)
    media_id = heard.json["media_id"]
    back = far.merchant.get(f"/v3/merchant-service/images/{media_id}")
    assert (back.status, back.body, back.verified) == (200, PICTURE, None)
    assert back.headers["Content-Type"] == "image/png"


def test_a_content_type_without_boundary_is_tolerated_unless_strict(far: Far) -> None:
    assert upload(far, content_type="multipart/form-data").status == 200
    far.faults(strict_multipart=True)
    heard = upload(far, content_type="multipart/form-data")
    assert (heard.status, heard.code, heard.verified) == (400, "PARAM_ERROR", True)
    assert upload(far).status == 200


def test_only_the_meta_part_is_signed(far: Far) -> None:
    heard = far.merchant.send(
        "POST",
        UPLOAD,
        raw=b"--frontier\r\n\r\n--frontier--\r\n",
        headers={"Content-Type": "multipart/form-data; boundary=frontier"},
    )
    assert heard.status == 401


@pytest.mark.parametrize(
    ("content", "change"),
    [
        (PICTURE, {"digest": "0" * 64}),
        (PICTURE, {"digest": "short"}),
        (PICTURE, {"filename": "a.gif"}),
        (PICTURE, {"filename": "x" * 130 + ".png"}),
        (PICTURE, {"colour": "red"}),
        (b"", {}),
        (b"x" * (2 * 1024 * 1024 + 1), {}),
    ],
)
def test_a_wrong_upload_is_refused(far: Far, content: bytes, change: dict[str, str]) -> None:
    heard = upload(far, content, **change)
    assert (heard.status, heard.code) == (400, "PARAM_ERROR")


def test_two_megabytes_are_just_allowed(far: Far) -> None:
    assert upload(far, b"x" * (2 * 1024 * 1024), filename="big.JPG").status == 200


def test_seeded_pictures_have_links_that_must_be_signed_as_they_stand(far: Far) -> None:
    rows = far.merchant.get(f"{COMPLAINTS}?begin_date=2026-11-15&end_date=2026-11-15&limit=50")
    hero = next(row for row in rows.json["data"] if "108 元" in row["complaint_detail"])
    links = hero["complaint_media_list"][0]["media_url"]
    assert len(links) == 3
    for link in links:
        assert "%2B" in link
        heard = far.merchant.get_link(link)
        assert heard.status == 200
        assert heard.body.startswith(b"\x89PNG")
    target = links[0].removeprefix(far.ready["base_url"])
    decoded = far.merchant.authorization("GET", target.replace("%2B", "+"))
    assert far.merchant.get(target, headers={"Authorization": decoded}).status == 401


def test_an_unknown_picture_is_not_found(far: Far) -> None:
    for media_id in ("nothing.png", "99AA%2BBB", "..%2F..%2Fkeys"):
        heard = far.merchant.get(f"/v3/merchant-service/images/{media_id}")
        assert (heard.status, heard.code, heard.verified) == (404, "RESOURCE_NOT_EXISTS", True)


def test_pictures_go_with_replies_and_rejections(far: Far) -> None:
    media_id = upload(far).json["media_id"]
    complaint_id = far.fresh()["complaint_id"]
    far.merchant.post(
        f"{COMPLAINTS}/{complaint_id}/response",
        {
            "complainted_mchid": far.ready["mchid"],
            "response_content": "请看图",
            "response_images": [media_id],
        },
    )
    far.merchant.post(
        f"{COMPLAINTS}/{complaint_id}/update-refund-progress",
        {"action": "REJECT", "reject_reason": "见图", "reject_media_list": [media_id]},
    )
    for line in far.merchant.history(complaint_id)[:2]:
        assert line["image_list"][0].endswith(media_id)
        assert line["complaint_media_list"]["media_type"] == "OPERATION_IMAGE"
        assert far.merchant.get_link(line["image_list"][0]).body == PICTURE
    far.faults(history_media="array")
    line = far.merchant.history(complaint_id)[0]
    assert line["complaint_media_list"][0]["media_url"][0].endswith(media_id)
