"""The bytes of a request as they come, and of an answer as they go, with the ways to break off."""

import socket
import struct
import sys

from aiohttp import web

from refund_desk.practice.answering import Answer
from refund_desk.practice.calls import Call

_COMMON_HEADERS = {
    "Server": "nginx",
    "Cache-Control": "no-cache, must-revalidate",
    "X-Content-Type-Options": "nosniff",
    "Content-Language": "zh-CN",
    "Keep-Alive": "timeout=8",
}


async def read_call(request: web.BaseRequest) -> Call:
    """A request with its whole body."""
    return Call(
        method=request.method,
        target=request.raw_path,
        headers=request.headers,
        body=await request.read(),
        remote=request.remote or "",
    )


async def hang_up(request: web.BaseRequest, *, reset: bool) -> web.StreamResponse:
    """No answer at all; the connection ends, with `reset` in disorder."""
    transport = request.transport
    if transport is not None:
        connection = transport.get_extra_info("socket")
        if reset and connection is not None:
            # Lingering zero seconds makes the close an RST instead of an orderly end.
            # Windows keeps the two numbers in 16 bits each.
            linger = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        transport.abort()
    return web.Response(status=500)


async def write(request: web.BaseRequest, answer: Answer) -> web.StreamResponse:
    """The answer's bytes, cut off where a fault says so."""
    headers = {**_COMMON_HEADERS, **answer.headers}
    if answer.cut_at is None:
        return web.Response(status=answer.status, headers=headers, body=answer.body)
    response = web.StreamResponse(status=answer.status, headers=headers)
    response.content_length = len(answer.body)
    await response.prepare(request)
    await response.write(answer.body[: answer.cut_at])
    if request.transport is not None:
        request.transport.close()
    return response
