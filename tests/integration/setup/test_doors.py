"""Who opens every page and every service of the add-on, in every place and every state.

The pages and services are those that are registered for the add-on's layer. One that is in no table
fails the test: somebody has to say for whom it is. What is opened by somebody who is logged in is
kept by no cache, and nothing answers 500 or worse.
"""

import re
from base64 import b64encode
from dataclasses import dataclass, field
from io import BytesIO
from itertools import chain
from json import dumps
from urllib.parse import urlencode

import pytest
import transaction
from AccessControl.SecurityManagement import getSecurityManager, setSecurityManager
from AccessControl.users import nobody
from Acquisition import aq_base
from helpers.browser.pages import VISITORS
from helpers.integration.setup import registered
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.protect import createToken
from plone.restapi.exceptions import DeserializationError
from publishing import answer
from zExceptions import (
    BadRequest,
    Forbidden,
    HTTPRequestEntityTooLarge,
    MethodNotAllowed,
    NotFound,
    Redirect,
    Unauthorized,
)
from zope.component.hooks import getSite, setSite
from zope.event import notify
from zope.globalrequest import getRequest, setRequest
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.HTTPResponse import HTTPResponse
from ZPublisher.pubevents import PubStart
from ZPublisher.WSGIPublisher import publish

from katrineholm.socialhub.accounts.channels import office_group
from katrineholm.socialhub.accounts.channels.interfaces import IChannel, ISocialHub
from katrineholm.socialhub.accounts.lifecycle.steps import set_state as put
from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import IncomingMessage
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.authorities import ARCHIVISTS, REGISTRARS
from katrineholm.socialhub.inbox.steps.routing import receive_messages
from katrineholm.socialhub.office.board.actions import page_actions
from katrineholm.socialhub.office.board.channel_page import channel_ways
from katrineholm.socialhub.office.workplace.tools import serialize_tools

PASSWORD = "correct-horse-battery"
# Nobody listens there.
NOWHERE = "http://127.0.0.1:9/rss"
PICTURE = "https://cdn.example.se/a.jpg"

# The editors are those of /hub/kultur, and elsewhere those of /hub/skola. The responsible and the
# substitute, who is not needed today, answer for the channels of /hub/kultur.
EVERYBODY = (
    *("anonymous", "member", "editor", "elsewhere", "responsible", "substitute"),
    *("office", "registrar", "archivist", "manager"),
)
MEMBERS = {*EVERYBODY} - {"anonymous"}
OFFICE = {"office", "manager"}
EDITORS = OFFICE | {"editor"}
EDITORS_ELSEWHERE = OFFICE | {"elsewhere"}
ANY_EDITORS = EDITORS | EDITORS_ELSEWHERE
REGISTRY = {"registrar", "manager"}
ARCHIVE = {"archivist", "manager"}
# Those who handle messages today, and those who have a message to do with.
HANDLERS = OFFICE | {"responsible"}
DESKS = HANDLERS | REGISTRY | ARCHIVE
KEEPERS = ("registrar", "archivist")
READERS = OFFICE | {*KEEPERS}
NOBODY = set()

