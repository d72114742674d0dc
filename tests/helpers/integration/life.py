"""A year of a site's life, by the product's own functions: whatever leaves a trace is done once."""

import time
from io import BytesIO
from types import SimpleNamespace

import transaction
from helpers.core.downloads import instagram
from helpers.integration.archive import put_in_force
from officers import PASSWORD
from PIL import Image as Painting
from plone import api
from settling import DIARY, settle

from katrineholm.socialhub import DAY
from katrineholm.socialhub.accounts.channels import office_group
from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import set_state, take_channel_step
from katrineholm.socialhub.archive.packages import order_storage as orders
from katrineholm.socialhub.archive.packages import snapshot_storage as snapshots
from katrineholm.socialhub.archive.packages.build_chore import BuildChore
from katrineholm.socialhub.archive.packages.orders import OrderInput, order_package
from katrineholm.socialhub.archive.packages.snapshots import take_snapshot
from katrineholm.socialhub.archive.record import request_actions
from katrineholm.socialhub.archive.record import request_storage as requests
from katrineholm.socialhub.archive.record.entry_masks import mask_entry
from katrineholm.socialhub.archive.retention import disposal_chore
from katrineholm.socialhub.archive.retention import disposal_storage as disposals
from katrineholm.socialhub.archive.retention.disposal_forms import (
    confirm_disposal,
    propose_disposal,
)
from katrineholm.socialhub.archive.retention.hold_forms import place_hold
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import IncomingMessage, messages_of
from katrineholm.socialhub.core.timeline.pictures import add_picture, stored_pictures
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.submissions import store_submission
from katrineholm.socialhub.inbox.oversight import disposal, yearly_figures
from katrineholm.socialhub.inbox.steps.authorities import ARCHIVISTS
from katrineholm.socialhub.inbox.steps.routing import receive_messages
from katrineholm.socialhub.inbox.steps.steps import take_step
from katrineholm.socialhub.public.listings.crisis_page import start_highlight as put_on_top
from katrineholm.socialhub.public.posting.download_import import import_download
from katrineholm.socialhub.refresh.lease import Lease
from katrineholm.socialhub.refresh.worker import Worker
from katrineholm.socialhub.site.pages.parser_calls import run_here

PICTURE = "https://cdn.example.se/b.jpg"
REPORTS = 200
LATELY = int(time.time()) - 40 * DAY


def post(link, title="Dubbel", published=None, images=()):
    """An entry's values, as they are handed in."""
    published = published or int(time.time())
    texts = {"title": title, "summary": title, "html": f"<p>{title}: Elin Ek</p>", "author": ""}
    times = {"published": published, "updated": None, "dated": "", "title_derived": False}
    lists = {"categories": (), "language": "sv", "images": [*images], "media": []}
    return {"keys": (link,), "id": "", "link": link, **texts, **times, **lists}


def write(channel, link, **values):
    """Write a post by hand; its id."""
    hub = channel.__parent__.__parent__
    given = post(link, **values)
    return store_submission(
        timeline_of(hub), channel.UID(), given, by="anna", now=int(time.time())
    )[0]


def live(site):
    """Live in a site of 1.0.0a1 that has been upgraded; form values that name what is gone."""
    hub, channel = site.hub, site.hub.kultur.bloggen
    people(site)
    transaction.commit()
    worker = Worker(
        site,
        lease=Lease(site._p_jar.db()),
        clock=lambda: int(time.time()),
        parsers=SimpleNamespace(run=run_here),
    )
    worker.take_lease()
    ids, numbers = posts(hub, channel), messages(hub, channel)
    disposed = disposed_of(hub, channel, numbers["closed"], worker)
    kept(hub, channel, ids["masked"], numbers["answered"], worker)
    transaction.commit()
    gone = {"entry": disposed["entry"], "id": disposed["proposal"], "channel": channel.UID()}
    return gone | {"number": str(numbers["gap"])}


def people(site):
    for who in ("member", "editor", "office", "asta"):
        api.user.create(f"{who}@example.se", who, PASSWORD)
    api.group.add_user(groupname=ARCHIVISTS, username="asta")
    api.group.add_user(groupname=office_group.OFFICE, username="office")
    api.user.grant_roles(username="editor", roles=["Contributor", "Editor"], obj=site.hub.kultur)
    site.hub.kultur.reindexObjectSecurity()
    for portal_type, id in (("Document", "sida"), ("Folder", "mapp")):
        api.content.transition(api.content.create(site, portal_type, id), "publish")
    duty = {"responsible": "anna", "substitute": "bert"}
    make, at = api.content.create, site.hub.kultur
    url = "https://www.instagram.com/slutar/"
    set_state(make(at, "Channel", "slutar", title="Slutar", profile_url=url, **duty), "official")


def posts(hub, channel):
    """A masked picture, a crisis, and a download."""
    timeline = timeline_of(hub)
    image = {"src": PICTURE, "alt": "Elin", "width": 0, "height": 0}
    masked = write(channel, "https://bloggen.example.se/b", title="Bild", images=[image])
    name = add_picture(timeline, masked, PICTURE, painted(), 40, 30, "image/webp")
    mask_entry(hub, masked, ["Elin"], [name], "Namn")
    on_top = write(channel, "https://bloggen.example.se/c", title="Vattnet")
    put_on_top(hub, "", on_top, int(time.time()) + DAY)
    download = instagram("Badet öppnar", "Midsommar", pictures=[painted("JPEG")])
    assert import_download(channel, [download], record_only=False).done["new"] == 2
    return {"masked": masked}


