"""What the chapters tell people to look for is there, on the pages of which they tell it."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
LABEL = re.compile(r"(?<![*\w])\*([^*]+)\*(?![*\w])")
EDITOR, OFFICE = "redaktor", "informationskontoret"
ARTS, COUNCIL = "/kulturforvaltningen", "/kommunledningsforvaltningen"
BY_HAND, CONNECTED = f"{ARTS}/kulturen-pa-instagram", f"{COUNCIL}/katrineholm-pa-instagram"
CALENDAR = f"{ARTS}/kulturkalendern"
# Chapter and section; who reads it; the pages; what is there only once something has been done,
# which other tests of a browser do.
SECTIONS = {
    ("redaktor", "Skriv in inlägg för hand"): (
        EDITOR,
        ("", BY_HAND, f"{BY_HAND}/@@new-entry", "/@@new-entry", "entry"),
        set(),
    ),
    ("redaktor", "Läs in tjänstens nedladdning"): (
        EDITOR,
        (BY_HAND, f"{BY_HAND}/@@import-download"),
        {"Läs in inläggen", "Inlägg som inte visas"},
    ),
    ("redaktor", "Låt ett eget program skicka inlägg"): (
        OFFICE,
        (BY_HAND, f"{BY_HAND}/@@entry-keys"),
        set(),
    ),
    ("redaktor", "Titta på konton som inte kan hämtas"): (
        EDITOR,
        ("", BY_HAND, f"{BY_HAND}/@@look-at-account"),
        set(),
    ),
    ("redaktor", "Beskriv bilder, texta filmer"): (
        EDITOR,
        ("", "/@@undescribed-pictures"),
        {"Hoppa över de här"},
    ),
    ("informationskontoret", "Anslut ett konto"): (
        OFFICE,
        (CONNECTED, f"{CONNECTED}/@@connect-account", "/../@@socialhub-settings"),
        {"Avpublicera", "Återställ", "Inlägg som inte visas"},
    ),
    ("informationskontoret", "Beskriv en källa som saknar flöde"): (
        OFFICE,
        (CALENDAR, f"{CALENDAR}/@@describe-source"),
        set(),
    ),
    ("informationskontoret", "Webhookar till andra system"): (
        OFFICE,
        ("", "/@@webhooks"),
        {"Skicka allt igen"},
    ),
}
# All that is written on a page, the buttons and what is folded too.
WRITTEN = """() => {
  document.querySelectorAll('details').forEach((each) => { each.open = true })
  const said = [...document.querySelectorAll('input, [aria-label], [title], option')]
    .flatMap((it) => [it.value, it.getAttribute('aria-label'), it.title, it.label])
  return [document.body.textContent, ...said.filter(Boolean)].join(' ').replace(/\\s+/g, ' ')
}"""


def section(chapter, heading):
    """The text below a heading, to the next of its rank."""
    text = (DOCS / f"{chapter}.md").read_text("utf-8")
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("where", SECTIONS, ids="/".join)
def test_every_label_of_a_section_is_on_the_pages_that_it_is_about(open_as, hub_url, where):
    who, paths, elsewhere = SECTIONS[where]
    labels = {" ".join(each.split()) for each in LABEL.findall(section(*where))}
    assert labels
    page, written = open_as(who), ""
    for path in paths:
        page.goto(hub_url + path if path != "entry" else newest(page, hub_url))
        written += page.evaluate(WRITTEN)
    assert {each for each in labels - elsewhere if each.rstrip(".") not in written} == set()


def newest(page, hub_url):
    """The page of an entry that was written by hand."""
    told = page.request.get(
        f"{hub_url}{BY_HAND}/@entries", headers={"Accept": "application/json"}
    ).json()
    return f"{hub_url}/@@entry/{told['items'][0]['id']}"
