"""The ways: one entry in the toolbar, and from the workplace each page in three clicks at most.

Who may open what is read from the tables of ``test_doors``.
"""

import re
import sys
from html import unescape
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import transaction
from plone import api
from publishing import answer

from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.waves import hold_back

SPEC = spec_from_file_location("doors", Path(__file__).with_name("test_doors.py"))
doors = sys.modules["doors"] = module_from_spec(SPEC)
SPEC.loader.exec_module(doors)
site = doors.site

pytestmark = pytest.mark.usefixtures("framed", "unthemed")

PEOPLE = doors.EVERYBODY[1:]
PLACES = ("site", "hub", "administration", "draft", "official", "Facebook place")
PATHS = {doors.PLACES[kind].path for kind in PLACES}
SITE = "http://localhost/plone"
MOST = 3
LINK = re.compile(r'<a\s[^>]*?href="([^"#]*)[^>]*>(.*?)</a>', re.S)
ACTION = re.compile(r'<form\s[^>]*?action="([^"?]*)')
STEP = re.compile(r"\?step=\w+")
PRIMARY = re.compile(r'class="[^"]*\bbtn-primary\b')
# Not to be reached, and why.
LEFT_OUT = {
    "a page that is shown under the name of an act, too, when it is refused": {
        *("@@propose-rule", "@@withdraw-rule", "@@enforce-rule", "@@accept-rule"),
        *("@@decline-rule", "@@note-tie-back", "@@confirm-now", "@@propose-disposal"),
        *("@@confirm-disposal", "@@withdraw-disposal", "@@withdraw-figures"),
    },
    "a visitor's page, to which those lead who ask, services and packages": {
        *("@@about", "@@contact-responsible", "@@report-comment", "@@facebook-presence"),
        *("@@check-proof", "@@embed", "@@report-false", "@@follow", "@@follow-settings"),
    },
}
NOT_TO_BE_REACHED = set().union(*LEFT_OUT.values())
# Offered where it is of use: they are reached in one place at least.
WHERE_OF_USE = {
    *("@@held-entries", "@@withdrawn-posts", "@@messages", "@@new-message", "@@lifecycle"),
    *("@@archive-decision", "@@describe-source", "@@connect-account", "@@entry-keys"),
    *("@@new-entry", "@@look-at-account", "@@duties"),
}
# Lists that every member may open, and who may find anything in them.
FILLED_FOR = {
    "@@held-entries": doors.ANY_EDITORS,
    "@@messages": doors.DESKS | {"substitute"},
}


@pytest.fixture
def of_use(functional_portal, site):
    """There is something to do on each page that is offered where it is of use."""
    hub, timeline = functional_portal.hub, timeline_of(functional_portal.hub)
    channel = hub.kultur.draft
    channel.feed_url, channel.platform = "", "mastodon"
    channel.reindexObject()
    official = hub.kultur.official.UID()
    box = timeline.root["channels"][official]
    hold_back(timeline.root, official, box, [site["entry"]], now=0)
    transaction.commit()


def rendered(url, who):
    """A page as somebody gets it, or "" where it is none for them."""
    parts = urlsplit(url)
    told = answer(parts.path, login=(who, doors.PASSWORD), QUERY_STRING=parts.query)
    return told.text if told.status == 200 and "<h1" in told.text else ""


def address(url):
    """An address without its query and what it may say otherwise."""
    return url.partition("?")[0].rstrip("/").replace("/@@", "/")


def page_of(url):
    """An address without its query, but with the step that it asks about, which is its own page."""
    step = STEP.search(url)
    return address(url) + (step[0] if step else "")


def leads(url, page):
    """The addresses within the site to which a page leads by links and forms."""
    found = [at for at, _text in LINK.findall(page)] + ACTION.findall(page)
    return {each for each in (urljoin(url, unescape(at)) for at in found) if each.startswith(SITE)}


def is_of_the_places(url):
    """Whether an address is a place of the tables, or a page of one."""
    path = address(url).removeprefix(SITE).strip("/")
    return path in PATHS or path.rpartition("/")[0] in PATHS


def reached(who):
    """The addresses of all that somebody reaches from the workplace in three clicks."""
    now = {f"{SITE}/@@workplace"}
    seen = {*map(page_of, now)}
    for _click in range(MOST):
        found = {
            page_of(each): each
            for url in sorted(now)
            if is_of_the_places(url)
            for each in leads(url, rendered(url, who))
        }
        now = {each for at, each in found.items() if at not in seen}
        seen |= {*found}
    return {*map(address, seen)}


