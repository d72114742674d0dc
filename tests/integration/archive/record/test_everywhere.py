"""Who finds what is masked, hidden, withdrawn or held: everybody asks at every door.

The doors are the add-on's pages, services, portlets and blocks, as they are registered, and what
Plone has that shows a site's content. A door that is not in the table tells nobody anything.
"""

import json
from functools import partial
from urllib.parse import quote

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.portlets.interfaces import (
    IPortletAssignment,
    IPortletAssignmentMapping,
    IPortletManager,
)
from publishing import answer
from registered import services
from zope.component import getGlobalSiteManager, getMultiAdapter, getUtility
from zope.event import notify
from zope.interface import Interface
from zope.lifecycleevent import ObjectModifiedEvent
from zope.publisher.interfaces import IPublishTraverse

from katrineholm.socialhub.accounts.channels import crisis, post_acts
from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.timeline.decisions import hide_entry, mask_entry, unmask_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.entry import CONTENT_FIELDS
from katrineholm.socialhub.core.timeline.marks import set_mark
from katrineholm.socialhub.core.timeline.pictures import add_picture, stored_pictures
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.authorities import REGISTRARS
from katrineholm.socialhub.interfaces import ISocialHubLayer
from katrineholm.socialhub.office.webhooks import events
from katrineholm.socialhub.office.webhooks.storage import STORAGE, Receiver, store_receiver
from katrineholm.socialhub.public.blocks.block_types import BLOCK_TYPES

pytestmark = pytest.mark.usefixtures("unthemed")
PASSWORD = "correct-horse-battery"
HUB, CHANNEL = "hub", "hub/kultur/bloggen"
PLACES = ("", HUB, "hub/kultur", CHANNEL)

# Who reads all that is stored of an entry: the record's readers, where the record is read; the
# office, which masks; whoever writes the channel's entries or decides on what of them is seen.
RECORD, OFFICE, EDITORS = {"office", "registrar", "archivist"}, {"office"}, {"office", "editor"}
WHOLE = {
    **dict.fromkeys(["hub/@@record", "hub/@record", "hub/@@record-picture"], RECORD),
    # The log of readings has the titles of those that were read, for readers of the record.
    "hub/@@record-reads": RECORD - OFFICE,
    "hub/@@mask-entry": OFFICE,
    f"{CHANNEL}/@@edit-entry": EDITORS,
}
UNSEEN = {**WHOLE, f"{CHANNEL}/@@hidden-entries": EDITORS}
WAITING = (
    *("hub/@@entry", "hub/@@picture", "hub/@entry", "hub/@@held-entries"),
    *("hub/kultur/@@held-entries", f"{CHANNEL}/@@held-entries", f"{CHANNEL}/@entries"),
)
MAY = {
    "masked": {**WHOLE, "hub/@mask": OFFICE},
    "hidden": UNSEEN,
    # Whoever answers for the channel is asked why.
    "withdrawn": {**UNSEEN, f"{CHANNEL}/@@withdrawn-posts": EDITORS | {"responsible"}},
    "withdrawn and masked": {**UNSEEN, "hub/@mask": OFFICE},
    "held": {**UNSEEN, **dict.fromkeys(WAITING, EDITORS)},
}
# The words that an entry alone has, by what becomes of it; what is masked stands in an earlier
# version alone, too. A search for the first finds it by its id.
WORDS = {
    "masked": ("Hemligson", "Åsa</", quote("Åsa"), "Ametist", "cdn.example.se/a.jpg"),
    "hidden": ("Zirkonit",),
    "withdrawn": ("Turmalin",),
    "withdrawn and masked": ("Karneol",),
    "held": ("Obsidian",),
}
FIRST = {kind: words[0] for kind, words in WORDS.items()}
SEARCH = "@@search"  # Plone's own page, with entries below it
SEARCHES = {
    *("@@ajax-search", "@@view", "@entries", "@stream", "@@rss", "@@atom"),
    *("@@json-feed", "@@record", "@record"),
}
NAMED = {
    *("@@entry", "@entry", "@entries", "@@mask-entry", "@mask", "@@edit-entry", "@record"),
    *("@@record", "@@recorded-post"),
}
PICTURED = {"@@picture", "@@record-picture"}
MORE = {
    "@@view": ["?year=2026&month=5"],
    "@@entry": ["/{masked}/versions"],
    **{name: ["?SearchableText=Grattis"] for name in SEARCHES - {"@@view"}},
}
PLONE = (
    *("sitemap", "RSS", "rss.xml", "atom.xml", "search_rss"),
    *("hub/full_view", "hub/RSS", "hub/kultur/summary_view", f"{CHANNEL}/@@historyview"),
)
# Where a visitor meets an entry: else nothing would be tried below.
SHOWN = {
    *("hub", "hub/kultur", CHANNEL, "front-page"),
    *(f"{place}/{name}" for place in PLACES[1:] for name in ("@@rss", "@@atom", "@@json-feed")),
    *(f"{place}/{name}" for place in PLACES[1:] for name in ("@entries", "@stream")),
    *("hub/@@entry", "hub/@entry", "hub/@crisis", "@@search", "@@ajax-search"),
    "@socialhub-block",
}
# Where of the entries only the one is shown that stands before all others.
MARKED = {"hub/@crisis"}


