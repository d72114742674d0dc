"""A hub of which packages are made."""

from datetime import date
from io import BytesIO
from types import SimpleNamespace

import pytest
import transaction
from helpers.integration import archive_view
from helpers.integration.archive import (  # noqa: F401
    archivist,
    folder,
    hub,
    june,
    made,
    order,
    ordered,
    original,
    package,
    picture,
    posts,
    read,
    stored_file,
)
from officers import people  # noqa: F401
from plone import api
from settling import DIARY as IN_WINTER

from katrineholm.socialhub.accounts.channels import crisis, holds, post_acts, retention
from katrineholm.socialhub.accounts.channels.times import start_of_day
from katrineholm.socialhub.archive.packages.snapshot_chore import take_due_snapshots
from katrineholm.socialhub.archive.packages.snapshots import (
    UploadedFile,
    store_uploads,
    take_snapshot,
)
from katrineholm.socialhub.archive.retention.disposal_storage import add_proposal, get_proposal
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import IncomingMessage
from katrineholm.socialhub.core.timeline.decisions import mask_entry
from katrineholm.socialhub.core.timeline.disposal import erase_entry
from katrineholm.socialhub.core.timeline.entry import CONTENT_FIELDS
from katrineholm.socialhub.core.timeline.pictures import add_picture, stored_pictures
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.submissions import update_submission
from katrineholm.socialhub.inbox.oversight.rounds import record_round
from katrineholm.socialhub.inbox.steps.routing import receive_messages
from katrineholm.socialhub.inbox.steps.steps import set_facts, take_step

DAY = 86400
JUNE = 1_781_500_000
DIARY = IN_WINTER | {"diary_date": "2026-06-16"}


@pytest.fixture
def set_official():
    def set_official(channel):
        channel.official_since = date(2026, 2, 28)
        channel.reindexObject()
        transaction.commit()
        return channel

    return set_official


@pytest.fixture
def go(hub, worker, clock):  # noqa: F811
    """A function that lets the worker come by at noon of a day."""

    def go(day):
        transaction.commit()
        clock.now = int(start_of_day(date.fromisoformat(day)).timestamp()) + DAY // 2
        worker.take_lease()
        take_due_snapshots(worker)
        transaction.begin()

    return go


@pytest.fixture
def blog(hub):  # noqa: F811
    """The hub's channel."""
    return hub.kultur.bloggen


@pytest.fixture
def filled(hub, keep, picture, people):  # noqa: F811
    """The hub with all kinds of posts, a message and a snapshot: the ids of the posts, by name."""
    with api.env.adopt_user("rut"):
        ids = archive_view.fill(hub, keep, picture)
        archive_view.receive(hub)
        archive_view.snap(hub)
    transaction.commit()
    return ids


@pytest.fixture
def view(filled, order):  # noqa: F811
    """The pages of the blog's June, with its messages."""
    _status, found = order("--channel", "hub/kultur/bloggen", "--messages", "--diary")
    return archive_view.opened(found)


@pytest.fixture
def received(hub, people):  # noqa: F811
    """A comment with a file, one that may be secret, and one of July; two are in the diary."""

    def receive(text, now, files=None):
        told, uid = captured_content(text, how="typed", at=now), hub.kultur.bloggen.UID()
        return receive_messages(
            hub, [IncomingMessage(f"test:{text}", uid, told, False, files or {})], now=now
        )[0]

    with api.env.adopt_user("rut"):
        open_one = receive("Vem plogar?", now=JUNE, files={"../bild.png": b"png"})
        secret = receive("Min sjukdom", now=JUNE)
        set_facts(hub, secret, {"secret": True}, now=JUNE)
        receive("I juli", now=JUNE + 30 * 86400)
        take_step(hub, open_one, "register", {"diary_number": "A 1"} | DIARY, now=JUNE)
        take_step(hub, secret, "register", {"diary_number": "A 2"} | DIARY, now=JUNE)
    transaction.commit()
    return open_one, secret


RULE = {
    "id": "E1",
    "text": "Inga hästar",
    "steps": [{"state": "in_force", "at": JUNE, "who": "ida"}],
}
OTHER = "https://cdn.example.se/b.jpg"


@pytest.fixture
def lived(hub, blog, picture, received):  # noqa: F811
    """The ids of a masked, changed and held post and of a disposed one, and a snapshot.

    All that the municipality can do with a channel and its posts was done in June.
    """
    timeline, uid = timeline_of(hub), blog.UID()
    whole = {each["title"]: each["entry_id"] for each in all_entries(timeline, uid)}
    shown, gone = whole["Badet"], whole["Dolt"]
    _change_picture(timeline, shown, picture)
    names = [each["name"] for each in stored_pictures(timeline, timeline.unmasked(shown))]
    wanted = {"reason": "OSL 21 kap. 1 §", "by": "ida", "now": JUNE}
    mask_entry(timeline, shown, ["Öppet"], names, **wanted)
    acts = {"mask": "OSL 21 kap. 1 §", "ask": "", "purpose": "Fel bild", "hide": "Namn", "show": ""}
    for number, (act, why) in enumerate(acts.items()):
        post_acts.note_act(hub, act, [shown], now=JUNE + number, who="ida", why=why)
    holds.place_hold(hub, "entry", shown, "Tvist", by="ida", now=JUNE + 10)
    holds.place_hold(hub, "channel", uid, "Granskning", by="ida", now=JUNE)
    holds.lift_hold(hub, "channel", uid, "Klart", by="ida", now=JUNE + 20)
    holds.place_hold(hub, "message", str(received[0]), "Polisen", by="ida", now=JUNE)
    holds.place_hold(hub, "message", str(received[1]), "Hemligt skäl", by="ida", now=JUNE)
    retention.store_rule(
        hub, retention.RetentionRule("entry", 365, "DHP 2.1", True, by="arne", when=JUNE)
    )
    given = {"kind": "hidden", "decision": "DHP 2.1", "before": JUNE, "proposed": ("arne", JUNE)}
    name = add_proposal(hub, given, [gone])
    get_proposal(hub, name).update(state="done", confirmed=("britta", JUNE + 1))
    get_proposal(hub, name)["items"][gone] = ("gone", ("f" * 64,), JUNE + 2)
    erase_entry(timeline, gone, {"by": "britta", "when": JUNE + 2, "decision": "DHP 2.1"})
    crisis.begin_order(hub, uid, shown, until=JUNE + DAY, now=JUNE, who="ida")
    words = {"title": "Vattnet är slut", "text": "Koka det."}
    crisis.begin_notice(hub, words, until=JUNE + DAY, now=JUNE + 1, who="ida")
    record_round(hub, [uid], who="ida", now=JUNE)
    blog.own_rules, blog.dialogue = (RULE,), True
    png = UploadedFile("skärm, bild.png", BytesIO(b"\x89PNG\r\n\x1a\n and more"))
    taken = take_snapshot(blog, now=JUNE + 3), store_uploads(blog, [png], now=JUNE + 4)
    transaction.commit()
    return SimpleNamespace(shown=shown, gone=gone, taken=taken, messages=received)


def _change_picture(timeline, entry_id, picture):  # noqa: F811
    """Let the post have another picture now, so that the first one is of an earlier version."""
    stored = timeline.unmasked(entry_id)
    image = {"src": OTHER, "alt": "Hopptornet", "width": 0, "height": 0}
    wrote = {**{name: stored[name] for name in CONTENT_FIELDS}, "images": [image]}
    update_submission(timeline, entry_id, wrote, {}, by="ida", now=JUNE)
    assert add_picture(timeline, entry_id, OTHER, picture + b"\0", 40, 30, "image/webp")