# Made for templates and menus, not to be opened: wherever they are asked for, nobody does.
MACROS = (
    *("@@facebook-macros", "@@kit-macros", "@@party-macros"),
    *("@@socialhub-forms", "@@socialhub-macros", "@@socialhub-page", "@@socialhub-portlet"),
    *("@@socialhub-hub", "@@socialhub-offers", "@@socialhub-type", "@@socialhub-values"),
    *("@@search-macros", "@@version-macros"),
    *("@@crisis-notice", "@@disposal-macros", "@@request-choices", "@@request-macros"),
)
# Plone's own, with titles in the reader's language: Plone says who may open them.
PLONES = {
    *("@@breadcrumbs_view", "@@plone_context_state", "@@sitemap_builder_view", "@navigation"),
}
BLOCKS = ("@socialhub-block", "POST @socialhub-block")
READ = (
    *("@@view", "@@atom", "@@rss", "@@json-feed", "@@opml", "@entries", "@@handles-messages"),
    *("GET", "@acts", "@stream", "@@embed", *BLOCKS),
    *("@@follow", "@follow", "POST @follow"),
)
SITE = [
    (EVERYBODY, ("@@ajax-search", "@@accessibility-info", "@accessibility")),
    (EVERYBODY, ("@important", *BLOCKS)),
    (EVERYBODY, ("@@manual", "@@manual-picture")),
    (
        EVERYBODY,
        (
            *("@@.well-known", "@@handles-messages"),
            *("@@entries-sitemap.xml", "@@robots.txt", "@search"),
            *("@@socialhub-profile.css", "@@socialhub-visitors.css"),
        ),
    ),
    (MEMBERS, ("@@workplace", "@workplace")),
    (OFFICE, ("@@graphic-profile", "@@socialhub-services", "@@socialhub-settings")),
    (OFFICE, ("@@socialhub-apps",)),
    # It looks at who has begun a log-in, and at the log-in's secret.
    (EVERYBODY, ("@@connected-account",)),
    (OFFICE, ("@controlpanels",)),
    ({"manager"}, ("@@fc-workflow", "PATCH @controlpanels")),
    # There is no logotype.
    (NOBODY, ("@@socialhub-logo",)),
]
HUB = [
    (EVERYBODY, READ),
    (
        EVERYBODY,
        ("@channels", "@facebook-places", "@log-head", "@messages-figures", "@parties", "@verify"),
    ),
    (EVERYBODY, ("@council", "@entry", "@facebook", "@official", "@own-names", "@sections")),
    (EDITORS, ("POST @entry",)),
    (EVERYBODY, ("@@changes.atom", "@@dcat", "@@export-csv", "@@export-json", "@@export-names")),
    (EVERYBODY, ("@@export-ods",)),
    (EVERYBODY, ("@@facebook", "@@facebook-presence", "@@messages-figures", "@@official")),
    (EVERYBODY, ("@@official-list", "@@parties", "@@sections", "@@entry", "@@picture")),
    (EVERYBODY, ("@@messages-help", "@@personal-data", "@messages-help", "@personal-data")),
    (EVERYBODY, ("@@ask-record", "@ask-record")),
    (EVERYBODY, ("@@follow-settings", "@follow-settings", "POST @follow-settings", "@@unfollow")),
    (EVERYBODY, ("@@report-false", "@report-false", "POST @report-false")),
    (EVERYBODY, ("@@sitemap.xml",)),
    (EVERYBODY, ("@@check-proof",)),
    # What is in the lists depends on who asks.
    (MEMBERS, ("@@absence", "@@duties", "@@held-entries", "@messages")),
    (MEMBERS, ("@@messages",)),
    (ANY_EDITORS, ("@@feed-doctor", "@@new-entry", "@@undescribed-pictures", "POST @probe")),
    (ANY_EDITORS | ARCHIVE, ("@@import-download",)),
    (EDITORS, ("@@hide-entry", "@@show-entry")),
    (OFFICE, ("@health", "@retrieval", "POST @workflow", "@@board", "@@board-csv", "@@bulk")),
    (OFFICE, ("POST", "PATCH")),
    (
        OFFICE,
        (
            "@@followers",
            "@@found-accounts",
            "@@own-names",
            "POST @own-names",
            "@@facebook-tie-backs",
            "@@fc-workflow",
            "@@feature-entry",
            "@@pin-entry",
        ),
    ),
    (
        OFFICE,
        (
            "@@unmark-entry",
            "@@handover",
            "@@import",
            "@@kit-file/youtube/avatar.svg",
            "@@kits",
        ),
    ),
    (OFFICE, ("@@messages-load", "@@metrics", "@@new-council", "@@outbox", "@@proposed-rules")),
    (OFFICE, ("@@publish-figures", "@@withdraw-figures", "@@reports", "@@retrieval")),
    (OFFICE, ("@lock", "@channel-figures", "@@channel-figures", "@@channel-figures-csv")),
    (OFFICE, ("@@channel-figures-ods",)),
    (EVERYBODY, ("@crisis", "@topics")),
    (OFFICE, ("@@crisis", "POST @crisis", "@@topics", "POST @topics")),
    (OFFICE, ("@@webhooks", "@webhooks", "POST @webhooks")),
    (OFFICE, ("@mask", "@@mask-entry", "@@masked-entries")),
    (OFFICE | REGISTRY | ARCHIVE, ("@@holds", "@holds", "POST @holds")),
    (ARCHIVE, ("@@retention", "@retention", "POST @retention")),
    (ARCHIVE, ("@@dispose-entries", "@disposals", "POST @disposals")),
    # They name an entry, or a disposal.
    (NOBODY, ("POST @mask", "DELETE @mask", "@@disposal-certificate", "@@disposal-proposal")),
    (HANDLERS, ("@@messages-go-through", "@@messages-reviews", "@@messages-rounds")),
    (HANDLERS, ("@@new-message", "POST @messages")),
    (DESKS, ("@@find-receipt",)),
    # Whoever answers for a channel, or tends one.
    (HANDLERS | EDITORS, ("@@report-false-account",)),
    (REGISTRY, ("@@diary", "@@diary-csv", "@@diary-import", "@@diary-ods")),
    (REGISTRY, ("POST @diary-numbers",)),
    (ARCHIVE, ("@@archive", "@@packages", "@packages", "POST @packages")),
    (ARCHIVE, ("@@disposal", "@@propose-disposal", "@@confirm-disposal", "@@withdraw-disposal")),
    (OFFICE, ("@@answer-templates",)),
    # The office has this year's figures from the first message on; no year is published.
    (OFFICE, ("@@messages-figures-csv",)),
    # Visitors are led to the page that says how to ask for a record.
    (READERS | {"anonymous"}, ("@@record",)),
    ({"anonymous"}, ("@@recorded-post",)),
    (READERS, ("@record",)),
    (REGISTRY | ARCHIVE, ("@@record-reads", "@record-reads")),
    (OFFICE | REGISTRY, ("@@request", "@requests", "POST @requests")),
    (OFFICE | REGISTRY, ("@@post-cases", "@post-cases", "POST @post-cases")),
    # No request is begun.
    (NOBODY, ("@@one-request", "@@request-thing", "@@request-preview", "@@request-delivery")),
    (NOBODY, ("@@request-matches",)),
    # Pictures and posts have names, and whoever has a key opens what it is for.
    (NOBODY, ("@@record-picture", "@@record-original", "@@entry-versions")),
    (NOBODY, ("@entry-versions", "@proof")),
    (NOBODY, ("@@kit-file", "@@answer-by-link", "@@websub")),
    # No package is ready.
    (NOBODY, ("@@package", "DELETE @packages", "PATCH @packages")),
]
# A message that has come in on a channel that somebody is responsible for.
MESSAGE = [
    (DESKS, ("@@messages/1", "@messages/1", "@@masked-copy", "@@note-standing")),
    (HANDLERS | REGISTRY, ("@@disclose-message", "@@lift-secrecy", "@@mark-secret")),
    # Nothing has been done yet that asks for most of these steps: that is what they are told.
    (HANDLERS, ("@@complete-message", "@@give-statement", "@@review-removal")),
    (HANDLERS | REGISTRY, ("@@note-police", "@@register-message", "@@send-to-mailbox")),
]
ADMINISTRATION = [
    (EVERYBODY, READ),
    (EVERYBODY, ("@channels",)),
    (MEMBERS, ("@@held-entries", "@messages", "@@messages")),
    (EDITORS | {"responsible", "substitute"}, ("@@duties",)),
    (EDITORS, ("@health", "@retrieval", "POST @probe", "@@board", "@@board-csv", "@@fc-workflow")),
    (EDITORS, ("@channel-figures", "@@channel-figures", "@@channel-figures-csv")),
    (EDITORS, ("@@channel-figures-ods",)),
    (EDITORS, ("@lock", "@@feed-doctor", "@@metrics", "@@retrieval", "@@undescribed-pictures")),
    (EDITORS, ("POST", "PATCH", "@@new-entry")),
    (OFFICE, ("POST @workflow", "@@answer-templates")),
    (HANDLERS, ("@@new-message", "POST @messages")),
]
CHANNEL = [
    (EVERYBODY, READ),
    (
        EVERYBODY,
        ("@@about", "@@about-text", "@@retrieval-state", "@@kit-file/avatar.svg"),
    ),
    (EVERYBODY, ("@@contact-responsible", "@@report-comment", "POST @report")),
    (EVERYBODY, ("@about", "@contact", "@report", "POST @contact")),
    (MEMBERS, ("@@held-entries", "@messages", "@@messages")),
    (EDITORS, ("@lock", "@retrieval", "POST @refresh", "POST @workflow", "@@accept-move")),
    (EDITORS, ("@@account", "@@account-login", "@@describe-source", "@@filters")),
    # Whoever may do anything more than tend the posts: handle messages, keep the archive.
    (DESKS | EDITORS | {"substitute"}, ("@@more",)),
    (EDITORS, ("@@entry-keys", "@@new-entry", "POST @entries")),
    (EDITORS, ("@@confirm-now", "@@content_status_modify", "@@edit", "@@fetch-now")),
    (EDITORS, ("PATCH",)),
    (EDITORS | {"archivist"}, ("@@import-download", "POST @import-download", "@@snapshots")),
    (OFFICE, ("@@archive-decision",)),
    (EDITORS, ("@@enforce-rule", "@@hidden-entries", "@@history", "@@kit", "@@lifecycle")),
    (EDITORS | {"responsible"}, ("@@withdrawn-posts",)),
    (
        EDITORS,
        (
            "@@look-at-account",
            "@@look-now",
            "@@metrics",
            "@@profile-text",
            "@@propose-rule",
            "@@retrieval",
        ),
    ),
    (EDITORS | {"responsible", "substitute"}, ("@@duties",)),
    (EDITORS, ("@@connect-account", "@@rules", "@@undescribed-pictures", "@@withdraw-rule")),
    (OFFICE, ("@@accept-profile", "@@accept-rule", "@@decline-rule")),
    (OFFICE, ("@source", "POST @source")),
    (HANDLERS, ("@@new-message", "POST @messages")),
    # Whoever has the key opens it, and nobody has one here; a picture and an entry have names.
    (
        NOBODY,
        (
            "@@snapshot",
            "@@confirm",
            "@@kit-file",
            "@@edit-entry",
            "DELETE @entries",
            "PATCH @entries",
        ),
    ),
]
FACEBOOK_PLACE = [
    (EDITORS, ("@@link-kit", "@@note-tie-back", "@@tie-back")),
]
PARTY = [
    (EVERYBODY, ("@@view", "@@propose-change", "@propose-change", "@party", *BLOCKS)),
    (EVERYBODY, ("POST @propose-change",)),
    (OFFICE, ("@lock", "PATCH")),
]


