"""What the commands say arrives whole, wherever it goes."""

import io

from refund_desk.__main__ import speak_utf8


def test_a_pipe_with_a_poor_code_page_gets_utf8() -> None:
    octets = io.BytesIO()
    stream = io.TextIOWrapper(octets, encoding="cp1252")
    speak_utf8(stream)
    stream.write("能用：字体\udcff")
    stream.flush()
    assert octets.getvalue() == "能用：字体\\udcff".encode()


def test_a_program_without_streams_starts() -> None:
    speak_utf8(None)
    speak_utf8(io.StringIO())
