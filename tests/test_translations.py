"""Swedish is complete, and fills in what the English fills in."""

import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest

SOURCE = Path(__file__).parents[1] / "src"
SWEDISH = SOURCE / "katrineholm/socialhub/locales/sv/LC_MESSAGES/katrineholm.socialhub.po"
NAMES = re.compile(r"\$\{\w+\}")


@pytest.fixture(scope="module")
def swedish():
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(SWEDISH))}


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """Where the code and the templates have each text, as ``make i18n`` finds them."""
    found = tmp_path_factory.mktemp("texts") / "found.pot"
    command = [Path(sys.executable).with_name("i18ndude"), "rebuild-pot", "--no-line-numbers"]
    command += ["--exclude", "rss.pt atom.pt opml.pt", "--pot", found]
    subprocess.run([*command, "--create", "katrineholm.socialhub", SOURCE], check=True)
    # The tool's own header begins with comments that polib does not read.
    text = found.read_text("utf-8")
    entries = polib.pofile(text[text.index("msgid") :])
    return {each.msgid: [place for place, _line in each.occurrences] for each in entries}


@pytest.fixture(scope="module")
def used(places):
    return set(places)


def test_no_sentence_stands_twice_where_a_template_has_it(places):
    """In two templates, or in one and in Python; titles of a word or two may."""
    sentences = {text: places[text] for text in places if text.endswith(".") and places[text][1:]}
    twice = [text for text in sentences if any(each.endswith(".pt") for each in sentences[text])]
    assert twice == []


def test_every_text_that_is_shown_has_its_swedish(used, swedish):
    assert len(used) > 150
    assert sorted(used - {text for text, translated in swedish.items() if translated}) == []


def test_no_swedish_is_left_of_texts_that_are_gone(used, swedish):
    assert sorted(set(swedish) - used) == []


def test_a_translation_fills_in_the_same_values(swedish):
    different = [
        text
        for text, translated in swedish.items()
        if set(NAMES.findall(text)) != set(NAMES.findall(translated))
    ]
    assert different == []