@dataclass(frozen=True)
class Place:
    """Where a table holds, who sees the place at all, and what is otherwise than in the table.

    ``editor`` is who edits there; who is ``unasked`` has rights for the whole site.
    """

    path: str
    table: list
    seen_by: tuple | set = EVERYBODY
    otherwise: dict = field(default_factory=dict)
    editor: str = "editor"
    unasked: tuple = ()


# What has been reported, and what is closed, is the office's to change.
OFFICE_CHANGES = (
    *("@@accept-move", "@@connect-account", "@@edit", "@@enforce-rule", "@@propose-rule"),
    *("@@withdraw-rule", "@lock", "PATCH", "@@entry-keys"),
    *("@@describe-source", "@@filters"),
)
# Nobody is spoken to on a channel that does not speak.
SILENT = (
    *("@@contact-responsible", "@@report-comment", "POST @report"),
    *("@contact", "@report", "POST @contact"),
)
# There is no channel whose messages could be handed in, or nothing at all.
UNANSWERED = dict.fromkeys(["@@new-message"], NOBODY)
ENTRY = (
    "@@unmark-entry",
    "@@entry",
    "@entry",
    "POST @entry",
    "@@mask-entry",
    "@@picture",
    "@@feature-entry",
    "@@pin-entry",
    "@@hide-entry",
    "@@show-entry",
)
OF_MESSAGES = ("@@messages-figures-csv", *(name for _who, names in MESSAGE for name in names))
FALSE = ("@@report-false-account", "@@report-false", "@report-false", "POST @report-false")
CHANNELLESS = (*FALSE, *ENTRY, *OF_MESSAGES)
EMPTY = UNANSWERED | dict.fromkeys(CHANNELLESS, NOBODY)
# What is sent is refused before it is asked who sends it: it names a channel of another place.
UNHEARD = UNANSWERED | {"POST @messages": EDITORS_ELSEWHERE}
# An official account is changed with the office's consent.
ACCOUNT = {"@@accept-move": OFFICE, "@@describe-source": OFFICE, "@@entry-keys": OFFICE}
UNSPOKEN = UNANSWERED | dict.fromkeys(SILENT, NOBODY)
DECIDED = dict.fromkeys(OFFICE_CHANGES, OFFICE)
PLACES = {
    "site": Place("", SITE),
    "hub": Place("hub", [*HUB, *MESSAGE]),
    "private hub": Place("dold", [*HUB, *MESSAGE], OFFICE, EMPTY, unasked=KEEPERS),
    "administration": Place("hub/kultur", ADMINISTRATION),
    "private administration": Place(
        "hub/skola", ADMINISTRATION, EDITORS_ELSEWHERE, UNHEARD, "elsewhere"
    ),
    "draft": Place("hub/kultur/draft", CHANNEL, EDITORS, UNSPOKEN),
    "reported": Place("hub/kultur/reported", CHANNEL, EDITORS, UNSPOKEN | DECIDED),
    "official": Place("hub/kultur/official", CHANNEL, otherwise=ACCOUNT),
    "paused": Place("hub/kultur/paused", CHANNEL, otherwise=ACCOUNT),
    "closed": Place("hub/kultur/closed", CHANNEL, EVERYBODY, UNSPOKEN | DECIDED),
    "Facebook place": Place("hub/kultur/sidan", [*CHANNEL, *FACEBOOK_PLACE], otherwise=ACCOUNT),
    "party": Place("hub/partiet", PARTY),
}
STATES = ("draft", "reported", "official", "paused", "closed")
# Kept by caches whoever asks: they are the same for everybody, or say that they are private.
KEPT = {"@@manual-picture", "@@socialhub-profile.css", "@@socialhub-visitors.css", "@@picture"}
STATUS = {
    Unauthorized: 401,
    Forbidden: 403,
    NotFound: 404,
    MethodNotAllowed: 405,
    BadRequest: 400,
    HTTPRequestEntityTooLarge: 413,
    Redirect: 302,
    # By our answer to it, which site/pages/rest_errors gives and the tests of @crisis read.
    DeserializationError: 400,
}
# A form or a body that lacks what it needs is refused to those who may send it.
OPENED = {200, 302, 400}
JSON = "application/json"
# Anybody may write a little there.
SMALL = dict.fromkeys(
    ("@report", "@report-false", "@contact", "@follow", "@follow-settings"), 100_000
)
# What is sent to them is not read: they want nothing, or what they name is not there.
UNREAD = {"POST @refresh": 200} | dict.fromkeys(
    ("DELETE @mask", "DELETE @packages", "PATCH @packages"), 404
)