def painted(format="WEBP"):
    out = BytesIO()
    Painting.new("RGB", (40, 30), "teal").save(out, format)
    return out.getvalue()


def messages(hub, channel):
    """Two hundred reports at once, which pass numbers over, and each thing that is done to one."""
    for n in range(REPORTS):
        at = hub.kultur.slutar if n % 10 == 9 else channel
        told = captured_content(f"Anmälan {n}", how="typed", at=LATELY, sender={"name": f"Eva {n}"})
        receive_messages(
            hub, [IncomingMessage(f"life:{n}", at.UID(), told)], now=LATELY, tries=n % 3
        )
    numbers = [*messages_of(hub).root["messages"]][3:]
    names = ("forwarded", "answered", "removed", "deleted", "registered", "closed")
    of = dict(zip(names, numbers, strict=False))
    with api.env.adopt_user("anna"):
        take_step(hub, of["forwarded"], "forward", {"receiver": "bert", "reason": "Semester"})
        take_step(hub, of["answered"], "claim", {})
        take_step(hub, of["answered"], "answer", {"answer": "Klockan nio.", "in_office": True})
        for name in ("removed", "deleted"):
            take_step(hub, of[name], "act", {"rules": ["K1"], "reason": "Ovårdat"})
        take_step(hub, of["removed"], "unpublish", {})
        take_step(hub, of["deleted"], "delete", {"confirmed": True})
    with api.env.adopt_user("rut"):
        take_step(hub, of["registered"], "register", {"diary_number": "KS 2026/9"} | DIARY)
    return of | {"gap": next(n for n in range(numbers[0], numbers[-1]) if n not in numbers)}


def disposed_of(hub, channel, number, worker):
    """A message and a post, each by two people."""
    now, old = int(time.time()), int(time.time()) - 3000 * DAY
    api.portal.set_registry_record("katrineholm.socialhub.keep_messages", 30)
    settle(messages_of(hub), number, LATELY)
    with api.env.adopt_user("anna"):
        take_step(hub, number, "close", {"outcome": "Klart"}, now=LATELY)
    erased = write(channel, "https://bloggen.example.se/a", title="Gammalt", published=old)
    with api.env.adopt_user("arne"):
        assert disposal.propose_disposal(hub, [number], "DHP 4.2", now=now) == [number]
    put_in_force(hub, "entry", first="arne", second="asta")
    with api.env.adopt_user("arne"):
        proposal = propose_disposal(hub, "entry", [erased], "")
    with api.env.adopt_user("asta"):
        assert disposal.dispose_messages(hub, [number], now=now) == [number]
        confirm_disposal(hub, proposal)
    transaction.commit()
    disposal_chore.carry_out_disposals(worker)
    transaction.begin()
    assert timeline_of(hub).unmasked(erased)["title"] == ""
    api.portal.set_registry_record("katrineholm.socialhub.keep_messages", 730)
    return {"entry": erased, "proposal": proposal}


def kept(hub, channel, entry, number, worker):
    """A hold, a request that was answered, a package, snapshots, the year's figures, and an end."""
    now = int(time.time())
    with api.env.adopt_user("arne"):
        place_hold(hub, {"entry": entry}, "Tvist")
        package = order_package(
            hub, OrderInput(channel.UID(), "2016-01-01", today().isoformat(), True, True)
        ).id
        take_snapshot(channel)
    with api.env.adopt_user("rut"):
        keys = [f"entry:{entry}", f"message:{number}"]
        request = request_actions.begin_request(hub, "Elin Ek", keys)
        wish = {"words": ("Anmälan",), "provision": "21 kap. 7 §", "reason": "Namn"}
        request_actions.mask_records(hub, request, request_actions.MaskInput(**wish))
        request_actions.deliver_request(hub, request, "page")
    yearly_figures.store_year(
        hub, today().year, yearly_figures.year_numbers(hub, today().year), now
    )
    take_channel_step(hub.kultur.slutar, "close", StepInput(comment="Slut", closed_on=today()))
    transaction.commit()
    build(hub, package, worker)


def build(hub, package, worker):
    building = BuildChore()
    while (found := orders.find_order(hub, package)).state in orders.UNDER_WAY:
        building(worker)
        transaction.begin()
        if building.build:
            building.build.join(0.05)
    assert found.state == orders.READY


def names(hub):
    """Return all names that a hub has given, be what they are for gone, and two that it has not."""
    timeline, messages = timeline_of(hub), messages_of(hub)
    boxes = timeline.root["channels"].values()
    entries = [each for box in boxes for each in (*box["entries"], *box.get("joined", ()))]
    numbers = [*messages.root["messages"]]
    seldom = [n for n in numbers if n < 4 or len(messages.log(n)) > 4]
    gap = next(n for n in range(4, numbers[-1]) if n not in numbers)
    found = [*entries, *map(str, [*seldom, gap])]
    for each in entries:
        whole = timeline.unmasked(each)
        found += [f"{each}/{p['name']}" for p in stored_pictures(timeline, whole or {"images": ()})]
    for each in seldom:
        found += [f"{each}/files/{name}" for name in messages.files(each)]
    for one in orders.all_orders(hub):
        found += [one.id, f"{one.id}/1"]
    for name, _one in requests.all_requests(hub):
        found += [name, f"{name}/thing", f"{name}/preview", f"{name}/delivery"]
    found += [name for name, _each in disposals.all_proposals(hub)]
    for uid in [*timeline.root["channels"]]:
        found += [one.id for one in snapshots.channel_snapshots(hub, uid)]
    return [*found, "nothing"]
