"""What is masked is told at no door: all pages and services that the code registers are asked."""

import json
from urllib.parse import quote

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.portlets.interfaces import IPortletAssignmentMapping, IPortletManager
from zope.component import getGlobalSiteManager, getMultiAdapter, getUtility
from zope.interface import Interface

from katrineholm.socialhub.accounts.channels import crisis
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.interfaces import ISocialHubLayer
from katrineholm.socialhub.office.webhooks import following
from katrineholm.socialhub.office.webhooks.book import BOOK, Hook, remember
from katrineholm.socialhub.public.listings.portlet import Assignment

pytestmark = pytest.mark.usefixtures("unthemed")
PLACES = ("", "hub", "hub/kultur", "hub/kultur/bloggen")
TRACES = ("hemligson", "åsa</", quote("Åsa").lower())
SEARCH = "?SearchableText=Grattis"
# What follows a name in its address, and what else is asked of it.
ENDS = {
    "@@entry": ["/{entry}"],
    "@@picture": ["/{entry}/{picture}", "/{entry}/{picture}/400"],
    "@@search": [SEARCH],
    "@@ajax-search": [SEARCH],
    "@entries": ["", SEARCH, "/{entry}"],
    "@@view": ["", SEARCH, "?year=2026&month=5"],
    **{name: ["", SEARCH] for name in ("@@rss", "@@atom", "@@json-feed")},
}
# Where a visitor meets an entry: else nothing would be tried below.
TOLD = {
    *("hub", "hub/kultur", "hub/kultur/bloggen", "front-page"),
    *(f"{place}/{name}" for place in PLACES[1:] for name in ("@@rss", "@@atom", "@@json-feed")),
    *(f"{place}/@entries" for place in PLACES[1:]),
    *("hub/@@entry", "hub/@crisis", "@@search", "@@ajax-search"),
}


def registered(place):
    """The names of our pages, and of our services that are read, for a place."""
    for each in getGlobalSiteManager().registeredAdapters():
        ours = len(each.required) == 2 and each.required[1] is ISocialHubLayer
        if ours and each.provided is Interface and each.required[0].providedBy(place):
            method, is_service, service = each.name.partition("_application_json_")
            if not is_service or method == "GET":
                yield service if is_service else f"@@{each.name}"


@pytest.fixture
def doors(told, functional_portal):
    """Every address that there is, and whether a program asks for it."""
    column = getUtility(IPortletManager, name="plone.rightcolumn")
    with api.env.adopt_user(SITE_OWNER_NAME):
        page = api.content.create(functional_portal, "Document", "front-page", title="Sida")
        api.content.transition(page, "publish")
        getMultiAdapter((page, column), IPortletAssignmentMapping)["feed"] = Assignment()
    uid = told.channel.UID()
    crisis.begin(told.hub, uid, told.entry, until=2**31, now=2**31 - 900, who="ida")
    transaction.commit()
    found = [("front-page", "", False)]
    for path in PLACES:
        place = functional_portal.unrestrictedTraverse(path) if path else functional_portal
        for name in {*registered(place)} | ({"@@view"} if path else set()):
            for end in ENDS.get(name, [""]):
                address = "" if name == "@@view" else f"/{name}"
                is_service = not name.startswith("@@")
                found.append((f"{path}{address}".strip("/"), end, is_service))
    return [(at, end.format(entry=told.entry, picture=told.picture), s) for at, end, s in found]


@pytest.fixture
def ask(browse):
    """A function that asks as a visitor: status, all that is sent, and its ETag.

    What stands around a page is looked through at each place itself; where an entry is met, the
    address is what visitors ask for, which is what is kept in memory.
    """

    session = browse()

    def ask(address, end, is_service, known=""):
        session.cookies.clear()
        kind = {"Accept": "application/json"} if is_service else {}
        sent = {**kind, **({"If-None-Match": known} if known else {})}
        is_bare = "@@" in address and not end and address not in TOLD
        bare = {"ajax_load": 1} if is_bare else {}
        answer = session.get(address + end, params=bare, headers=sent, allow_redirects=False)
        text = answer.content.decode("utf-8", "replace")
        if text and "json" in answer.headers.get("Content-Type", ""):
            text = json.dumps(answer.json(), ensure_ascii=False)
        return (
            answer.status_code,
            f"{answer.headers} {text}".lower(),
            answer.headers.get("ETag", ""),
        )

    return ask