@pytest.fixture
def site(functional_portal, make_functional_channel, keep, once):
    """Everything that the tables speak of; what follows a page's name in its address."""
    return once("doors", lambda: make_site(functional_portal, make_functional_channel, keep))


def make_site(portal, make_channel, keep):
    api.portal.set_registry_record("katrineholm.socialhub.trust_txt", True)
    people = {"responsible": "responsible", "substitute": "substitute", "purpose": "P"}
    hub, make = portal.hub, api.content.create
    with api.env.adopt_user(SITE_OWNER_NAME):
        make(portal, "SocialHub", "dold", title="Dold")
        school = make(hub, "Administration", "skola", title="Skola")
        make_people({"editor": hub.kultur, "elsewhere": school})
        for state in STATES:
            make_channel(state, state=state, feed_url=NOWHERE, **people)
        address = "https://www.facebook.com/katrineholm"
        place = make(hub.kultur, "FacebookPlace", "sidan", title="S", profile_url=address, **people)
        put(place, "official")
        make(hub, "CouncilParty", "partiet", title="P", abbreviation="P")
    channel = hub.kultur.official.UID()
    entry = keep(hub.kultur.official, title="Inlägg", images=(Image(PICTURE, "A"),))
    name = add_picture(timeline_of(hub), entry, PICTURE, b"RIFF....WEBP", 2, 1, "image/webp")
    told = captured_content("Hej", how="typed", at=0)
    receive_messages(hub, [IncomingMessage("test:1", channel, told, False, {})], now=0)
    of_entry = ("@entry", "POST @entry", "@@entry", "@@mask-entry")
    return dict.fromkeys(of_entry, f"/{entry}") | {
        "@@.well-known": "/trust.txt",
        "@@manual-picture": "/skriv-in.png",
        "@@picture": f"/{entry}/{name}",
        "entry": entry,
        "channel": channel,
    }