@pytest.mark.long
@pytest.mark.parametrize("who", PEOPLE)
def test_each_page_that_somebody_may_open_is_three_clicks_from_the_workplace(
    functional_portal, of_use, who
):
    found, missing, met = reached(who), set(), set()
    for kind in PLACES:
        place = doors.PLACES[kind]
        names = {name for name, whom in doors.wanted(place).items() if who in whom}
        names = {name for name in names if who in FILLED_FOR.get(name, PEOPLE)}
        for name in {each for each in names if each.startswith("@@")} - NOT_TO_BE_REACHED:
            url = f"{SITE}/{place.path}".rstrip("/") + ("" if name == "@@view" else f"/{name}")
            if address(url) in found:
                met.add(name)
            elif rendered(url, who):
                missing.add((kind, name))
    assert sorted(each for each in missing if each[1] not in WHERE_OF_USE & met) == []


@pytest.mark.parametrize("path", ["", "hub", "hub/kultur", "hub/kultur/official"])
def test_the_toolbar_has_one_entry_of_ours(functional_portal, site, path):
    for who in PEOPLE:
        place = functional_portal.unrestrictedTraverse(path) if path else functional_portal
        with api.env.adopt_user(who):
            actions = functional_portal.portal_actions.listFilteredActionsFor(place)
        ours = {
            (category, each["id"])
            for category in ("object", "user", "object_buttons")
            for each in actions.get(category, ())
            if each["id"].startswith("socialhub_")
        }
        assert ours == {("object", "socialhub_workplace")}, who
        page = rendered(f"{SITE}/{path}", who)
        assert len(re.findall(r'id="[\w-]*socialhub_\w+"', page)) == 1, who


@pytest.mark.parametrize("kind", ["hub", "administration", "draft", "official", "Facebook place"])
def test_there_is_one_primary_button_at_most_before_the_first_entry(functional_portal, site, kind):
    place = doors.PLACES[kind]
    for who in [each for each in PEOPLE if each in place.seen_by]:
        page = rendered(f"{SITE}/{place.path}", who)
        content = page[page.index("<h1") :].partition("<article")[0]
        assert len(PRIMARY.findall(content)) <= 1, who


def test_the_workplace_has_one_primary_button_at_most(functional_portal, site):
    for who in PEOPLE:
        assert len(PRIMARY.findall(rendered(f"{SITE}/@@workplace", who))) <= 1, who


# The ten tasks: who does it, the most clicks from the hub, and the links to follow. The last press,
# on a form that has been filled in, is not counted.
TASKS = {
    "write a post": ("editor", 2, ["Skriv in ett inlägg", "official"]),
    "register a channel": ("editor", 5, ["Registrera kanal"]),
    "answer the oldest message": ("responsible", 2, ["Svara på det äldsta meddelandet"]),
    "say that one is away": ("responsible", 2, ["Ansvar och frånvaro"]),
    "see who answers today": ("editor", 1, ["Ansvar och frånvaro"]),
    "Important now": ("office", 2, ["Viktigt nu"]),
    "import a download": ("editor", 4, ["Min arbetsplats", "Läs in en nedladdning", "official"]),
    "figures of one's administration": (
        "editor",
        3,
        ["Min arbetsplats", "Sociala medier i siffror"],
    ),
    "order a package": ("archivist", 2, ["Leveranspaket till arkivet"]),
    "see why a feed fails": ("editor", 2, ["Min arbetsplats", "Lägestavla"]),
}
# What stands before one then.
ENDS = {
    "write a post": 'name="link"',
    "register a channel": "profile_url",
    "answer the oldest message": "<textarea",
    "say that one is away": 'type="date"',
    "see who answers today": "responsible",
    "Important now": "<form",
    "import a download": 'type="file"',
    "figures of one's administration": "<h1",
    "order a package": "<select",
    "see why a feed fails": "official",
}


def way(page, text):
    """Where the link with a text leads."""
    found = {
        " ".join(re.sub("<[^>]+>", " ", words).split()): at for at, words in LINK.findall(page)
    }
    named = {unescape(words): unescape(at) for words, at in found.items()}
    assert text in named, (text, sorted(named))
    return named[text]


@pytest.mark.parametrize("task", TASKS)
def test_a_task_takes_few_clicks_from_the_hub(functional_portal, site, browse, task):
    who, most, clicks = TASKS[task]
    session = browse(who, doors.PASSWORD)
    told = session.get("hub")
    for text in clicks:
        told = session.get(urljoin(told.url, way(told.text, text)))
        assert told.status_code == 200
    assert len(clicks) <= most
    assert ENDS[task] in told.text
