"""What is not public leaks nowhere: every outlet of the add-on and of Plone is walked."""

import gzip
import json
import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.portlets.interfaces import IPortletAssignmentMapping, IPortletManager
from zope.component import getGlobalSiteManager, getMultiAdapter, getUtility
from zope.event import notify
from zope.interface import Interface
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels import responsibility
from katrineholm.socialhub.accounts.lifecycle import steps as lifecycle
from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import IncomingMessage, messages_of
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.routing import receive_messages
from katrineholm.socialhub.public.listings.portlet import Assignment

pytestmark = pytest.mark.usefixtures("framed")

PACKAGE = "katrineholm.socialhub"
PICTURE = "https://cdn.example.se/a.jpg"
# Every channel is found by this word, so that a search for it could show all of them.
WORD = "lemur"
# What is known of the two channels that are not public: title, account, entry and people; and an
# entry of an official channel that nobody has looked at yet.
HIDDEN = ("quagga", "zebra", "okapi", "gnusson", "antilop", "tapir", "ozelot", "yaksson", "gepard")
# What is private of an official channel: its people, reasons, absences and earlier texts.
PRIVATE = ("hemligsson", "sture", "hedda", "1919-03-17", "1921-05-09", "skälet", "fjordhäst")
# How it is retrieved, and what its account lacks: what stands there, and what it is called.
TENDED = ("braxen", "mörten", "5333", "5777", "5888")
# What has come in on an official channel, and what is noted about it.
RECEIVED = ("vesslan", "illersson", "mårdhund", "järvar", "utterson", "grävling", "hermelin")
# What a stranger may try: to ask for more than is shown.
ASKED = f"?state=draft&state=reported&SearchableText={WORD}&full=1&fullobjects=1"
ADDRESSES = (
    "bloggen.example.se",
    "https://zebra.example.se/",
    "antilop.example.se",
    "rut@hemligsson.example.se",
)
# The same as a listing block or a content browser asks it.
EVERYTHING = quote(
    json.dumps(
        {
            "query": [{"i": "path", "o": "plone.app.querystring.operation.string.path", "v": "/"}],
            "metadata_fields": ["_all"],
            "fullobjects": True,
        }
    )
)
BROWSED = quote(json.dumps(["Title", "socialhub_facts", "socialhub_place"]))
# The channels that are not public: id, state and facts.
NOT_PUBLIC = (
    (
        "zebra",
        "draft",
        {
            "title": "Quagga",
            "purpose": f"{WORD} Zebra",
            "profile_url": "https://zebra.example.se/",
            "responsible": "Gustav Gnusson <gustav@gnusson.example.se>",
            "substitute": "Sven Gnusson <sven@gnusson.example.se>",
        },
    ),
    (
        "antilop",
        "reported",
        {
            "title": "Tapir",
            "purpose": f"{WORD} Antilop",
            "profile_url": "https://antilop.example.se/",
            "responsible": "Ylva Yaksson <ylva@yaksson.example.se>",
        },
    ),
)
# These tell of an official channel.
PUBLIC = (
    "hub",
    "hub/kultur",
    f"@@search?SearchableText={WORD}",
    "hub/@@rss",
    "hub/@@opml",
    "hub/@@official-list",
    "hub/@@export-csv",
    "hub/@@export-ods",
    "hub/@@export-json",
    "hub/@@changes.atom",
    "hub/@@official?address=bloggen.example.se",
    ".well-known/trust.txt",
    f"@search?SearchableText={WORD}&metadata_fields=_all",
    f"@querystring-search?query={EVERYTHING}",
    f"@@getVocabulary?name=plone.app.vocabularies.Catalog&attributes={BROWSED}",
    "hub/@channels",
    "hub/@entries",
)
PLONE = (
    "",
    "hub",
    "hub/kultur",
    "hub/kultur/bloggen",
    "hub/kultur/gamla",
    "sitemap",
    "sitemap.xml.gz",
    f"@@search?SearchableText={WORD}",
    f"@@updated_search?SearchableText={WORD}",
    f"@@ajax-search?SearchableText={WORD}",
    f"search_rss?SearchableText={WORD}",
    f"@@search?portal_type=Channel&SearchableText={WORD}",
    "@@search?review_state=draft",
    f"@@getVocabulary?name=plone.app.vocabularies.Catalog&attributes={BROWSED}",
    "@@manage-viewlets",
    ".well-known/trust.txt",
    *(
        f"{place}/{page}"
        for place in ("hub", "hub/kultur")
        for page in (
            "folder_contents",
            "folder_listing",
            "listing_view",
            "summary_view",
            "tabular_view",
            "full_view",
            "RSS",
            "rss.xml",
            "atom.xml",
            "itunes.xml",
            "@@getVocabulary?name=plone.app.vocabularies.Catalog",
            "@@historyview",
            "@@sharing",
            "manage_main",
            "objectIds",
            "contentValues",
        )
    ),
    "hub/kultur/bloggen/@@historyview",
    "hub/kultur/bloggen/@@sharing",
    "hub/kultur/bloggen/edit",
    "hub/kultur/bloggen/manage_propertiesForm",
    "hub/kultur/bloggen/responsible",
    "hub/kultur/bloggen/absences",
    "portal_catalog/searchResults",
)
SERVICES = (
    "@search?portal_type=Channel",
    f"@search?SearchableText={WORD}",
    f"@search?SearchableText={WORD}&metadata_fields=_all",
    f"@search?SearchableText={WORD}&fullobjects=1",
    "@search?path.depth=4&metadata_fields=socialhub_facts&metadata_fields=review_state",
    "@search?socialhub_platform=website&metadata_fields=_all",
    "@navigation?expand.navigation.depth=5",
    "@contextnavigation?expand.contextnavigation.bottomLevel=9",
    "@sitemap?expand.sitemap.depth=5",
    "@vocabularies",
    "@vocabularies/plone.app.vocabularies.Catalog",
    "@vocabularies/plone.app.vocabularies.Users",
    "@vocabularies/plone.app.vocabularies.Principals",
    *(
        f"@vocabularies/katrineholm.socialhub.{name}"
        for name in ("channels", "administrations", "hubs", "platforms")
    ),
    "@types/Channel",
    "@querystring",
    f"@querystring-search?query={EVERYTHING}",
    "@users",
    "@groups",
    "@controlpanels/socialhub",
    *(
        f"{place}/{service}"
        for place in ("hub", "hub/kultur", "hub/kultur/bloggen", "hub/kultur/gamla")
        for service in (
            "",
            "?fullobjects=1",
            "?metadata_fields=_all&include_items=1",
            "?expand=workflow,actions,types,history",
            "@history",
            "@workflow",
            "@sharing",
            "@actions",
            "@types/Channel",
            "@navigation",
            "@breadcrumbs",
            "@aliases",
            "@relations",
            "@linkintegrity",
            "@lock",
            "@addons",
        )
    ),
)