def make_people(editors):
    for who in EVERYBODY[1:]:
        roles = ["Member", "Manager"] if who == "manager" else ["Member"]
        api.user.create(f"{who}@example.se", who, PASSWORD, roles=roles)
    groups = {"office": office_group.OFFICE, "registrar": REGISTRARS, "archivist": ARCHIVISTS}
    for who, group in groups.items():
        api.group.add_user(groupname=group, username=who)
    for who, place in editors.items():
        api.user.grant_roles(username=who, roles=["Contributor", "Editor"], obj=place)
        place.reindexObjectSecurity()


def wanted(place):
    """Who opens what in a place, by the tables."""
    table = {}
    for who, names in place.table:
        known = {place.editor if each == "editor" else each for each in who}
        table |= dict.fromkeys(names, known & {*place.seen_by})
    return table | dict.fromkeys(MACROS, NOBODY) | place.otherwise


class Door:
    """A person at the site's doors: asks the publisher itself, so that no refusal is rendered."""

    def __init__(self, portal, who):
        self.portal, self.who = portal, who
        self.token = token_of(who)

    def opens(self, path, name, form):
        """Whether the page or service is opened; its status, and what caches are told."""
        method, _space, service = name.partition(" ") if name[0].isupper() else ("GET", "", name)
        if not name.startswith("@@"):
            return self.ask(f"{path}/{service}", method, "application/json", dumps(form).encode())
        answer = self.ask(f"{path}/{name}", "GET", "text/html")
        if answer[0] in OPENED:
            return answer
        sent = urlencode(form | {"_authenticator": self.token}).encode()
        told = self.ask(f"{path}/{name}", "POST", "text/html", sent)
        return told

    def ask(self, path, method, accept, body=b"", sent="application/x-www-form-urlencoded"):
        return self.send(path, method, accept, BytesIO(body), sent, str(len(body)))

    def send(self, path, method, accept, stream, sent, length):
        environ = {
            **{"REQUEST_METHOD": method, "PATH_INFO": f"/plone/{path}", "SCRIPT_NAME": ""},
            **{"SERVER_NAME": "localhost", "SERVER_PORT": "80", "HTTP_ACCEPT": accept},
            # A page without the site around it, which is not what is tried here.
            "QUERY_STRING": "ajax_load=1",
            "CONTENT_TYPE": sent,
            "CONTENT_LENGTH": length,
            "wsgi.input": stream,
        }
        if self.who != "anonymous":
            login = b64encode(f"{self.who}:{PASSWORD}".encode()).decode()
            environ["HTTP_AUTHORIZATION"] = f"Basic {login}"
        response = HTTPResponse(stdout=BytesIO())
        return published(self.portal, HTTPRequest(stream, environ, response), response)


