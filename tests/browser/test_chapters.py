"""What the chapters tell people to look for is there, on the pages of which they tell it."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
LABEL = re.compile(r"(?<![*\w])\*([^*]+)\*(?![*\w])")
EDITOR, OFFICE = "redaktor", "informationskontoret"
ARTS, COUNCIL = "/kulturforvaltningen", "/kommunledningsforvaltningen"
BY_HAND, CONNECTED = f"{ARTS}/kulturen-pa-instagram", f"{COUNCIL}/katrineholm-pa-instagram"
CALENDAR, WORKPLACE = f"{ARTS}/kulturkalendern", "/../@@workplace"
# Chapter and section; who reads it; the pages; what is there only once something has been done,
# which other tests do.
SECTIONS = {
    ("redaktor", "Skriv ett inlägg"): (
        EDITOR,
        (WORKPLACE, "", BY_HAND, f"{BY_HAND}/@@new-entry", "/@@new-entry", "entry"),
        set(),
    ),
    ("redaktor", "Säg att du är borta"): (
        EDITOR,
        (WORKPLACE, "/@@duties", BY_HAND),
        set(),
    ),
    ("redaktor", "Läs in en nedladdning"): (
        EDITOR,
        (WORKPLACE, "/@@import-download", BY_HAND, f"{BY_HAND}/@@import-download"),
        {"Läs in inläggen"},
    ),
    ("redaktor", "Se varför ett flöde inte fungerar"): (
        EDITOR,
        (WORKPLACE, f"{ARTS}/@@board", CALENDAR),
        set(),
    ),
    ("redaktor", "Beskriv bilder, texta filmer"): (
        EDITOR,
        (WORKPLACE, "/@@undescribed-pictures"),
        {"Hoppa över de här"},
    ),
    ("redaktor", "Bekräfta, och titta på kontot"): (
        EDITOR,
        (f"{BY_HAND}/@@duties", f"{BY_HAND}/@@account"),
        {"Med avsikt", "Av misstag"},
    ),
    ("redaktor", "Kontots profil"): (
        EDITOR,
        (f"{BY_HAND}/@@account", f"{BY_HAND}/@@kit"),
        set(),
    ),
    ("redaktor", "Nycklar för program"): (
        OFFICE,
        (f"{BY_HAND}/@@account", f"{BY_HAND}/@@entry-keys"),
        set(),
    ),
    ("handlaggare", "Tillsynsrunda"): (
        EDITOR,
        (WORKPLACE, "/@@messages-rounds"),
        set(),
    ),
    ("informationskontoret", "Viktigt nu"): (
        OFFICE,
        (WORKPLACE, "/@@crisis", "entry", "/../@@socialhub-settings"),
        {"Avsluta nu", "Tidigare", "Föreslaget av andra", "Använd"},
    ),
    ("informationskontoret", "Sociala medier i siffror"): (
        OFFICE,
        (WORKPLACE, "/@@channel-figures"),
        set(),
    ),
    ("informationskontoret", "När någon slutar"): (
        OFFICE,
        (WORKPLACE, "/@@duties?leaving=bildning"),
        set(),
    ),
    ("informationskontoret", "Anslut ett konto"): (
        OFFICE,
        (CONNECTED, f"{CONNECTED}/@@connect-account", "/../@@socialhub-settings"),
        {"Avpublicera", "Återställ", "Inlägg som inte visas"},
    ),
    ("informationskontoret", "Beskriv en källa som saknar flöde"): (
        OFFICE,
        (CALENDAR, f"{CALENDAR}/@@account", f"{CALENDAR}/@@describe-source"),
        set(),
    ),
    ("informationskontoret", "Webhookar till andra system"): (
        OFFICE,
        (WORKPLACE, "/@@webhooks"),
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
