"""The owner's guide: what it quotes is what the window says, and what it points to is there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from refund_desk.resource_paths import document
from refund_desk.ui.help.guide_file import PICTURES, anchor_of, guide_path
from refund_desk.ui.texts import LANGUAGES, Language
from scripts.make_guide_pictures import MOST_BYTES
from scripts.write_translations import Text, all_texts
from tests.repository import tree

_QUOTES = {"zh_CN": "「([^「」]+)」", "en": '"([^"]+)"'}
_WORDS: dict[Language, Callable[[Text], str]] = {
    "zh_CN": lambda text: text.chinese,
    "en": lambda text: text.english,
}
_PLACEHOLDER = re.compile(r"\{[a-z_0-9]*\}")
# The guide puts numbers and amounts into what the window says, never words.
_NUMBER = r"¥?[0-9][0-9.,]*"
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)]+)\)")
# What a shop owner looks for, in words that both guides must have.
_SUBJECTS = ("12315", "平台介入", "F1", "APIv3", "pub_key.pem", "apiclient_key.pem", "--self-check")

each_language = pytest.mark.parametrize("language", LANGUAGES)


def _guide(language: Language) -> str:
    return guide_path(language).read_text(encoding="utf-8")


def _said(language: Language) -> re.Pattern[str]:
    """What the window says in a language, with numbers where it puts something in."""
    texts = sorted({_WORDS[language](text) for text in all_texts()})
    patterns = (
        _NUMBER.join(re.escape(part) for part in _PLACEHOLDER.split(text))
        for text in texts
        if _PLACEHOLDER.sub("", text).strip()
    )
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@each_language
def test_every_quotation_is_what_the_window_says(language: Language) -> None:
    said = _said(language)
    quoted = re.findall(_QUOTES[language], _guide(language))

    assert len(quoted) > 80
    assert [words for words in quoted if not said.fullmatch(words)] == []


@each_language
def test_every_link_inside_leads_to_a_heading(language: Language) -> None:
    guide = _guide(language)
    anchors = [anchor_of(words) for _level, words in _HEADING.findall(guide)]
    links = _LINK.findall(guide)

    assert len(anchors) == len(set(anchors)), "a site would number them"
    assert {link[1:] for link in links if link.startswith("#")} <= set(anchors)
    assert {link for link in links if not link.startswith("#")} == {"https://pay.weixin.qq.com"}


@each_language
def test_every_picture_is_there_has_words_and_is_small(language: Language) -> None:
    pictures = _PICTURE.findall(_guide(language))

    assert len(pictures) >= 5
    for words, name in pictures:
        path = guide_path(language).parent / name
        assert words
        assert name.startswith(f"{PICTURES}/")
        assert name.endswith(f".{language[:2]}.png")
        assert path.read_bytes().startswith(b"\x89PNG")
        assert path.stat().st_size <= MOST_BYTES


def test_no_picture_is_left_over() -> None:
    shown = {
        Path(name).name for language in LANGUAGES for _w, name in _PICTURE.findall(_guide(language))
    }

    assert {path.name for path in document(PICTURES).iterdir()} == shown


def test_both_languages_say_the_same_things_in_the_same_order() -> None:
    levels, pictures, steps = (
        [pattern.findall(_guide(language)) for language in LANGUAGES]
        for pattern in (
            re.compile(r"^(#+) ", re.MULTILINE),
            re.compile(rf"\({PICTURES}/(\w+)\."),
            re.compile(r"^( *(?:\d+\.|-)) ", re.MULTILINE),
        )
    )

    assert levels[0] == levels[1]
    assert pictures[0] == pictures[1]
    assert steps[0] == steps[1]


@each_language
@pytest.mark.parametrize("subject", _SUBJECTS)
def test_it_speaks_of(subject: str, language: Language) -> None:
    assert subject in _guide(language)


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "**钱：**"), ("en", "**Money:**")])
def test_every_trouble_says_first_what_happened_to_the_money(
    language: Language, words: str
) -> None:
    troubles = _guide(language).split("\n## ")
    (chapter,) = [part for part in troubles if part.startswith(("出了问题", "When something"))]
    sections = chapter.split("\n### ")[1:]

    assert len(sections) > 12
    assert [section.splitlines()[0] for section in sections if words not in section] == []


def test_the_wheel_and_the_program_folder_carry_it() -> None:
    project = tomllib.loads((tree.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    recipe = (tree.ROOT / "build_installer.spec").read_text(encoding="utf-8")

    for name in (PICTURES, *(guide_path(language).name for language in LANGUAGES)):
        assert carried[f"docs/{name}"] == f"refund_desk/docs/{name}"
    assert "*shipped_documents()," in recipe