@pytest.fixture
def entries(told, keep):
    """The ids of entries by what becomes of them; so far all but the held one are shown."""
    timeline, picture = timeline_of(told.hub), partial(add_picture, timeline_of(told.hub))
    found = {"masked": told.entry}
    for kind, (word, *_more) in WORDS.items():
        if kind != "masked":
            address = f"https://cdn.example.se/{word}.jpg"
            said = {"html": f"<p>{word}</p>", "images": (Image(address, word),)}
            found[kind] = keep(told.channel, title=f"Grattis {word}", hold=kind == "held", **said)
            picture(found[kind], address, b"RIFF" + word.encode(), 9, 9, "image/webp")
    entry = timeline.unmasked(told.entry)
    said = {name: entry[name] for name in CONTENT_FIELDS}
    for words in (f"Ametist {entry['html']}", entry["html"]):
        store_document(
            timeline, told.channel.UID(), [said | {"html": words}], now=entry["first_seen"]
        )
    set_mark(timeline, "pinned", told.entry, by="ida", now=1)
    crisis.begin_order(
        told.hub, told.channel.UID(), told.entry, until=2**31, now=2**31 - 900, who="ida"
    )
    return found


@pytest.fixture
def pictures(told, entries):
    """The name of each entry's picture."""
    timeline = timeline_of(told.hub)
    found = {
        kind: stored_pictures(timeline, timeline.unmasked(each)) for kind, each in entries.items()
    }
    return {kind: each[0]["name"] for kind, each in found.items()}


@pytest.fixture
def people(told, entries, person, masking_office, archivists):
    """The login of each who asks; whoever edits another administration is a member, too."""
    make, hub = api.user.create, told.hub
    with api.env.adopt_user(SITE_OWNER_NAME):
        school = api.content.create(hub, "Administration", "skola", title="Skola")
        api.content.transition(school, "publish")
        for name in ("responsible", "registrar"):
            make(f"{name}@example.se", name, PASSWORD)
        api.group.add_user(groupname=REGISTRARS, username="registrar")
        told.channel.responsible = "responsible"
        notify(ObjectModifiedEvent(told.channel))
    transaction.commit()
    return {
        "anonymous": None,
        "elsewhere": person("Editor", at=school),
        "responsible": ("responsible", PASSWORD),
        "registrar": ("registrar", PASSWORD),
        "archivist": archivists[0],
        "editor": person("Editor", at=hub.kultur),
        "office": masking_office,
    }


@pytest.fixture
def page(people, functional_portal):
    """A page with every portlet of the add-on."""
    column = getUtility(IPortletManager, name="plone.rightcolumn")
    with api.env.adopt_user(SITE_OWNER_NAME):
        page = api.content.create(functional_portal, "Document", "front-page", title="Sida")
        api.content.transition(page, "publish")
    portlets = getMultiAdapter((page, column), IPortletAssignmentMapping)
    for name, kind in BLOCK_TYPES.items():
        if IPortletAssignment.implementedBy(kind.decisions):
            portlets[name] = kind.decisions()
    api.portal.set_registry_record("katrineholm.socialhub.show_versions", True)
    transaction.commit()


