"""A site with something that each act can be done with, for those who do it a second time."""

from dataclasses import asdict
from datetime import UTC, datetime
from json import dumps
from pathlib import Path
from time import time

from plain import plain_site
from plone import api
from settling import settle

from katrineholm.socialhub.accounts.channels import office_group, post_acts, retention
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.responsibility import duties_of
from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.accounts.lifecycle.confirmation import confirmation_token
from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.archive.packages import order_storage
from katrineholm.socialhub.archive.record import request_storage as requests
from katrineholm.socialhub.core.feeds.model import Entry, Image, Media
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import IncomingMessage, messages_of
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.waves import hold_back
from katrineholm.socialhub.inbox.oversight import yearly_figures
from katrineholm.socialhub.inbox.steps.authorities import ARCHIVISTS, REGISTRARS
from katrineholm.socialhub.inbox.steps.routing import receive_messages
from katrineholm.socialhub.inbox.steps.steps import set_facts, take_step
from katrineholm.socialhub.public.register import proofs
from katrineholm.socialhub.public.register.check_outcome import CheckOutcome
from katrineholm.socialhub.site.mail.mailer import send_mail

PASSWORD = "correct-horse-battery"
PEOPLE = {
    **{"anna": (), "bert": (), "dan": (), "olle": (office_group.OFFICE,)},
    **{"rut": (REGISTRARS,), "arne": (ARCHIVISTS,), "asta": (ARCHIVISTS,)},
}
DUTIES = {"responsible": "anna", "substitute": "bert", "purpose": "Berätta om kultur"}
SETTINGS = {
    "plone.available_languages": ["sv", "en"],
    "plone.use_cookie_negotiation": True,
    "plone.use_request_negotiation": True,
    # The frame around a page is no part of what is asked here.
    "plone.app.theming.interfaces.IThemeSettings.enabled": False,
    "plone.email_from_address": "kommun@example.se",
    "katrineholm.socialhub.office_email": "info@example.se",
    "katrineholm.socialhub.agency_mailbox": "kommunen@example.se",
    "katrineholm.socialhub.organisation_number": "212000-0340",
}
NOW = int(time())
OLD = NOW - 731 * 24 * 3600
LONG_AGO = datetime(2016, 5, 4, tzinfo=UTC)


def make(feed_url):
    """The site, in this folder's database; ``known.json`` says what is called how."""
    with plain_site() as site:
        site.getPhysicalRoot().acl_users.userFolderAddUser("admin", PASSWORD, ["Manager"], [])
        for name, value in SETTINGS.items():
            api.portal.set_registry_record(name, value)
        _people()
        hub = _published(site, "SocialHub", "hub", title="Alltihop")
        known = _places(hub, feed_url) | _entries(hub) | _messages(hub) | _records(hub)
        send_mail("nils@example.se", "Hej", "Hej")
    Path("known.json").write_text(dumps(known))


def _people():
    for name, groups in PEOPLE.items():
        user = api.user.create(f"{name}@example.se", name, PASSWORD)
        user.setMemberProperties({"fullname": name.title()})
        for group in groups:
            api.group.add_user(groupname=group, username=name)


def _published(container, portal_type, id, **fields):
    made = api.content.create(container, portal_type, id, **fields)
    api.content.transition(made, "publish")
    return made


def _places(hub, feed_url):
    facts = {"email": "kultur@example.se", "phone": "0150-570 00", "head": "dan"}
    culture = _published(hub, "Administration", "kultur", title="Kulturen", **facts)
    blog = {"title": "Bloggen", "kind": "blog", "dialogue": True, "feed_url": feed_url, **DUTIES}
    known = {"channel": _channel(culture, "bloggen", "official", **blog)}
    for id, state in (("draft", "draft"), ("other", "official"), ("filtered", "official")):
        known[id] = _channel(culture, id, state, title=id.title(), feed_url=feed_url, **DUTIES)
    address = "https://www.tiktok.com/@klipp"
    duties = duties_of(culture["other"])
    known["seal"] = confirmation_token(known["other"], duties, duties.responsible, today())
    known["klipp"] = _channel(culture, "klipp", "official", title="Klipp", profile_url=address)
    _channel(culture, "insta", "official", profile_url="https://www.instagram.com/kulturen/")
    address = "https://www.facebook.com/katrineholm"
    facts = {"title": "Kommunen", "profile_url": address, "official_page": True}
    set_state(api.content.create(culture, "FacebookPlace", "sidan", **facts), "official")
    facts = {"title": "Byalaget", "abbreviation": "By", "link": "https://by.example.se/"}
    api.content.create(hub, "CouncilParty", "partiet", **facts)
    return known


def _channel(at, id, state, **fields):
    fields = {"profile_url": f"https://{id}.example.se/"} | fields
    made = api.content.create(at, "Channel", id, **fields)
    set_state(made, state)
    return made.UID()