def published(portal, request, response):
    before = getSecurityManager(), getSite(), getRequest()
    setRequest(request)
    notify(PubStart(request))
    # Bare: what is acquired as REQUEST, and remembered there, is this request's.
    root = aq_base(portal.getPhysicalRoot())
    try:
        publish(request, (root, "Zope", False))
        status = response.getStatus()
    except tuple(STATUS) as refusal:
        status = next(STATUS[kind] for kind in STATUS if isinstance(refusal, kind))
    finally:
        transaction.abort()
        setSecurityManager(before[0])
        setSite(before[1])
        setRequest(before[2])
    return status, response.getHeader("Cache-Control") or ""


def token_of(who):
    if who == "anonymous":
        return ""
    with api.env.adopt_user(who):
        return createToken()


@pytest.mark.parametrize("kind", PLACES)
def test_a_door_is_open_to_those_of_the_table_alone(functional_portal, site, kind):
    place = PLACES[kind]
    found = functional_portal.unrestrictedTraverse(place.path) if place.path else functional_portal
    table, form = wanted(place), {"number": "1", "entry": site["entry"], "channel": site["channel"]}
    names = {*registered(found)} - PLONES
    # Everywhere the same, and once is enough.
    asked = (names | {name for name in table if "/" in name}) - (
        set() if kind == "hub" else {*MACROS}
    )
    deviations, kept = {}, []
    for who in [each for each in EVERYBODY if each not in place.unasked]:
        door = Door(functional_portal, who)
        for name in sorted(asked):
            status, caches = door.opens(place.path, name + site.get(name, ""), form)
            is_open = status in OPENED
            if status >= 500 or name not in table or is_open != (who in table[name]):
                deviations.setdefault(name, {})[who] = status
            if is_open and who != "anonymous" and name not in KEPT and "no-store" not in caches:
                kept.append((who, name, caches))
    assert deviations == {}
    assert (kept, {*table} - names - asked - {*MACROS}) == ([], set())


@pytest.mark.parametrize("kind", ["hub", "official", "site"])
def test_json_that_is_nested_too_deep_falls_into_no_service(functional_portal, site, kind):
    path = PLACES[kind].path
    found = functional_portal.unrestrictedTraverse(path) if path else functional_portal
    doors = [Door(functional_portal, who) for who in ("anonymous", "manager")]
    told = {
        name: {
            door.ask(f"{path}/{service}", method, JSON, body, sent)[0]
            for door in doors
            for sent in (JSON, f"{JSON}; charset=utf-8", "")
            for body in (b"[" * 100_000, b'{"a":' * 150 + b"1" + b"}" * 150)
        }
        for name in sorted(registered(found))
        for method, space, service in [name.partition(" ")]
        if method in ("POST", "PATCH", "PUT", "DELETE")
    }
    assert {name: each for name, each in told.items() if each != {400}} == {}
    assert len(told) >= {"hub": 10, "official": 8, "site": 1}[kind]


