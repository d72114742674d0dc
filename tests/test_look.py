"""The stylesheets: one set of tokens, no colour of their own, and small."""

import gzip
import re
from pathlib import Path

import pytest

from katrineholm.socialhub.site.graphics.tokens import PLACEHOLDER, css_properties, dark_tokens

BROWSER = Path(__file__).parents[1] / "src" / "katrineholm" / "socialhub" / "browser"
SHEETS = [BROWSER / "static" / name for name in ("socialhub.css", "tokens.css")]
SHEETS.append(BROWSER / "theme" / "theme.css")
MOST = 21_000  # bytes, compressed; visitors fetch a part of them


def declared(text):
    return dict(re.findall(r"(--socialhub-[a-z-]+): ([^;]+);", text))


def test_the_stylesheet_of_tokens_says_what_the_profile_says():
    light, dark = SHEETS[1].read_text().split("@media")
    assert declared(light) == css_properties(PLACEHOLDER)
    in_the_dark = css_properties(dark_tokens(PLACEHOLDER)).items()
    assert declared(dark) == dict(in_the_dark - css_properties(PLACEHOLDER).items())


def test_the_stylesheets_are_small():
    assert sum(len(gzip.compress(sheet.read_bytes())) for sheet in SHEETS) <= MOST


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_stylesheet_asks_no_other_for_anything(sheet):
    text = sheet.read_text()
    assert "@import" not in text
    assert not re.search(r"url\((?![\"']?data:)", text)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_on_paper_nothing_is_dark(sheet):
    asked = re.findall(r"@media ([^{]*prefers-color-scheme: dark[^{]*) {", sheet.read_text())
    assert set(asked) <= {"screen and (prefers-color-scheme: dark)"}
