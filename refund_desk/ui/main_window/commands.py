"""What the keyboard and the menu can do, with the keys of the design (ui.md section 7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from refund_desk.ui import texts

Menu = Literal["application", "view", "help"]


@dataclass(frozen=True, slots=True)
class Command:
    """One action. `keys` work as shortcuts; `shown` is how the key list writes them.

    `on` limits it to a page. An action without `keys` is listed only: a widget takes its key.
    """

    key: str
    words: Callable[[], str]
    keys: tuple[str, ...]
    shown: str
    menu: Menu
    on: str = ""


COMMANDS: Final[tuple[Command, ...]] = (
    Command("next", texts.keys.next, ("J",), "J  ↓", "application", on="inbox"),
    Command("previous", texts.keys.previous, ("K",), "K  ↑", "application", on="inbox"),
    Command("focus_detail", texts.keys.focus_detail, (), "Enter", "application", on="inbox"),
    Command("back", texts.keys.back_to_list, (), "Esc", "application"),
    Command("approve", texts.keys.approve, ("A", "Alt+A"), "A  Alt+A", "application", on="inbox"),
    Command("reject", texts.keys.reject, ("R", "Alt+R"), "R  Alt+R", "application", on="inbox"),
    Command(
        "goods", texts.goods_back.key_ask, ("T", "Alt+T"), "T  Alt+T", "application", on="inbox"
    ),
    Command(
        "offer", texts.goods_back.key_offer, ("N", "Alt+N"), "N  Alt+N", "application", on="inbox"
    ),
    Command(
        "proof", texts.goods_back.key_proof, ("U", "Alt+U"), "U  Alt+U", "application", on="inbox"
    ),
    Command("pick", texts.keys.pick, (), "Space  Shift+↓", "application", on="inbox"),
    Command("pick_all", texts.keys.pick_all, (), "Ctrl+A", "application", on="inbox"),
    Command("together", texts.together.title, (), "", "application", on="inbox"),
    Command("compose", texts.keys.compose, ("C", "Alt+C"), "C  Alt+C", "application", on="inbox"),
    Command("quick", texts.keys.quick_replies, (";",), ";", "application", on="inbox"),
    Command("send", texts.keys.send_reply, (), "Ctrl+Enter", "application", on="inbox"),
    Command("undo", texts.keys.undo, (), "Ctrl+Z", "application"),
    Command("viewer", texts.keys.open_viewer, ("O",), "O", "application", on="inbox"),
    Command("enter", texts.by_hand.command, ("Ctrl+N",), "Ctrl+N", "application"),
    Command("import", texts.importing.command, ("Ctrl+I",), "Ctrl+I", "application"),
    Command("template", texts.importing.command_template, (), "", "application"),
    Command("quit", texts.keys.quit, ("Ctrl+Q",), "Ctrl+Q", "application"),
    Command("search", texts.keys.search, ("/", "Ctrl+F"), "/  Ctrl+F", "view"),
    Command("sync", texts.keys.sync, ("F5",), "F5", "view"),
    Command("tab_1", texts.keys.tabs, ("Alt+1",), "Alt+1 … Alt+4", "view", on="inbox"),
    Command("tab_2", texts.keys.tabs, ("Alt+2",), "", "view", on="inbox"),
    Command("tab_3", texts.keys.tabs, ("Alt+3",), "", "view", on="inbox"),
    Command("tab_4", texts.keys.tabs, ("Alt+4",), "", "view", on="inbox"),
    Command("to_do", texts.keys.go_to_do, ("G,1",), "G 1", "view"),
    Command("waiting", texts.keys.go_waiting, ("G,2",), "G 2", "view"),
    Command("refunding", texts.keys.go_refunding, ("G,3",), "G 3", "view"),
    Command("problem", texts.keys.go_problem, ("G,4", "G,E"), "G 4  G E", "view"),
    Command("inbox", texts.keys.go_inbox, ("Ctrl+1",), "Ctrl+1", "view"),
    Command("history", texts.keys.go_history, ("Ctrl+2",), "Ctrl+2", "view"),
    Command("reconcile", texts.keys.go_reconcile, ("Ctrl+3",), "Ctrl+3", "view"),
    Command("settings", texts.keys.go_settings, ("Ctrl+,",), "Ctrl+,", "view"),
    Command("pane_next", texts.keys.next_pane, ("F6",), "F6  Shift+F6", "view"),
    Command("pane_back", texts.keys.next_pane, ("Shift+F6",), "", "view"),
    Command("light", texts.keys.theme_light, (), "", "view"),
    Command("dark", texts.keys.theme_dark, (), "", "view"),
    Command("system", texts.keys.theme_system, (), "", "view"),
    Command("guide", texts.keys.guide, ("F1",), "F1", "help"),
    Command("keys", texts.keys.title, ("?",), "?", "help"),
    Command("about", texts.keys.about, (), "", "help"),
)
MENUS: Final[tuple[tuple[Menu, Callable[[], str]], ...]] = (
    ("application", texts.keys.menu_application),
    ("view", texts.keys.menu_view),
    ("help", texts.keys.menu_help),
)