def registered(place):
    """The name of each of our pages and services to read for a place; if names may follow it."""
    for each in getGlobalSiteManager().registeredAdapters():
        ours = len(each.required) == 2 and each.required[1] is ISocialHubLayer
        if ours and each.provided is Interface and each.required[0].providedBy(place):
            method, is_service, service = each.name.partition("_application_json_")
            if not is_service or method == "GET":
                takes_names = IPublishTraverse.implementedBy(each.factory)
                yield service if is_service else f"@@{each.name}", takes_names


def doors(portal, entries, pictures):
    """Every door, and what follows it: an entry, its picture, a word, a block."""
    shown = [f"/{entries[kind]}/{picture}" for kind, picture in pictures.items()]
    ids = [f"/{each}" for each in entries.values()]
    for path, place in places(portal):
        for name, takes_names in registered(place):
            follows = ["", f"?SearchableText={FIRST['masked']}" if name in SEARCHES else ""]
            follows += ids[:1] if takes_names else ()
            follows += MORE.get(name, ())
            follows += ids[1:] if name in NAMED else ()
            follows += [*shown, f"{shown[0]}/400"] if name in PICTURED else ()
            for end in dict.fromkeys(follows):
                yield (
                    f"{path}/{'' if name == '@@view' else name}".strip("/"),
                    end.format(**entries),
                )
    yield from ((SEARCH, f"?SearchableText={word}") for word in ("Grattis", FIRST["masked"]))
    yield from (("@socialhub-block", json.dumps({"@type": kind})) for kind in BLOCK_TYPES)
    yield "front-page", ""


def more_doors(portal):
    """What visitors ask, too: other words, and what Plone has, which keeps no entries."""
    for path, place in places(portal):
        for name in SEARCHES & {name for name, _takes_names in registered(place)}:
            at = f"{path}/{'' if name == '@@view' else name}".strip("/")
            yield from ((at, f"?SearchableText={word}") for word in FIRST.values())
    for path, place in places(portal):
        for name in {name for method, name in services(place) if method == "GET"}:
            yield f"{path}/{name}".strip("/"), ""
    for word in FIRST.values():
        yield from (
            (name, f"?SearchableText={word}") for name in (SEARCH, "@search", "@@updated_search")
        )
    yield from ((each, "") for each in PLONE)


def places(portal):
    return [(path, portal.unrestrictedTraverse(path) if path else portal) for path in PLACES]


class Asking:
    """Asks at doors as somebody, as a browser that may have been there before."""

    def __init__(self, entries, pictures, login):
        self.entries, self.login, self.tags, self.had = entries, login, {}, {}
        self.traces = {
            kind: [each.lower() for each in (*words, pictures[kind])]
            for kind, words in WORDS.items()
        }

    def found(self, at, end):
        """The kinds of entries that are found at a door.

        What stands around a page is looked through at the places themselves, as a visitor.
        """
        end, block = ("", end) if end.startswith("{") else (end, "")
        path, _mark, query = end.partition("?")
        is_service = at.rpartition("/")[2].startswith("@") and "@@" not in at
        is_whole = self.login is None and not query and ("@@" not in at or at in SHOWN)
        is_whole = is_whole or at == SEARCH
        sent = {
            "method": "POST" if block else "GET",
            "accept": "application/json" if is_service else "text/html",
            "body": block.encode(),
            "CONTENT_TYPE": "application/json",
            "QUERY_STRING": query if is_whole or is_service else f"{query}&ajax_load=1",
            "HTTP_IF_NONE_MATCH": self.tags.get((at, end), ""),
        }
        got = answer(f"/plone/{at}{path}", login=self.login, **sent)
        self.tags[at, end] = got.headers.get("etag", "")
        if got.status != 304:
            self.had[at, end] = {*self.told(got, f"{path}?{query}".lower())}
        return self.had[at, end]

    def told(self, got, asked):
        """The kinds that an answer tells of, beyond what it was asked for."""
        is_json = "json" in got.headers.get("content-type", "")
        text = json.dumps(json.loads(got.text), ensure_ascii=False) if is_json else got.text
        if asked.startswith("?searchabletext"):
            # What is important now stands above each whole page, whatever is searched for.
            text = text.rpartition('id="content"')[2]
        text = f"{got.headers} {text}".lower()
        for kind, traces in self.traces.items():
            entry, picture = self.entries[kind], traces[-1]
            is_sent = got.headers.get("content-type") == "image/webp"
            if (
                any(each in text for each in traces if each not in asked)
                or (traces[0] in asked and entry in text)
                or (is_sent and asked.startswith(f"/{entry}/{picture}"))
            ):
                yield kind


