"""What the Swedish chapters call pages and buttons is what the site calls them."""

import re
from functools import cache
from pathlib import Path

import polib
import pytest
from plone.app import locales

from katrineholm.socialhub.inbox.steps import authorities

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "src/katrineholm/socialhub/locales/sv/LC_MESSAGES/katrineholm.socialhub.po"
CHAPTERS = (
    "redaktor.md",
    "handlaggare.md",
    "registrator.md",
    "informationskontoret.md",
    "drift.md",
    "inforande.md",
)
LABEL = re.compile(r"(?<![*\w])\*([^*]+)\*(?![*\w])")
# Names of groups are no texts of a catalogue: they are made once, and may be changed.
GROUPS = {"Informationskontoret", *(title for title, _role in authorities.GROUPS.values())}
BLUESKYS = {"Jag har en egen domän"}
PATH = " → "
CONTENTS = re.compile(r"^- \[(.+)\]\(#(.+)\)$", re.MULTILINE)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_label_in_a_chapter_is_one_of_the_sites(chapter):
    text = (ROOT / "docs" / chapter).read_text("utf-8")
    found = {" ".join(label.split()) for label in LABEL.findall(text)}
    labels = {step for label in found for step in label.split(PATH)}
    assert labels
    assert labels - GROUPS - BLUESKYS - translations(CATALOGUE) - plones() == set()


def test_the_chapters_for_people_are_as_short_as_was_asked_for():
    """Together at most 0.55 of the 16,620 words that they had."""
    texts = [(ROOT / "docs" / chapter).read_text("utf-8") for chapter in CHAPTERS[:4]]
    assert sum(len(text.split()) for text in texts) <= 9_141


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_picture_and_chapter_that_is_named_is_there(chapter):
    text = (ROOT / "docs" / chapter).read_text("utf-8")
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", text)
    assert [target for target in targets if not (ROOT / "docs" / target).exists()] == []


def test_every_heading_that_is_linked_is_there():
    headings = {
        each.name: {
            anchor(found) for found in re.findall("^#+ (.+)", each.read_text("utf-8"), re.M)
        }
        for each in (ROOT / "docs").glob("*.md")
    }
    linked = [
        (each.name, target or each.name, place)
        for each in (ROOT / "docs").glob("*.md")
        for target, place in re.findall(r"\]\(([\w-]+\.md|)#([^)]+)\)", each.read_text("utf-8"))
    ]
    assert len(linked) > 50
    assert [each for each in linked if each[2] not in headings[each[1]]] == []


def test_every_list_of_contents_has_all_headings_in_their_order():
    texts = {each.name: each.read_text("utf-8") for each in (ROOT / "docs").glob("*.md")}
    contents = {name: CONTENTS.findall(text.partition("\n## ")[0]) for name, text in texts.items()}
    listed = {name: found for name, found in contents.items() if found}
    assert "drift.md" in listed
    headings = {name: re.findall("^## (.+)", texts[name], re.MULTILINE) for name in listed}
    assert listed == {name: [(each, anchor(each)) for each in headings[name]] for name in headings}


def anchor(heading):
    """The anchor that a heading has on GitHub."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_the_demonstration_tries_as_often_as_the_chapter_advises():
    tries = re.compile(r"^ *max-conflict-retries (\d+)$", re.MULTILINE)
    files = (ROOT / "docs" / "drift.md", ROOT / "demo" / "instance" / "zope.conf")
    advised, done = (tries.findall(each.read_text("utf-8")) for each in files)
    assert advised == done
    assert len(done) == 1


def translations(catalogue):
    """All Swedish texts of a catalogue."""
    return {entry.msgstr for entry in polib.pofile(str(catalogue)) if entry.translated()}


@cache
def plones():
    """All Swedish texts of Plone's own pages."""
    [folder] = Path(locales.__file__).parent.glob("locales/sv/LC_MESSAGES")
    return set().union(*map(translations, folder.glob("*.po")))
