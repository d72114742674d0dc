"""``make old-site``: a site that this version has made is kept, for the test of upgrades.

Run once for each release, when its version is stated: later versions have to be able to read it.
It is run as a test, by its name alone, for its fixtures and layers.
"""

from datetime import UTC, datetime
from importlib.metadata import version as version_of

import transaction
from helpers.integration.archive import put_in_force
from helpers.integration.setup import _mapping
from helpers.integration.upgrades import KEPT, keep_site
from officers import NOW, PASSWORD
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from settling import DIARY

from katrineholm.socialhub.accounts.channels import post_acts
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.archive.packages import order_storage as orders
from katrineholm.socialhub.archive.packages.orders import OrderInput, note_receipt, order_package
from katrineholm.socialhub.archive.packages.snapshots import take_snapshot
from katrineholm.socialhub.archive.record import request_actions
from katrineholm.socialhub.archive.record.entry_masks import mask_entry
from katrineholm.socialhub.archive.retention import archive_decisions, disposal_chore
from katrineholm.socialhub.archive.retention.disposal_forms import (
    confirm_disposal,
    propose_disposal,
)
from katrineholm.socialhub.archive.retention.hold_forms import place_hold
from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.oversight.anchor_chores import publish_head
from katrineholm.socialhub.inbox.steps.authorities import ARCHIVISTS
from katrineholm.socialhub.inbox.steps.steps import take_step
from katrineholm.socialhub.public.facebook import portlet as facebook
from katrineholm.socialhub.public.listings import portlet as feed

OLD = datetime(2016, 5, 4, 10, tzinfo=UTC)
PAST = int(OLD.timestamp())
PICTURE = "https://cdn.example.se/a.jpg"
STATES = ("draft", "reported", "paused", "closed")


def test_a_site_of_this_version_is_kept(
    functional_portal, channel, make_functional_channel, receive, keep, worker, tmp_path
):
    hub = hub_of(channel)
    for state in STATES:
        make_functional_channel(f"{state}-kanal", state=state, title=f"Kanal: {state}")
    with api.env.adopt_user(SITE_OWNER_NAME):
        fill(functional_portal, hub)
    ids = posts(hub, channel, keep)
    messages(hub, receive)
    with api.env.adopt_user("arne"):
        archived(hub, channel, ids)
    with api.env.adopt_user("rut"):
        asked_for(hub, ids)
    dispose(hub, ids, worker)
    publish_head(hub, now=NOW)
    transaction.commit()
    KEPT.mkdir(exist_ok=True)
    name = f"{version_of('katrineholm.socialhub')}.tar.xz"
    keep_site(functional_portal._p_jar, hub, tmp_path, KEPT / name)


def fill(site, hub):
    """Content of every type, settings and portlets."""
    place = {"title": "Torget", "profile_url": "https://www.facebook.com/torget"}
    api.content.create(hub.kultur, "FacebookPlace", "torget", **place)
    api.content.create(hub, "CouncilParty", "parti", title="Framtid Kullersta")
    api.content.create(hub, "Administration", "bildning", title="Bildningsförvaltningen")
    for name, value in {"organisation_number": "212000-0340", "show_versions": True}.items():
        api.portal.set_registry_record(f"katrineholm.socialhub.{name}", value)
    mapping = _mapping(site)
    mapping["flode"] = feed.Assignment(hub=hub.UID(), header="Just nu")
    mapping["platser"] = facebook.Assignment(hub=hub.UID())


