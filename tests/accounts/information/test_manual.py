"""The manual is whole: its links and pictures are there, and its sections are found by words."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from katrineholm.socialhub.accounts.information import manual
from katrineholm.socialhub.accounts.information.manual import (
    CHAPTERS,
    chapter_html,
    manual_chapter,
    matching_sections,
)

DOCS = Path(__file__).parents[3] / "docs"
MANUAL, PICTURES = "https://www.example.se/@@manual", "https://www.example.se/@@manual-picture"


def html(name):
    return chapter_html(name, MANUAL, PICTURES)


@pytest.fixture
def write(tmp_path, monkeypatch):
    """A function that makes a text the editors' chapter."""

    def write(text):
        (tmp_path / "redaktor.md").write_text(f"# Titel\n\n{text}\n", "utf-8")
        monkeypatch.setattr(manual, "FOLDER", tmp_path)
        for each in (manual_chapter, chapter_html):
            each.cache_clear()
        monkeypatch.setattr(manual, "CHAPTERS", ("redaktor",))

    yield write
    for each in (manual_chapter, chapter_html):
        each.cache_clear()


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_is_that_of_the_documentation(name):
    text = (DOCS / f"{name}.md").read_text("utf-8")
    assert (manual.FOLDER / f"{name}.md").read_text("utf-8") == text, "make assets"
    assert f"# {manual_chapter(name).title}\n" in text


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_link_of_a_chapter_leads_to_a_heading_of_the_manual(name):
    known = {each: manual_chapter(each).anchors | {""} for each in CHAPTERS}
    links = re.findall(rf'href="{MANUAL}/([^"]*)"', html(name))
    found = [unquote(link).partition("#")[::2] for link in links]
    assert [(page, at) for page, at in found if at not in known.get(page, ())] == []
    assert re.findall(r'href="(?!https?://)[^"]*"', html(name)) == []


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_picture_of_a_chapter_is_there_with_its_size_and_in_words(name):
    pictures = re.findall(r"<img [^>]*>", html(name))
    size = r'width="\d+" height="\d+" loading="lazy"'
    pattern = rf'<img src="{PICTURES}/([\w-]+\.png)" alt="[^"]+" {size} />'
    names = [found[1] for each in pictures if (found := re.fullmatch(pattern, each))]
    assert len(names) == len(pictures) > 0
    assert all(manual.picture(each) == (DOCS / each).read_bytes() for each in names)


@pytest.mark.parametrize("name", ["", "redaktor.md", "../help_link.py", "../manual_files/hub.png"])
def test_nothing_but_a_picture_is_given_out_as_one(name):
    assert manual.picture(name) is None


def test_the_parts_of_a_chapter_are_its_headings_of_the_second_rank(write):
    write("Inledning.\n\n## Ett *och* två\n\nText\nhär.\n\n### Mindre\n\n- punkt\n\n## Tre")
    first, second = manual_chapter("redaktor").sections
    assert first == manual.Section("ett-och-två", "Ett och två", "Text här. Mindre punkt")
    assert second == manual.Section("tre", "Tre", "")
    assert 'id="mindre"' in html("redaktor")
    assert "Titel" not in html("redaktor")


def test_html_and_scripts_in_a_chapter_are_text(write):
    write("## <b>A</b>\n\n<script>alert(1)</script> [ett](javascript:alert(1))")
    shown = html("redaktor")
    assert "&lt;script&gt;" in shown
    assert "&lt;b&gt;" in shown
    assert "href=" not in shown


def test_words_are_found_in_any_form_and_within_others_and_are_marked(write):
    write("## Borta\n\nLägg in din frånvaro i tid.\n\n## Annat\n\nInget om det.")
    [match] = matching_sections("Frånvaron")
    assert match.section.title == "Borta"
    assert match.parts == [("Lägg in din ", False), ("frånvaro", True), (" i tid.", False)]
    [match] = matching_sections("varo tid")
    assert [part.text for part in match.parts if part.found] == ["frånvaro", "tid"]
    assert matching_sections("frånvaro inget") == []


def test_a_section_with_the_word_in_its_title_comes_first(write):
    write("## Ett\n\nOm en kanal.\n\n## Kanaler\n\nText.")
    assert [each.section.title for each in matching_sections("kanal")] == ["Kanaler", "Ett"]


def test_a_long_section_is_cut_between_words_around_what_was_found(write):
    words = [f"ord{number}" for number in range(200)]
    write(f"## Lång\n\n{' '.join([*words, 'nålen', *words])}")
    [match] = matching_sections("nålen")
    before, text, found, rest, after = match.parts
    assert (before.text, found.text, after.text) == ("… ", "nålen", " …")
    assert {*text.text.split(), *rest.text.split()} <= {*words}


@pytest.mark.parametrize("query", ["", "  ", "(.*", "[", "\\", "a" * 10_000, "<xyzzy>"])
def test_whatever_is_searched_for_is_only_words(query):
    assert matching_sections(query) == []