@pytest.mark.long
@pytest.mark.usefixtures("framed")
def test_what_visitors_do_not_see_is_found_by_those_of_the_table_alone(
    told, entries, pictures, people, page, functional_portal
):
    asked = [*doors(functional_portal, entries, pictures)]
    visitor = Asking(entries, pictures, None)
    open_doors = [(at, end) for at, end in asked if at in {*SHOWN, "hub/@@picture"}]
    before = [(at, kind) for at, end in open_doors for kind in visitor.found(at, end)]
    for kind in MAY.keys() - {"held"}:
        seen = {at for at, each in before if each == kind}
        assert SHOWN - seen == (set() if kind == "masked" else MARKED), kind
    take_away(told, entries, pictures)
    for who, login in people.items():
        asking = Asking(entries, pictures, login) if login else visitor
        more = () if login else more_doors(functional_portal)
        found = {(at, kind) for at, end in (*asked, *more) for kind in asking.found(at, end)}
        assert found == {
            (at, kind) for kind, table in MAY.items() for at, may in table.items() if who in may
        }, who
    unmask_entry(timeline_of(told.hub), told.entry)
    transaction.commit()
    again = {(at, kind) for at, end in open_doors for kind in visitor.found(at, end)}
    assert {at for at, kind in again if kind == "masked"} >= SHOWN


def take_away(told, entries, pictures):
    timeline = timeline_of(told.hub)
    given = {"reason": "Begäran", "by": "ida", "now": 1_800_000_000}
    words = ["Åsa Hemligson", "Ametist"]
    mask_entry(timeline, entries["masked"], words, [pictures["masked"]], **given)
    mask_entry(timeline, entries["withdrawn and masked"], ["Karneol"], [], **given)
    hide_entry(timeline, entries["hidden"], by="ida", now=given["now"])
    gone = [entries[kind] for kind in ("withdrawn", "withdrawn and masked")]
    keys = [key for each in gone for key in timeline.unmasked(each)["keys"]]
    store_document(timeline, told.channel.UID(), [], now=given["now"], deleted=keys)
    post_acts.note_act(told.hub, "ask", gone, now=given["now"])
    transaction.commit()


@pytest.mark.parametrize("word", ["Hemligson", "hemlig*", '"Åsa Hemligson"', "Åsa"])
def test_a_masked_word_is_not_found_however_it_is_asked_for(told, word):
    transaction.commit()
    asked = [(at, quote(word)) for at in ("hub", CHANNEL, "hub/@entries", "@@ajax-search")]
    assert {told.entry in search(*each) for each in asked} == {True}
    mask_entry(
        timeline_of(told.hub), told.entry, ["Åsa Hemligson"], [], reason="B", by="ida", now=2
    )
    transaction.commit()
    assert {told.entry in search(*each) for each in asked} == {False}
    assert {told.entry in search(at, "Grattis") for at, _word in asked} == {True}


def search(at, word):
    accept = "application/json" if "@e" in at else "text/html"
    return answer(f"/plone/{at}", accept=accept, QUERY_STRING=f"SearchableText={word}").text


def test_other_systems_are_told_that_it_changed_and_no_name(told):
    told_of = {"link": "https://bloggen.example.se/asa-hemligson", "title": "Åsa Hemligson"}
    timeline_of(told.hub).unmasked(told.entry).update(told_of)
    store_receiver(told.hub, Receiver("1", "https://x.se", "X", ("entry.changed",), "", "anna", 1))
    events.queue_entry_events(told.hub, 1)
    mask_entry(
        timeline_of(told.hub), told.entry, ["Åsa Hemligson"], [], reason="B", by="ida", now=2
    )
    before = dict(STORAGE.read(told.hub)["waiting"])
    events.queue_entry_events(told.hub, 3)
    sent = [each for key, each in STORAGE.read(told.hub)["waiting"].items() if key not in before]
    assert len(sent) == 1
    assert told.entry in str(sent)
    assert "hemligson" not in str(sent).lower()
