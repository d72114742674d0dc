"""The stylesheets are whole, and small enough for a telephone on a bad line."""

import gzip
import re
import runpy
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "katrineholm" / "socialhub"
BROWSER = PACKAGE / "browser"
STATIC = BROWSER / "static"
ROOT = Path(__file__).parents[1]
VOLTO = ROOT / "frontend/packages/volto-katrineholm-socialhub/src/theme/socialhub.css"
MOST = 20_000  # bytes, compressed: all that a page of ours adds
SHEETS = sorted(STATIC.glob("*.css"), key=lambda path: path.name)
PARTS = sorted((BROWSER / "css").glob("*.css"), key=lambda path: path.name)


@pytest.mark.parametrize("path", [*SHEETS, *PARTS], ids=lambda path: path.name)
def test_every_rule_is_closed_before_the_next_section(path):
    text = path.read_text("utf-8")
    depth, unclosed = 0, []
    for token in re.finditer(r"[{}]|^/\* [^*]*", text, re.M):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        unclosed += [token[0]] if token[0].startswith("/*") and depth else []
    assert (depth, unclosed) == (0, [])


def test_together_they_are_small():
    assert sum(len(gzip.compress(path.read_bytes())) for path in SHEETS) <= MOST


def test_what_visitors_fetch_is_the_parts_in_order():
    together = "\n".join(path.read_text("utf-8") for path in PARTS)
    assert (STATIC / "socialhub.css").read_text("utf-8") == together, "make assets"


def test_what_volto_has_is_its_parts_in_order():
    names = runpy.run_path(str(ROOT / "assets.py"))["VOLTO_PARTS"]
    parts = [BROWSER / "css" / f"{name}.css" for name in names]
    together = "\n".join(path.read_text("utf-8") for path in parts)
    assert VOLTO.read_text("utf-8") == together, "make assets"


def test_what_the_messages_page_styles_is_no_class_of_a_visitors_page():
    text = (BROWSER / "css/34-messages.css").read_text("utf-8")
    styled = set(re.findall(r"^\s*\.(socialhub-[a-z-]+)(?:,| {)$", text, re.M))
    assert len(styled) > 5
    used = {
        name: path.name
        for path in (PACKAGE / "public").rglob("*.pt")
        for classes in re.findall(r'class="([^"]*)"', path.read_text("utf-8"))
        for name in classes.split()
    }
    assert {name: used[name] for name in styled & set(used)} == {}
