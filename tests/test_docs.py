"""What the Swedish chapters call pages and buttons is what the site calls them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "src/katrineholm/socialhub/locales/sv/LC_MESSAGES/katrineholm.socialhub.po"
CHAPTERS = (
    "redaktor.md",
    "handlaggare.md",
    "registrator.md",
    "informationskontoret.md",
    "drift.md",
)
LABEL = re.compile(r"(?<![*\w])\*([^*]+)\*(?![*\w])")
# Plone's own, and those of other web sites.
ELSEWHERE = {
    "Lägg till nytt …",
    "Webbplatsinställningar → Tillägg",
    "Webbplatsinställningar → E-post",
    "Tillägg",
    "Navigering",
    "Delning",
    "Kan lägga till",
    "Kan redigera",
    "Jag har en egen domän",
    "Informationskontoret",
    "Registratorer",
    "Arkivarier",
    "Social hub",
}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_label_in_a_chapter_is_one_of_the_sites(chapter):
    text = (ROOT / "docs" / chapter).read_text("utf-8")
    labels = {" ".join(label.split()) for label in LABEL.findall(text)}
    assert labels
    assert labels - ELSEWHERE - translations() == set()


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_picture_and_chapter_that_is_named_is_there(chapter):
    text = (ROOT / "docs" / chapter).read_text("utf-8")
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", text)
    assert [target for target in targets if not (ROOT / "docs" / target).exists()] == []


def translations():
    """All Swedish texts of the add-on's catalogue."""
    found = re.findall(r'^msgstr ((?:".*"\n?)+)', CATALOGUE.read_text("utf-8"), re.MULTILINE)
    return {"".join(re.findall(r'"(.*)"', text)).replace('\\"', '"') for text in found}