@pytest.fixture
def places(register, make_functional_channel, keep, once):
    """The hub with one draft and one reported channel that are full of names, and an official."""
    paths = once("leaks", lambda: _outlets(register, make_functional_channel, keep))
    kultur = register.hub.kultur
    return {
        "public": [register.hub, kultur, kultur.bloggen, kultur.gamla],
        "hidden": [kultur.zebra, kultur.antilop],
        "entries": paths,
    }


def _outlets(register, make_channel, keep):
    """Make all of it; gives the addresses of entries and pictures that are not public."""
    api.portal.set_registry_record("plone.enable_sitemap", True)
    api.portal.set_registry_record(f"{PACKAGE}.trust_txt", True)
    hub, blog = register.hub, register.channels["bloggen"]
    hub.kultur.head = "Hedda Huvud <hedda@huvud.example.se>"
    zebra, antilop = (make_channel(id, state, **facts) for id, state, facts in NOT_PUBLIC)
    entries = [
        keep(zebra, title="Okapi", html="<p>Okapi</p>", images=(Image(PICTURE, "Okapi"),)),
        keep(antilop, title="Ozelot", summary="Ozelot"),
    ]
    name = add_picture(timeline_of(hub), entries[0], PICTURE, b"RIFF....WEBP", 2, 1, "image/webp")
    held = {"html": "<p>Gepard</p>", "images": (Image(PICTURE, "Gepard"),)}
    waiting = keep(blog, hold=True, title="Gepard", **held)
    keep(blog, title="Bloggens inlägg")
    _fill(register)
    _receive(hub, blog)
    _place_portlet(api.portal.get())
    return [f"hub/@@entry/{entry}" for entry in (*entries, waiting)] + [
        f"hub/@@picture/{entry}/{name}" for entry in (entries[0], waiting)
    ]


def _fill(register):
    """Give the public channels everything that is private of a channel."""
    bloggen, gamla = register.channels["bloggen"], register.channels["gamla"]
    absence = {"role": "responsible", "first": "1919-03-17", "last": "2919-03-17"}
    step = {"state": "proposed", "at": 0, "who": "hedda", "note": ""}
    rule = {"id": "E1", "text": "Fjordhäst", "state": "proposed", "steps": [step]}
    with api.env.adopt_user(SITE_OWNER_NAME):
        for channel in (bloggen, gamla):
            channel.purpose = WORD
            channel.responsible = "Rut Hemligsson <rut@hemligsson.example.se>"
            channel.substitute = "Sture Dold <sture@dold.example.se>"
            channel.absences = (absence,)
            channel.confirmed_on = date(1921, 5, 9)
            channel.closing_reason = "Det hemliga skälet"
            channel.own_rules = (rule,)
            channel.include_words = ("Bloggens", "Gepard", "Braxen")
            channel.exclude_words = ("Mörten",)
            channel.interval, channel.max_age, channel.max_entries = 5333, 5777, 5888
            notify(ObjectModifiedEvent(channel))
            channel.reindexObject()
        lifecycle.take_channel_step(bloggen, "pause", StepInput(comment="Det hemliga skälet"))
        lifecycle.take_channel_step(bloggen, "resume", StepInput(comment="Det hemliga skälet"))
    responsibility.store_all_duties(register.hub.kultur)


