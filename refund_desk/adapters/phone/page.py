"""The page itself: no script, nothing from elsewhere, readable on the smallest phone."""

from __future__ import annotations

import base64
import hashlib
from html import escape

from refund_desk.application.ports.phone_page import PhoneWords

_STYLE = """
:root{color-scheme:light dark}
body{margin:0 auto;max-width:30rem;padding:1.25rem;background:#f1f3f5;color:#1a1f26;
font:1.0625rem/1.5 system-ui,sans-serif}
h1{font-size:1.25rem;margin:0 0 .25rem}
p{margin:.25rem 0 1rem;color:#4f5966}
.ok,.bad{padding:.75rem 1rem;border-radius:.5rem;color:inherit}
.ok{background:#e5f3ea}.bad{background:#fcebe9}
label{display:block;margin:0 0 1rem;font-weight:700}
input{display:block;width:100%;box-sizing:border-box;margin-top:.375rem;padding:.75rem;
border:1px solid #838c98;border-radius:.5rem;background:#fff;color:#1a1f26;font-size:1rem}
input::file-selector-button{margin-right:.75rem;padding:.5rem .75rem;border:0;border-radius:.375rem;
background:#e7eefb;color:#1f4fbd;font-size:1rem}
button{display:block;width:100%;padding:.875rem;border:0;border-radius:.5rem;background:#2557c9;
color:#fff;font-size:1.125rem;font-weight:700}
small{display:block;margin-top:1.25rem;color:#4f5966}
@media (prefers-color-scheme:dark){body{background:#14171b;color:#e8ebef}p,small{color:#b3bbc5}
.ok{background:#182d21}.bad{background:#3a1f1d}
input{background:#1b1f24;color:#e8ebef;border-color:#76818e}
input::file-selector-button{background:#1f2c47;color:#94b6ff}button{background:#3b6bdb}}
"""
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_MAY = (
    "default-src 'none'",
    f"style-src 'sha256-{_STYLE_HASH}'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "; ".join(_MAY),
    "Referrer-Policy": "no-referrer",
    "Server": "",
    "X-Content-Type-Options": "nosniff",
}


def form_page(words: PhoneWords, *, count: int, room: int, refused: str) -> str:
    """The page that takes photographs; it says how many came, and why the last did not."""
    told = ""
    if refused:
        told += f'<p class="bad" role="alert">{escape(words.refused(refused))}</p>'
    if count:
        told += f'<p class="ok" role="status">{escape(words.sent(count))}</p>'
    if not room:
        return _page(words, told or f'<p class="ok">{escape(words.full)}</p>')
    form = (
        '<form method="post" enctype="multipart/form-data">'
        f"<label>{escape(words.camera)}"
        '<input type="file" name="photo" accept="image/*" capture="environment"></label>'
        f"<label>{escape(words.album)}"
        '<input type="file" name="photo" accept="image/jpeg,image/png" multiple></label>'
        f"<button>{escape(words.send)}</button></form>"
        f"<small>{escape(words.open_wifi)}</small>"
    )
    return _page(words, f"<p>{escape(words.lead)}</p>{told}{form}")


def closed_page(words: PhoneWords) -> str:
    """The page that only says that this code is used or over."""
    return _page(words, f'<p class="bad" role="alert">{escape(words.gone)}</p>')


def _page(words: PhoneWords, body: str) -> str:
    title = escape(words.title)
    return (
        f'<!doctype html><html lang="{escape(words.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="robots" content="noindex"><title>{title}</title><style>{_STYLE}</style>'
        f"</head><body><main><h1>{title}</h1>{body}</main></body></html>"
    )
