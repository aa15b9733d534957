"""The command line: arguments in, exit code out (decisions.md section 6).

Nothing heavy is imported before it is known what is wanted, so that every command starts quickly.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from refund_desk import __version__

EXIT_OK, EXIT_WRONG, EXIT_USAGE, EXIT_CANNOT_RUN = 0, 1, 2, 3
# As long as closing may take: one call to WeChat Pay, and a little.
_QUIT_S = 30.0


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 ok, 1 found wrong, 2 usage, 3 cannot run here."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _prepare_output()
    if arguments[:1] == ["practice-server"]:
        from refund_desk.practice.command import run as practice_server

        return practice_server(arguments[1:])
    if arguments[:1] == ["feed-check"]:
        from refund_desk.feed_check.command import feed_check

        return feed_check(arguments[1:])
    # Files dropped on the icon, or the window of the program: no option, no command.
    files = _dropped(arguments)
    parser = _parser()
    try:
        chosen = parser.parse_args([] if files else arguments)
    except SystemExit as stop:
        # argparse has said on standard error what is wrong; --help leaves with 0.
        return EXIT_USAGE if stop.code else EXIT_OK
    if chosen.command == "tour":
        return _tour(chosen)
    if chosen.command == "audit":
        return _audit(chosen)
    if chosen.forget_keys:
        return _forget(chosen)
    if chosen.self_check:
        return _self_check(chosen)
    return _quit(chosen) if chosen.quit else _window(chosen, files)


def _prepare_output() -> None:
    """Make sure that what is said can be said."""
    if sys.platform == "win32":
        speak_utf8(sys.stdout)
        speak_utf8(sys.stderr)


def speak_utf8(stream: TextIO | None) -> None:
    """Let a pipe or a file get UTF-8: Windows' code page for them may lack all of Chinese.

    A terminal takes any sign as it is, and a program with a window has no stream.
    """
    if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    """Everything but the practice server, which has arguments of its own."""
    parser = argparse.ArgumentParser(
        prog="refund-desk",
        description="Decide on refund applications of a mini-program shop and pay them back.",
        epilog="Also: refund-desk practice-server --help, refund-desk feed-check --help",
    )
    parser.add_argument("--version", action="version", version=__version__)
    _looks(parser)
    parser.add_argument("--data-dir", type=Path, help="where this desk keeps its files")
    parser.add_argument("--practice", action="store_true", help="straight to the practice shop")
    parser.add_argument("--timing", type=Path, help="write how long the start took (JSON)")
    parser.add_argument("--quit", action="store_true", help="ask the running program to close")
    parser.add_argument(
        "--forget-keys", action="store_true", help="for uninstalling: forget the shops' master keys"
    )
    parser.add_argument("--self-check", action="store_true", help="can it work on this PC?")
    parser.add_argument("--json", action="store_true", help="the self check for a machine")
    parser.set_defaults(command="window")
    commands = parser.add_subparsers(title="commands")
    tour = commands.add_parser("tour", help="the main job in the practice shop, with pictures")
    tour.set_defaults(command="tour")
    tour.add_argument("--out", type=Path, required=True, help="where the pictures go")
    tour.add_argument("--size", type=_size, default=(1366, 696), help="such as 1366x696")
    tour.add_argument("--pages", choices=("main", "all"), default="main")
    _looks(tour)
    audit = commands.add_parser("audit", help="the audit trail")
    audit.set_defaults(command="audit")
    audit.add_argument("action", choices=("verify", "export"))
    audit.add_argument("--out", type=Path, help="where an export goes")
    audit.add_argument("--data-dir", type=Path)
    return parser


def _looks(parser: argparse.ArgumentParser) -> None:
    """Language and theme."""
    parser.add_argument("--lang", choices=("zh_CN", "en"), default="zh_CN")
    parser.add_argument("--theme", choices=("light", "dark", "system"), default="system")


def _size(text: str) -> tuple[int, int]:
    """A window's size such as 1366x696 (logical pixels)."""
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError("a size is such as 1366x696")
    return int(width), int(height)


def _dropped(arguments: list[str]) -> tuple[Path, ...]:
    """The arguments as files, when each names one by its whole path, as a drop does; else none."""
    files = tuple(Path(each) for each in arguments)
    return files if all(path.is_absolute() and path.is_file() for path in files) else ()


def _window(chosen: argparse.Namespace, files: tuple[Path, ...]) -> int:
    """The program itself."""
    from refund_desk.window import WindowOptions, run_window

    return run_window(
        WindowOptions(
            data_dir=chosen.data_dir,
            practice=chosen.practice,
            language=chosen.lang,
            theme=chosen.theme,
            timing=chosen.timing,
            files=files,
        )
    )


def _tour(chosen: argparse.Namespace) -> int:
    """The tour."""
    from refund_desk.tour import TourOptions, run_tour

    return run_tour(
        TourOptions(
            out=chosen.out,
            language=chosen.lang,
            theme=chosen.theme,
            size=chosen.size,
            every_page=chosen.pages == "all",
        )
    )


def _quit(chosen: argparse.Namespace) -> int:
    """Ask the running program of the data folder to close: 0 closed, 3 none running."""
    from refund_desk.adapters.system.folders import Folders
    from refund_desk.adapters.system.single_instance import QUIT, is_free, say, wait_until_free

    root = Folders(chosen.data_dir).root if chosen.data_dir else Folders.of_user().root
    # One that hears nothing any more may still be closing, or not be up yet.
    if not say(root, QUIT) and is_free(root):
        return EXIT_CANNOT_RUN
    return EXIT_OK if wait_until_free(root, _QUIT_S) else EXIT_WRONG


def _self_check(chosen: argparse.Namespace) -> int:
    """Look whether the program can work here; 0 when nothing says no."""
    try:
        from refund_desk.self_check import self_check
    except ImportError as error:
        # The words for it are in the part that does not load.
        print(f"no program: {error}: install it again, together with the packages it needs")
        return EXIT_WRONG
    return self_check(chosen.data_dir, as_json=chosen.json, language=chosen.lang)


def _forget(chosen: argparse.Namespace) -> int:
    """Forget the master keys: 0 none left, 1 one is, 3 the program runs."""
    from refund_desk.forget_command import forget

    return forget(chosen.data_dir)


def _audit(chosen: argparse.Namespace) -> int:
    """Verify or export the audit trail: 0, or 1 and the first wrong line."""
    from refund_desk.audit_command import export, verify

    if chosen.action == "verify":
        return verify(chosen.data_dir)
    if chosen.out is None:
        sys.stderr.write("refund-desk audit export: --out FILE is missing\n")
        return EXIT_USAGE
    return export(chosen.data_dir, chosen.out)


if __name__ == "__main__":
    sys.exit(main())