@pytest.mark.parametrize("kind", ["hub", "official", "site"])
def test_a_body_too_large_is_refused_by_every_service_before_it_is_read(
    functional_portal, site, kind
):
    path = PLACES[kind].path
    found = functional_portal.unrestrictedTraverse(path) if path else functional_portal
    told = {
        (name, who, length): answer
        for name in sorted(registered(found))
        for method, space, service in [name.partition(" ")]
        if method in ("POST", "PATCH", "PUT", "DELETE") and name != "POST @import-download"
        for who in ("anonymous", "manager")
        for length in ("99999999", "")
        for sent in (JSON, "multipart/mixed")
        if (
            answer := refused_body(
                Door(functional_portal, who), path, service, method, sent, length
            )
        )
    }
    assert told == {}


def refused_body(door, path, service, method, sent, length):
    """What is wrong with how an endless body is refused; None where nothing is."""
    stream = Endless()
    status, _caches = door.send(f"{path}/{service}", method, JSON, stream, sent, length)
    most = SMALL.get(service, 2**20) if door.who == "anonymous" else 56 * 2**20
    is_right = status == 413 and stream.taken <= (0 if length else most + 1)
    return None if is_right else (status, stream.taken)


class Endless:
    """A body that does not end, as a server hands it on that does not keep it."""

    taken = 0

    def read(self, size):
        self.taken += size
        return b" " * size


@pytest.mark.parametrize("kind", ["hub", "official", "site"])
def test_what_is_no_json_object_is_refused_by_every_service_that_reads(
    functional_portal, site, kind
):
    path = PLACES[kind].path
    found = functional_portal.unrestrictedTraverse(path) if path else functional_portal
    door, at = Door(functional_portal, "manager"), site | {"POST @mask": site["@entry"]}
    told = {
        name: {
            door.ask(f"{path}/{service}{at.get(name, '')}", method, JSON, body, JSON)[0]
            for body in (b"[]", b"[1]", b"1", b'"a"', b"null", b"true", b"{", b"\xff", b"NaN")
        }
        for name in sorted(registered(found))
        for method, space, service in [name.partition(" ")]
        if method in ("POST", "PATCH", "PUT", "DELETE")
    }
    deviations = {name: each for name, each in told.items() if each != {400}}
    assert deviations == {name: {status} for name, status in UNREAD.items() if name in told}


def test_every_page_for_everybody_is_looked_at_in_a_browser(functional_portal, site):
    """Keyboard, axe and pictures go through a list that is written by hand."""
    shown = {
        name
        for place in PLACES.values()
        if place.seen_by == EVERYBODY
        for name, who in wanted(place).items()
        if name.startswith("@@") and who == {*EVERYBODY}
        if is_a_page(answer(f"/plone/{place.path}/{name}{site.get(name, '')}"))
    }
    looked_at = {name for path in VISITORS for name in re.findall("@@[^/?]+", path)}
    # A place itself has no name, and the address of an entry is found out there. What checks a
    # proof is a page of its own, as it is in packages.
    assert shown - looked_at == {"@@view", "@@entry", "@@check-proof"}