def _entries(hub):
    """Posts of the blog, by the name that the table has for each."""
    picture = (Image("https://cdn.example.se/a.jpg", None),)
    film = (Media("https://cdn.example.se/a.mp4", "video/mp4"),)
    made = {
        "entry": _entry(hub, "Sommarlov", images=picture),
        "masked": _entry(hub, "Namnet är Nils"),
        "hidden": _entry(hub, "Fel post"),
        "pinned": _entry(hub, "Viktig post"),
        "film": _entry(hub, "En film", media=film),
        "held": _entry(hub, "Väntar", hold=True),
        "held2": _entry(hub, "Väntar också", hold=True),
        "held3": _entry(hub, "Väntar med", hold=True),
    }
    timeline = timeline_of(hub)
    made |= _withdrawn(hub)
    digests = {f"{name}_digest": timeline.get(made[name])["digest"] for name in made}
    for id in ("bloggen", "other"):
        root, uid = timeline.root, hub["kultur"][id].UID()
        gone = [_entry(hub, f"Våg {id}", id=id)]
        hold_back(root, uid, root["channels"][uid], gone, NOW)
    return made | digests


def _withdrawn(hub):
    """Posts that the source has taken away, of which nobody has said why."""
    timeline, uid = timeline_of(hub), hub["kultur"]["bloggen"].UID()
    names, at = ("gone1", "gone2", "withdrawn"), int(LONG_AGO.timestamp())
    made = {name: _entry(hub, f"Borta {name}") for name in names}
    for entry in made.values():
        store_document(timeline, uid, [], now=at, deleted=timeline.unmasked(entry)["keys"])
        for done in ("withdraw", "ask"):
            post_acts.note_act(hub, done, [entry], now=at)
    return made


def _entry(hub, title, *, id="bloggen", hold=False, **fields):
    link = f"https://bloggen.example.se/{title.replace(' ', '-')}"
    values = {"keys": (link,), "link": link, "title": title, "published": LONG_AGO}
    entry = asdict(Entry(**values | fields))
    entry |= {"published": int(LONG_AGO.timestamp()), "updated": None}
    uid = hub["kultur"][id].UID()
    return store_document(timeline_of(hub), uid, [entry], now=int(time()), hold=hold).new[0]


def _records(hub):
    """A request that has been closed for long, and an account that looks otherwise than before."""
    retention.store_rule(
        hub, retention.RetentionRule("given-out", 365, "DHP 2.2", True, "arne", NOW)
    )
    finished = requests.store_request(hub, "Gammal", "rut", OLD)
    requests.find_request(hub, finished)["closed"] = ("rut", OLD)
    facts = facts_of(hub["kultur"]["bloggen"])
    before, now = (CheckOutcome("missing", "no_link", owner_id=id) for id in ("1", "2"))
    proofs._write(hub, facts.uid, proofs.ProfileCheck(facts.profile_url, NOW, now, before))
    return {"finished": finished, "ready": _ready_package(hub, facts)}


def _ready_package(hub, facts):
    """A package that the worker has made."""
    asked = {"whose": facts.uid, "title": facts.title, "messages": False, "diary": False}
    asked |= {"first": "2025-01-01", "last": "2025-01-31", "by": "arne", "ordered": OLD}
    state = {"state": order_storage.READY, "taken": OLD}
    made = order_storage.Order(order_storage.new_id(), **asked, **state)
    order_storage.save_order(hub, made)
    return made.id


MESSAGES = ("one", "two", "three", "four", "five", "six", "acted", "secret")
SETTLED = ("two", "five", "six", "acted", "secret")


def _messages(hub):
    """Messages to the blog, likewise; the old one has been closed for as long as it is kept."""
    made = {name: _message(hub, name) for name in MESSAGES}
    with api.env.adopt_user("anna"):
        old = _message(hub, "old", now=OLD)
        settle(messages_of(hub), old, OLD)
        take_step(hub, old, "close", {"outcome": "Klart"}, now=OLD)
        for name in SETTLED:
            settle(messages_of(hub), made[name], NOW)
        set_facts(hub, made["secret"], {"secret": True}, now=NOW)
    yearly_figures.store_year(hub, 2020, yearly_figures.year_numbers(hub, 2020), NOW)
    direct = {name: _message(hub, name, is_direct=True) for name in ("direct", "direct2")}
    return made | direct | {"old": old}


def _message(hub, name, *, is_direct=False, now=NOW):
    uid = hub["kultur"]["bloggen"].UID()
    told = captured_content(f"Meddelande {name}", how="typed", at=now)
    [number] = receive_messages(
        hub, [IncomingMessage(f"test:{name}", uid, told, is_direct, {})], now=now
    )
    return number