def posts(hub, channel, keep):
    """A post of each kind; their ids."""
    timeline = timeline_of(hub)
    kept = {
        name: keep(channel, now=OLD, published=OLD, title=f"Ett inlägg: {name}", **fields)
        for name, fields in {
            "shown": {"images": (Image(PICTURE, "A"),), "html": "<p>Badhuset öppnar</p>"},
            "changed": {},
            "masked": {"html": "<p>Grattis Åsa Hemligson!</p>"},
            "hidden": {},
            "withdrawn": {},
            "record": {},
            "disposed": {},
            "held": {"hold": True},
        }.items()
    }
    add_picture(timeline, kept["shown"], PICTURE, b"RIFF....WEBP", 9, 9, "image/webp")
    whole = timeline.unmasked(kept["changed"])
    names = ("keys", "id", "link", "title_derived", "summary", "html", "published", "updated")
    more = ("dated", "author", "categories", "language", "images", "media")
    told = {name: whole[name] for name in (*names, *more)} | {"title": "Ett inlägg: efteråt"}
    store_document(timeline, channel.UID(), [told], now=NOW)
    mask_entry(hub, kept["masked"], ["Hemligson"], [], "Namn")
    hide_entry(timeline, kept["hidden"], by="anna", now=NOW)
    post_acts.note_act(hub, "hide", [kept["hidden"]], now=NOW, who="anna", why="Ovårdat")
    timeline.unmasked(kept["withdrawn"])["withdrawn"] = PAST
    post_acts.note_act(hub, "withdraw", [kept["withdrawn"]], now=PAST)
    timeline.unmasked(kept["record"])["record"] = "chosen"
    transaction.commit()
    return kept


def messages(hub, receive):
    """One that waits, one that was taken down with its evidence, and one in the diary."""
    receive("När öppnar badhuset?")
    down = receive("Ni är dumma", permalink="https://blogg.example.se/1", files={"a.txt": b"fil"})
    registered = receive("Jag överklagar", is_direct=True, sender={"name": "Eva Ek"})
    with api.env.adopt_user("anna"):
        take_step(hub, down, "act", {"rules": ["K1"], "reason": "Ovårdat"}, now=NOW)
        take_step(hub, down, "unpublish", {}, now=NOW)
    with api.env.adopt_user("rut"):
        take_step(hub, registered, "register", {"diary_number": "KS 2026/1"} | DIARY, now=NOW)


def archived(hub, channel, ids):
    """Holds, packages, a snapshot, and a decision."""
    place_hold(hub, {"channel": hub.kultur["paused-kanal"].UID()}, "Tvist")
    place_hold(hub, {"entry": ids["shown"]}, "Tvist")
    place_hold(hub, {"message": "1"}, "Tvist")
    days = "2016-01-01", today().isoformat()
    ready = order_package(hub, OrderInput(channel.UID(), *days)).id
    part = {"id": "uuid-1", "size": 4, "sha256": "0" * 64}
    orders.update_order(hub, ready, state=orders.READY, progress=100, taken=NOW, parts=(part,))
    note_receipt(hub, ready, today().isoformat(), "Mottaget")
    order_package(hub, OrderInput(hub.kultur.UID(), *days, messages=True, diary=True))
    take_snapshot(channel)
    archive_decisions.note_decision(hub.kultur["closed-kanal"], today(), "KS 2026/2")


def asked_for(hub, ids):
    """A request that is open, and one that was answered."""
    keys = [f"entry:{ids['hidden']}", f"entry:{ids['withdrawn']}", "message:2"]
    request_actions.begin_request(hub, "Badet", keys)
    answered = request_actions.begin_request(hub, "Torget", keys)
    wish = {"words": ("dumma",), "provision": "21 kap. 7 §", "reason": "Namn"}
    request_actions.mask_records(hub, answered, request_actions.MaskInput(**wish))
    request_actions.deliver_request(hub, answered, "page")
    request_actions.close_request(hub, answered)


def dispose(hub, ids, worker):
    """A disposal that is carried out, and one that waits for somebody else."""
    api.user.create("asta@example.se", "asta", PASSWORD)
    api.group.add_user(groupname=ARCHIVISTS, username="asta")
    put_in_force(hub, "entry", first="arne", second="asta")
    put_in_force(hub, "withdrawn", decision="DHP 2.2", first="arne", second="asta")
    with api.env.adopt_user("arne"):
        done = propose_disposal(hub, "entry", [ids["disposed"]], "")
        propose_disposal(hub, "entry", [ids["changed"]], "")
    with api.env.adopt_user("asta"):
        confirm_disposal(hub, done)
    transaction.commit()
    disposal_chore.carry_out_disposals(worker)
    transaction.begin()