def _receive(hub, channel):
    """Let a comment be reported, and be noted about."""
    reported = {"reason": "K1", "text": "Järvar", "contact": "utterson@example.se"}
    told = {"sender": {"name": "Illersson"}, "subject": "Mårdhund", "reported": reported}
    content = captured_content(f"{WORD} vesslan", how="report", at=1_790_000_000, **told)
    files = {"hermelin.png": b"\x89PNG\r\n\x1a\n"}
    [number] = receive_messages(
        hub, [IncomingMessage("report:1", channel.UID(), content, files=files)]
    )
    messages_of(hub).record(number, "note", {"text": "Grävling"}, who="rut", now=0)


def _place_portlet(portal):
    column = getUtility(IPortletManager, name="plone.rightcolumn")
    getMultiAdapter((portal, column), IPortletAssignmentMapping)["feed"] = Assignment()


@dataclass
class Answer:
    """What an outlet says: its address, its status, and its words in lower case."""

    path: str
    status: int
    text: str

    def tells(self, word):
        """Whether it says a word that it was not itself asked for."""
        # A number may stand within an id by chance; the third part of a random UUID begins with 4.
        whole = rf"(?<!\w){re.escape(word)}(?!\w)" if word.isdigit() else re.escape(word)
        return bool(re.search(whole, self.text)) and word not in self.path


def answers(places, browse, request_factory, login):
    """What every outlet answers somebody, or anybody.

    Refusals are whole pages for browsers only: of those one is enough for each place and kind,
    but that what is not found is answered by proposals. What stands around a page is the same for
    all pages of a place, and looked through at Plone's.
    """
    html, services, refused = browse(*login), request_factory(basic_auth=login or None), set()
    for path in (*PLONE, *pages(places)):
        is_whole = "@@" not in path or path in PLONE + PUBLIC
        bare = {} if is_whole else {"ajax_load": 1}
        answer = html.get(path, params=bare, allow_redirects=False, headers={"Accept": "*/*"})
        yield Answer(path, answer.status_code, words(answer))
        kind = (path.partition("?")[0].rpartition("/")[0], answer.status_code)
        if answer.status_code == 404 or (answer.status_code != 200 and kind not in refused):
            refused.add(kind)
            yield Answer(path, answer.status_code, words(html.get(path, allow_redirects=False)))
    for path in (*SERVICES, *own_services(places)):
        answer = services.get(path, allow_redirects=False)
        yield Answer(path, answer.status_code, words(answer))


def pages(places):
    """The add-on's pages, and those of what is hidden."""
    public = own(places["public"])
    hidden = [each for each in own(places["hidden"]) if not each.startswith("hub/kultur/antilop")]
    verified = [f"hub/@@official?address={each}" for each in ADDRESSES]
    asked = [f"{each}{ASKED}" for each in public if each.count("/") < 3]
    return [*public, *asked, *hidden, *places["entries"], *verified]


def own_services(places):
    """The add-on's services, and those of what is hidden."""
    names = own([*places["public"], *places["hidden"]], "GET_application_json_")
    verified = [f"hub/@verify?address={each}" for each in ADDRESSES]
    return [*names, *(f"{each}{ASKED}" for each in names), *verified]


def own(objects, prefix=""):
    """The addresses below these objects of what the add-on has registered for them."""
    found = {
        f"{path(place)}/{'' if prefix else '@@'}{registration.name.removeprefix(prefix)}"
        for registration in getGlobalSiteManager().registeredAdapters()
        for place in objects
        if is_view(registration, place)
        and registration.name.startswith(prefix)
        and (prefix or "application_json" not in registration.name)
    }
    return sorted(found)


def is_view(registration, place):
    required = registration.required
    is_ours = len(required) == 2 and required[0].__module__.startswith(PACKAGE)
    return is_ours and registration.provided is Interface and required[0].providedBy(place)


def path(place):
    return "/".join(place.getPhysicalPath()[2:])


def words(answer):
    content = answer.content
    if content[:2] == b"PK":
        content = ZipFile(BytesIO(content)).read("content.xml")
    elif content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    return f"{answer.headers} {content.decode('utf-8', 'replace')}".casefold()


@pytest.mark.long
def test_what_is_not_public_leaks_nowhere(
    places, register, browse, person, request_factory, unthemed
):
    for login in ((), person("Editor", at=register.hub.skola)):
        told = list(answers(places, browse, request_factory, login))
        leaks = [
            (each.path, each.status, word)
            for each in told
            for word in HIDDEN + PRIVATE + TENDED + RECEIVED
            if each.tells(word)
        ]
        assert leaks == []
        assert {each.path for each in told if each.status >= 500} == set()
        # The walk has seen what there is to see.
        assert set(PUBLIC) <= {each.path for each in told if "bloggen" in each.text}