# Pages that those who tend a place have, and from where: the list of the place names the first
# page, which leads to the others. A form of buttons alone is on the page that its buttons are on.
LEADS_ON = {
    "@@board": {
        *("@@board-csv", "@@bulk", "@@channel-figures", "@@channel-figures-csv", "@@outbox"),
        *("@@feed-doctor", "@@metrics", "@@proposed-rules", "@@reports", "@@retrieval"),
        *("@@channel-figures-ods", "@@found-accounts", "@@own-names"),
    },
    "@@messages": {
        *("@@answer-templates", "@@complete-message", "@@diary", "@@diary-csv", "@@diary-ods"),
        *(
            "@@diary-import",
            "@@disclose-message",
            "@@disposal",
            "@@propose-disposal",
            "@@confirm-disposal",
        ),
        *("@@withdraw-disposal", "@@find-receipt", "@@lift-secrecy", "@@mark-secret"),
        *("@@masked-copy", "@@messages-go-through", "@@messages-load", "@@messages-reviews"),
        *("@@messages-rounds", "@@messages/1", "@@new-message", "@@note-standing"),
        *("@@register-message", "@@give-statement", "@@review-removal", "@@note-police"),
        *("@@send-to-mailbox",),
    },
    "@@archive": {"@@packages", "@@dispose-entries"},
    "@@record": {"@@holds", "@@request", "@@mask-entry", "@@masked-entries"}
    | {"@@post-cases", "@@record-reads", "@@recorded-post"},
    "@@retrieval": {"@@fetch-now", "@@accept-move"},
    "@@kits": {"@@kit-file/youtube/avatar.svg"},
    "@@duties": {"@@absence", "@@handover", "@@confirm-now"},
    "@@rules": {"@@accept-rule", "@@decline-rule", "@@enforce-rule", "@@propose-rule"}
    | {"@@withdraw-rule"},
    "@@hidden-entries": {"@@withdrawn-posts"},
    "@@tie-back": {"@@note-tie-back"},
    # On the page of the place itself, of an entry, of a message, of the parties or of Facebook.
    "@@view": {
        *("@@held-entries", "@@lifecycle", "@@history", "@@look-at-account", "@@look-now"),
        *("@@accept-profile", "@@archive-decision", "@@report-false-account", "@@about-text"),
        *("@@more", "@@retrieval-state", "@@hide-entry", "@@show-entry", "@@pin-entry"),
        *("@@feature-entry", "@@unmark-entry", "@@new-council", "@@facebook-tie-backs"),
        *("@@publish-figures", "@@withdraw-figures", "@@messages-figures-csv"),
    },
    # Plone's toolbar.
    "@@folder_contents": {"@@content_status_modify", "@@edit", "@@fc-workflow"},
}
# Offered where there is use for them: who answers for nothing has no messages, a source that gives
# a feed need not be described, and an editor has the doctor at the administration. Who only answers
# for a channel has their duties on the hub. Visitors have the figures in the footer.
IF_OF_USE = {
    "@@duties",
    *("@@messages", "@@new-entry", "@@entry-keys", "@@connect-account", "@@describe-source"),
    *("@@feed-doctor", "@@lifecycle", "@@undescribed-pictures", "@@held-entries"),
    "@@messages-figures",
}


def offers(portal, place, who):
    """The names of our pages that a person is offered on a place; those of a hub, at work."""
    found = portal.unrestrictedTraverse(place.path)
    with api.env.adopt_user(user=nobody) if who == "anonymous" else api.env.adopt_user(who):
        request = portal.REQUEST.clone()
        rows = page_actions(found, request)
        if ISocialHub.providedBy(found) and who != "anonymous":
            often, tools = serialize_tools(found)
            offered = chain(often["items"], *(group["items"] for group in tools["groups"]))
            own = {f"{each.absolute_url()}/@@" for each in (found, portal)}
            rows += (each for each in offered if each["@id"].rpartition("@@")[0] + "@@" in own)
        if IChannel.providedBy(found):
            ways = chain.from_iterable(channel_ways(found, request).values())
            rows += (each for each in ways if "/@@" in each["@id"])
    return {re.search(r"/(@@[^/?]+|edit$)", each["@id"])[1] for each in rows}


@pytest.mark.parametrize("kind", [kind for kind in PLACES if kind not in ("site", "party")])
def test_each_person_is_offered_the_pages_that_open_and_no_others(functional_portal, site, kind):
    place = PLACES[kind]
    # The hub's list leads to the site's settings, too; visitors are only led on from the record.
    is_hub = "@@crisis" in wanted(place)
    settings = (
        *("@@socialhub-settings", "@@socialhub-services", "@@socialhub-apps"),
        "@@graphic-profile",
    )
    others = dict.fromkeys(settings, OFFICE) | {"@@record": READERS}
    table = wanted(place) | (others if is_hub else {})
    people = [who for who in EVERYBODY if who not in place.unasked]
    found = {who: offers(functional_portal, place, who) for who in people}
    listed = set().union(*found.values())
    closed = {
        who: {each for each in names if who not in table[each]} for who, names in found.items()
    }
    missing = {
        (who, each)
        for who, names in found.items()
        for each in listed - IF_OF_USE - names
        if who in table[each]
    }
    some = {each for each, who in table.items() if who and who != {*place.seen_by}}
    pages = {each for each in some if each.startswith("@@")}
    assert {who: each for who, each in closed.items() if each} == {}
    assert missing == set()
    assert pages - listed - IF_OF_USE - set().union(*LEADS_ON.values()) == set()


def is_a_page(told):
    return told.status == 200 and "<h1" in told.text