def is_told(text):
    return any(trace in text for trace in TRACES)


@pytest.mark.usefixtures("framed")
def test_a_masked_name_and_picture_stand_at_no_door(told, doors, ask, office, browse):
    before = {(at, end): ask(at, end, is_service) for at, end, is_service in doors}
    shown = {at for (at, _end), (_status, text, _tag) in before.items() if is_told(text)}
    pictured = [each for each, (_s, text, _t) in before.items() if told.picture in text]
    assert TOLD - shown == set()
    assert len(pictured) > 10
    answer = api_of(browse, office).post(
        f"hub/@mask/{told.entry}",
        json={"words": ["Åsa Hemligson"], "pictures": [told.picture], "reason": "Begäran"},
    )
    assert answer.status_code == 200
    leaks = {}
    for at, end, is_service in doors:
        status, text, tag = ask(at, end, is_service, known=before[at, end][2])
        # An address that was asked for by its picture's name has it in what is not found.
        if is_told(text) or (told.picture in text and status < 400):
            leaks[at + end] = status
        if tag and tag == before[at, end][2] and is_told(before[at, end][1]):
            leaks[at + end] = "the same as before"
    assert leaks == {}
    picture = ask(f"hub/@@picture/{told.entry}/{told.picture}", "", False)
    assert (before["hub/@@picture", f"/{told.entry}/{told.picture}"][0], picture[0]) == (200, 404)


@pytest.mark.parametrize("word", ["Hemligson", "hemlig*", '"Åsa Hemligson"', "Åsa"])
@pytest.mark.parametrize("at", ["hub", "hub/kultur/bloggen", "hub/@entries", "@@ajax-search"])
def test_a_masked_word_is_not_found(told, ask, office, browse, word, at):
    search = at, f"?SearchableText={quote(word)}", "@e" in at
    assert told.entry in ask(*search)[1]
    mask = {"words": ["Åsa Hemligson"], "reason": "Begäran"}
    assert api_of(browse, office).post(f"hub/@mask/{told.entry}", json=mask).ok
    assert told.entry not in ask(*search)[1]
    assert told.entry in ask(at, SEARCH, "@e" in at)[1]


def test_it_is_back_when_the_mask_is_taken_away(told, ask, office, browse):
    mask = {"words": ["Åsa Hemligson"], "pictures": [told.picture], "reason": "Begäran"}
    session = api_of(browse, office)
    session.post(f"hub/@mask/{told.entry}", json=mask)
    assert session.delete(f"hub/@mask/{told.entry}", json={"reason": "Återtaget"}).ok
    page = ask("hub/@@entry", f"/{told.entry}", False)[1]
    assert is_told(page)
    assert told.picture in page


def test_other_systems_are_told_that_it_changed_and_no_name(told):
    told_of = {"link": "https://bloggen.example.se/asa-hemligson", "title": "Åsa Hemligson"}
    timeline_of(told.hub).whole(told.entry).update(told_of)
    remember(told.hub, Hook("1", "https://x.se", "X", ("entry.changed",), "", "anna", 1))
    following.follow(told.hub, 1)
    timeline_of(told.hub).mask(told.entry, ["Åsa Hemligson"], [], reason="B", by="ida", now=2)
    before = dict(BOOK.read(told.hub)["waiting"])
    following.follow(told.hub, 3)
    sent = [each for key, each in BOOK.read(told.hub)["waiting"].items() if key not in before]
    assert len(sent) == 1
    assert told.entry in str(sent)
    assert "hemligson" not in str(sent).lower()


def api_of(browse, login):
    session = browse(*login)
    session.headers["Accept"] = "application/json"
    return session
