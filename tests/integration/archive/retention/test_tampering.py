"""Whoever can write to the database cannot change the record of posts unseen: a table of ways."""

from functools import partial
from hashlib import sha256
from io import BytesIO
from types import SimpleNamespace

import pytest
import transaction
from helpers.integration.archive import PICTURE
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtilitiesFor

from katrineholm.socialhub.accounts.channels import archive_log, holds, post_acts, retention
from katrineholm.socialhub.accounts.channels.hub_storage import stored_data
from katrineholm.socialhub.archive.packages import order_storage as orders
from katrineholm.socialhub.archive.packages import snapshot_storage as snapshots
from katrineholm.socialhub.archive.packages.snapshots import take_snapshot
from katrineholm.socialhub.archive.record.entry_masks import mask_entry
from katrineholm.socialhub.archive.retention import disposal_storage as disposals
from katrineholm.socialhub.core.messages.anchors import anchor_of, append_anchor, read_anchors
from katrineholm.socialhub.core.messages.layout import new_ledger
from katrineholm.socialhub.core.messages.ledger import append_queued_lines, queue_line
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.verification import record_faults
from katrineholm.socialhub.core.timeline import seal_documents, seals
from katrineholm.socialhub.core.timeline.disposal import needed_sources
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.entry import CONTENT_FIELDS, entry_key, tree_name
from katrineholm.socialhub.core.timeline.layout import with_version, writable_part
from katrineholm.socialhub.core.timeline.marks import set_mark
from katrineholm.socialhub.core.timeline.originals import Original
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.seal_documents import DERIVED_FIELDS
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.interfaces import ILane, IRecordCheck
from katrineholm.socialhub.refresh import seals as hub_seals

NOW = 1_790_000_000
DATA = b"PK\x05\x06 a package"


@pytest.fixture
def kept(old, confirmed, carry_out, tmp_path):
    """A hub in which everything that can be tampered with exists, sealed and anchored twice."""
    hub, timeline, path = old.hub, timeline_of(old.hub), tmp_path / "anchors"
    file = Original(BytesIO(b"jpeg"), NOW, "image/jpg")
    about = (PICTURE, b"RIFF....WEBP", 9, 9, "image/webp", "image/jpeg")
    add_picture(timeline, old.ids["picture"], *about, file)
    for kind in ("withdrawn", "record"):  # as if the store had done it
        each, own = timeline.unmasked(old.ids[kind]), timeline.root["channels"][old.channel.UID()]
        own["invisible"][entry_key(each)] = own["visible"].pop(entry_key(each))
    holds.place_hold(hub, "entry", old.ids["held"], "Tvist", by="ida", now=NOW)
    post_acts.note_act(hub, "pin", [old.new], now=NOW, who="ida")
    set_mark(timeline, "pinned", old.new, by="ida", now=NOW)
    mask_entry(hub, old.new, ["Ny"], [], "GDPR")
    hub_seals.seal_hub(hub, NOW)
    append_anchor(path, anchor_of(hub.UID(), messages_of(hub).append_queued_lines(NOW), NOW))
    transaction.commit()
    was = hub._p_jar.exportFile(hub.__annotations__._p_oid, BytesIO())
    confirmed("entry")
    carry_out()
    snapshot = take_snapshot(old.channel)
    store_package(hub, tmp_path)
    hub_seals.seal_hub(hub, NOW + 60)
    head = messages_of(hub).append_queued_lines(NOW + 60)
    append_anchor(path, anchor_of(hub.UID(), head, NOW + 60))
    transaction.commit()
    anchors = read_anchors(path)
    known = {
        "uid": old.channel.UID(),
        "ids": old.ids,
        "new": old.new,
        "picture": old.picture,
        "was": was,
    }
    return SimpleNamespace(hub=hub, timeline=timeline, snapshot=snapshot, anchors=anchors, **known)


def store_package(hub, folder):
    (folder / "package.zip").write_bytes(DATA)
    orders.store_piece(hub, "1", 1, 0, folder / "package.zip")
    part = {"id": "uuid-1", "size": len(DATA), "sha256": sha256(DATA).hexdigest()}
    about = ("1", "whose", "Bloggen", "2026-01-01", "2026-06-30", False, False, "ida", NOW)
    receipt = {"day": "2026-07-01", "note": "Sydarkivera", "by": "ida", "at": NOW}
    orders.save_order(
        hub, orders.Order(*about, state=orders.READY, parts=(part,), taken=NOW, receipt=receipt)
    )


def found(kept, *, anchored=True):
    """What a verification finds, with anchors or without."""
    lanes = {name: lane(kept.hub) for name, lane in getUtilitiesFor(ILane)}
    heads = kept.anchors if anchored else []
    told = [
        str(each) for each in record_faults(messages_of(kept.hub).root, lanes=lanes, anchors=heads)
    ]
    for _name, check in sorted(getUtilitiesFor(IRecordCheck)):
        errors = check(kept.hub)
        told += filter(None, [errors] if isinstance(errors, str) else errors)
    return told


def entry(kind, **values):
    return lambda kept: stored(kept, kind).update(values)


def stored(kept, kind):
    return kept.timeline.unmasked(kept.ids.get(kind, kept.new))


def box(kept):
    return kept.timeline.root["channels"][kept.uid]


def root(do):
    return lambda kept: do(kept.timeline.root, kept)


def version(do):
    return lambda kept: do(stored(kept, "version")["versions"])


def add_version(kept):
    each = stored(kept, "hidden")
    values = {name: each[name] for name in CONTENT_FIELDS} | {"until": NOW, "title": "Förr"}
    each["versions"] = with_version(each["versions"], values)


def other_bytes(kept):
    _blob, *rest = kept.timeline.root["files"][kept.picture]
    kept.timeline.root["files"][kept.picture] = (Blob(b"other bytes"), *rest)


def original(*values):
    """Other values of an original, or none of it."""

    def touch(kept):
        [(name, row)] = kept.timeline.root["originals"].items()
        kept.timeline.root["originals"][name] = (values[0] or row[0], *values[1:])

    return touch


def other_original(kept):
    """Another original, with the right name for its bytes, of the same picture."""
    name, store = sha256(b"other").hexdigest(), kept.timeline.root
    store["originals"][name] = (Blob(b"other"), "image/jpeg", "image/jpg", NOW)
    [source] = needed_sources(stored(kept, "picture"))
    store["sources"][source] = (*store["sources"][source][:3], name)


def other_picture(kept):
    """Another file, with the right name for its bytes, for the same address."""
    name = sha256(b"other").hexdigest()[:40] + ".webp"
    kept.timeline.root["files"][name] = (Blob(b"other"), "image/webp", 9, 9)
    [source] = needed_sources(stored(kept, "picture"))
    kept.timeline.root["sources"][source] = (name, 9, 9)


def no_source(kept):
    [source] = needed_sources(stored(kept, "picture"))
    del kept.timeline.root["sources"][source]


def new_picture(kept):
    stored(kept, "record")["images"] = [
        {"src": "https://x.se/b.jpg", "alt": "", "width": 1, "height": 1}
    ]
    kept.timeline.root["sources"][seal_documents.digest("https://x.se/b.jpg")] = (
        kept.picture,
        9,
        9,
    )


def unqueued_picture(kept):
    """A picture for an address that nobody asked for."""
    kept.timeline.root["sources"]["0" * 64] = (kept.picture, 9, 9)


def other_mask(kept):
    masks = kept.timeline.root["masks"]
    masks[kept.new] = {**masks[kept.new], "words": ()}


def acts(do):
    return lambda kept: do(stored_data(kept.hub, post_acts.KEY))


def act_of(lines, name):
    return next(number for number, line in lines.items() if line[1] == name)


def other_act(lines):
    number = act_of(lines, "hide")
    lines[number] = (*lines[number][:3], "bo")


def forged_act(lines):
    lines[lines.maxKey() + 1] = (NOW, "show", lines[act_of(lines, "hide")][2], "ida")


def no_hiding(kept):
    """An entry as if nobody had ever hidden it."""
    lines = stored_data(kept.hub, post_acts.KEY)
    del lines[act_of(lines, "hide")]
    shown(kept)


def shown(kept):
    """A hidden entry, shown with all that belongs to it."""
    each = stored(kept, "hidden")
    del box(kept)["invisible"][entry_key(each)]
    each["hidden"] = None
    box(kept)["visible"][entry_key(each)] = each


def wrong_tree(kept):
    """A hidden entry that says so, among those that are shown."""
    each = stored(kept, "hidden")
    del box(kept)["invisible"][entry_key(each)]
    box(kept)["visible"][entry_key(each)] = each


def another_in_its_place(kept):
    each, other = stored(kept, "new"), stored(kept, "version")
    box(kept)["visible"][entry_key(each)] = other


def snapshot(**values):
    def touch(kept):
        key, rows = (kept.uid, kept.snapshot.id), snapshots.BOOK.read(kept.hub)["snapshots"]
        rows[key] = {**rows[key], **values}

    return touch


def other_snapshot(kept):
    snapshot(file=Blob(b"other"), sha256=sha256(b"other").hexdigest())(kept)


def no_snapshot(kept):
    del snapshots.BOOK.read(kept.hub)["snapshots"][kept.uid, kept.snapshot.id]


def package(**values):
    def touch(kept):
        rows = stored_data(kept.hub, orders.BOOK)
        rows["1"] = {**rows["1"], **values}

    return touch


def other_package(kept):
    stored_data(kept.hub, orders.PIECES)["1", 1, 0] = Blob(b"other")


def disposal(**values):
    def touch(kept):
        [(_name, proposal)] = disposals.all_proposals(kept.hub)
        proposal.update(values)

    return touch


def disposed_item(kept):
    [(_name, proposal)] = disposals.all_proposals(kept.hub)
    proposal["items"][kept.ids["entry"]] = ("held", (), NOW)


def book(name, do):
    return lambda kept: do(IAnnotations(kept.hub)[name], kept)


def other_rule(rules, _kept):
    days, *rest = rules["rules"]["entry"]
    rules["rules"]["entry"] = (days // 12, *rest)


def thrown_away(kept, entry_id=""):
    """An entry, out of everything but its seals."""
    each = kept.timeline.unmasked(entry_id or kept.ids["record"])
    del box(kept)[tree_name(each)][entry_key(each)]
    del box(kept)["entries"][each["entry_id"]]


def thrown_away_with_seals(kept):
    thrown_away(kept)
    del box(kept)["seals"][kept.ids["record"]]


def merged(kept):
    """An entry that is gone, as if it had been the same as another."""
    thrown_away(kept)
    act = {"entry": kept.new, "when": NOW, "by": "ida"}
    writable_part(box(kept), "joined")[kept.ids["record"]] = act


def moved_seals(kept):
    """The seals of an entry for another."""
    box(kept)["seals"][kept.ids["record"]] = box(kept)["seals"][kept.ids["held"]]


def no_salt(kept):
    rows = box(kept)["seals"]
    own = seals.unpacked_seals(rows[kept.ids["record"]])
    rows[kept.ids["record"]] = seals._packed(each._replace(salt=seals.NO_SALT) for each in own)


def added_seal(kept):
    rows = box(kept)["seals"]
    own = seals.unpacked_seals(rows[kept.ids["record"]])
    rows[kept.ids["record"]] += seals._packed([own[-1]._replace(number=900)])


def batch(do):
    def touch(kept):
        batches = kept.timeline.root["seals"]["batches"]
        do(batches, batches[batches.minKey()])

    return touch


def other_leaf(_batches, first):
    first["leaves"] = bytes(32) + first["leaves"][32:]


def waiting(touch):
    """Whatever was done, and the whole channel made to look as if it had not been sealed."""

    def both(kept):
        touch(kept)
        del kept.timeline.root["seals"]["channels"][kept.uid]

    return both


def resealed(kept, *, line=False, is_all=False):
    """Another text, sealed as if it had been there from the start."""
    each, every = stored(kept, "record"), kept.timeline.root["seals"]["batches"]
    each["title"] = "Något annat"
    [said] = seal_documents.content_texts(each)
    state = seal_documents.state_text(kept.timeline.root, each, [said])
    texts = {seals.CONTENT: said, seals.STATE: state}
    own = [
        one._replace(hash=seals.leaf_of(one.salt, texts[one.kind]))
        for one in seals.entry_seals(box(kept), each["entry_id"])
    ]
    box(kept)["seals"][each["entry_id"]] = seals._packed(own)
    for one in own:
        first = every.maxKey(one.number)
        at, leaves = (one.number - first) * 32, every[first]["leaves"]
        every[first]["leaves"] = leaves[:at] + one.hash + leaves[at + 32 :]
    if line:
        lines = hub_seals.seal_lines(kept.hub)
        for first in {every.maxKey(one.number) for one in own}:
            told = seals.stored_batch(first, every[first])
            lines[first] = (lines[first][0], told.root, lines[first][2])


def with_new_chain(touch):
    """Whatever was done, and the hub-wide log made anew in the same order, so that all fits."""

    def all_of_it(kept):
        touch(kept)
        ledger = messages_of(kept.hub).root
        lanes = {name: lane(kept.hub) for name, lane in getUtilitiesFor(ILane)}
        order = [each[:3] for each in ledger["ledger"]["entries"].values()]
        ledger["ledger"] = new_ledger()
        for time, lane, position in order:
            found = lanes[lane].hash_at(position)
            if found is not None:
                queue_line(ledger, lane, position, {"time": time, "hash": found})
                append_queued_lines(ledger, NOW)

    return all_of_it


def relogged(touch, kind, records):
    """Whatever was done to records of the archive, and logged by its lines, too."""

    def both(kept):
        touch(kept)
        log = archive_log.BOOK.read(kept.hub)
        for name, record in records(kept.hub):
            number = log["latest"][kind, name]
            line = log["lines"][number]
            log["lines"][number] = (*line[:3], archive_log.record_hash(record))

    return both


def put_back(kept):
    """The whole database as it was when it was anchored first."""
    kept.was.seek(0)
    kept.hub.__annotations__ = kept.hub._p_jar.importFile(kept.was)


def dated_back(kept):
    lines = hub_seals.seal_lines(kept.hub)
    last = lines.maxKey()
    lines[last] = (lines[last][0] - 10**7, *lines[last][1:])


def cut_round(kept):
    """The last round's seals, gone with their line."""
    every, lines = kept.timeline.root["seals"]["batches"], hub_seals.seal_lines(kept.hub)
    del every[every.maxKey()], lines[lines.maxKey()]


PARTS = ({"id": "uuid-1", "size": 1, "sha256": "0" * 64},)
TAMPERINGS = {
    "a text": entry("record", html="<p>Annat</p>"),
    "a title": entry("new", title="Annat"),
    "an author": entry("new", author="Annan"),
    "when it was published": entry("held", published=5),
    "a link": entry("new", link="https://x.se/"),
    "its pictures' descriptions": entry("picture", images=[]),
    "a text, and all made to wait": waiting(entry("record", html="<p>Annat</p>")),
    "a flag, and all made to wait": waiting(entry("held", held=False)),
    "hidden no more": shown,
    "hidden by another": entry("hidden", hidden={"by": "bo", "when": NOW}),
    "hidden without an act": entry("record", hidden={"by": "bo", "when": NOW}),
    "withdrawn no more": entry("withdrawn", withdrawn=None),
    "withdrawn at another time": entry("withdrawn", withdrawn=7),
    "held no more": entry("held", held=False),
    "released by another": entry("new", released={"by": "bo", "when": NOW}),
    "filtered": entry("new", filtered=True),
    "expired": entry("new", expired=True),
    "no longer for the record only": entry("record", record=None),
    "first seen earlier": entry("new", first_seen=7),
    "hidden, but shown": wrong_tree,
    "another in its place": another_in_its_place,
    "a version's text": version(lambda versions: versions[0].update(title="Annat")),
    "a version's time": version(lambda versions: versions[0].update(until=7)),
    "a version removed": version(lambda versions: versions.pop(0)),
    "a version removed, and all made to wait": waiting(version(lambda versions: versions.pop(0))),
    "a version added": add_version,
    "a picture's bytes": other_bytes,
    "another picture for its address": other_picture,
    "a picture's address": no_source,
    "a picture's file": root(lambda store, kept: store["files"].pop(kept.picture)),
    "an original's bytes": original(Blob(b"other bytes"), "image/jpeg", "image/jpg", NOW),
    "an original's type": original(None, "image/png", "image/jpg", NOW),
    "an original's declared type": original(None, "image/jpeg", "", NOW),
    "when an original was taken in": original(None, "image/jpeg", "image/jpg", 7),
    "another original for its address": other_original,
    "the originals removed": root(lambda store, _kept: store["originals"].clear()),
    "all of the originals removed": root(lambda store, _kept: store.pop("originals")),
    "a picture added": new_picture,
    "a picture that nobody wanted": unqueued_picture,
    "the seals of a picture": root(lambda store, _kept: store["seals"]["pictures"].clear()),
    "an act": acts(other_act),
    "an act removed": acts(lambda lines: lines.pop(lines.minKey())),
    "an act added": acts(forged_act),
    "never hidden": no_hiding,
    "all acts removed": acts(lambda lines: lines.clear()),
    "a snapshot's time": snapshot(taken=7),
    "a snapshot's file": snapshot(file=Blob(b"other")),
    "a snapshot, with its hash": other_snapshot,
    "a snapshot removed": no_snapshot,
    "a package's hash": package(parts=PARTS),
    "a package's receipt": package(receipt=None),
    "a package's file": other_package,
    "a package removed": lambda kept: stored_data(kept.hub, orders.BOOK).clear(),
    "who confirmed a disposal": disposal(confirmed=("bo", NOW)),
    "the decision of a disposal": disposal(decision="Annat"),
    "what a disposal did": disposed_item,
    "a disposal removed": lambda kept: stored_data(kept.hub, disposals.KEY).clear(),
    "who disposed of an entry": entry("entry", disposed={"by": "bo", "when": NOW}),
    "a text put back to what is disposed of": entry("entry", title="Annat"),
    "a hold removed": book(holds.KEY, lambda held, _kept: held.clear()),
    "a hold on another": book(
        holds.KEY, lambda held, kept: held.update({("entry", kept.new): ("bo", NOW, "Nej")})
    ),
    "who placed a hold": book(
        holds.KEY, lambda held, kept: held.update({("entry", kept.ids["held"]): ("bo", 1, "Tvist")})
    ),
    "a rule": book(retention.KEY, other_rule),
    "a rule removed": book(retention.KEY, lambda rules, _kept: rules["rules"].clear()),
    "a mask removed": root(lambda store, _kept: store["masks"].clear()),
    "what a mask hides": other_mask,
    "a mark removed": root(lambda store, _kept: store.update(marks={})),
    "a mark on another": root(
        lambda store, kept: store.update(
            marks={"pinned": {**store["marks"]["pinned"], "entry": kept.ids["version"]}}
        )
    ),
    "an entry removed": thrown_away,
    "an entry removed with its seals": thrown_away_with_seals,
    "an entry removed, as if it had been merged": merged,
    "a channel removed": root(lambda store, kept: store["channels"].pop(kept.uid)),
    "everything removed": root(lambda store, _kept: store["channels"].clear()),
    "the seals of an entry removed": lambda kept: box(kept)["seals"].pop(kept.new),
    "the seals of another entry": moved_seals,
    "the salts of an entry": no_salt,
    "a seal added": added_seal,
    "all seals removed": root(lambda store, _kept: store.pop("seals")),
    "a leaf of a round": batch(other_leaf),
    "a round removed": batch(lambda batches, _first: batches.pop(batches.minKey())),
    "the last round removed with its line": cut_round,
    "a round's line": lambda kept: hub_seals.seal_lines(kept.hub).update({0: (NOW, "0" * 64, 9)}),
    "a round dated back": dated_back,
    "a text, sealed anew": resealed,
    "a text, sealed anew with its line": lambda kept: resealed(kept, line=True),
    "a snapshot, logged": relogged(other_snapshot, "snapshot", snapshots.logged_snapshots),
    "the lines of the archive removed": book(
        archive_log.KEY, lambda log, _kept: (log["lines"].clear(), log["latest"].clear())
    ),
}  # fmt: skip
# Those that leave a database in which everything fits: only an anchor shows that it is another.
ONLY_ANCHORED = {
    "an old database put back": put_back,
    "a text, sealed anew, and the chain made anew": with_new_chain(
        lambda kept: resealed(kept, line=True)
    ),
    "a snapshot, logged, and the chain made anew": with_new_chain(TAMPERINGS["a snapshot, logged"]),
}


def missed(kept, tamperings, **how):
    """The names of those that a verification does not find."""
    names = []
    for name, touch in tamperings.items():
        touch(kept)
        if not found(kept, **how):
            names.append(name)
        transaction.abort()
    return names


def test_nothing_is_found_where_nothing_was_changed(kept):
    assert found(kept) == []


def test_whatever_is_changed_in_the_database_is_found_without_anchors(kept):
    assert len(TAMPERINGS) >= 40
    assert missed(kept, TAMPERINGS, anchored=False) == []


def test_whatever_is_changed_is_found_with_anchors_even_if_all_was_made_anew(kept):
    assert missed(kept, TAMPERINGS | ONLY_ANCHORED) == []
    assert missed(kept, ONLY_ANCHORED, anchored=False) == list(ONLY_ANCHORED)


def another(value):
    """Another value of the same type."""
    if value is None or isinstance(value, dict):
        return {"by": "bo", "when": 7}
    return {bool: not value, int: 7, str: "x", tuple: ("x",), list: ["x"]}[type(value)]


def test_each_stored_value_of_a_post_and_of_a_version_is_sealed(kept):
    names = {*stored(kept, "version")} - {*DERIVED_FIELDS, "entry_id", "channel", "versions"}
    said = (*seal_documents.SAID_FIELDS, "until")
    values = {name: changed(name) for name in names}
    values |= {f"version {name}": version(partial(change_version, name)) for name in said}
    assert len(values) > 30
    assert missed(kept, values, anchored=False) == []


def changed(name):
    return lambda kept: stored(kept, "version").update(
        {name: another(stored(kept, "version")[name])}
    )


def change_version(name, versions):
    versions[0][name] = another(versions[0][name])


def test_each_error_is_a_sentence_that_names_the_post(kept):
    def told(touch):
        touch(kept)
        errors = found(kept, anchored=False)
        transaction.abort()
        return errors

    post = kept.ids["record"]
    assert f"the post {post}: its text has been changed" in told(entry("record", title="Annat"))
    assert f"the post {post} is missing" in told(thrown_away)
    post = kept.ids["held"]
    sentence = f"the post {post}: it is not as it was sealed, apart from its text"
    assert sentence in told(entry("held", held=False))
    post = kept.ids["picture"]
    assert f"the post {post}: a picture of it has been changed" in told(other_bytes)
    post = kept.ids["version"]
    sentence = f"the post {post}: a version that was sealed has been changed or removed"
    assert sentence in told(version(lambda versions: versions[0].update(title="Annat")))


def retitled(kept):
    values = {name: stored(kept, "record")[name] for name in CONTENT_FIELDS}
    return {**values, "title": "Ny titel"}


def test_what_is_stored_meanwhile_waits_and_is_no_error(kept):
    changed = {name: stored(kept, "record")[name] for name in CONTENT_FIELDS} | {
        "title": "Ny titel"
    }
    new = {**changed, "keys": ("b",), "link": "https://x.se/b", "title": "Helt ny"}
    store_document(kept.timeline, kept.uid, [changed, new], now=NOW)
    assert found(kept) == []
    hub_seals.seal_hub(kept.hub, NOW + 99)
    assert found(kept) == []


def test_no_line_is_dated_before_the_one_that_precedes_it(kept):
    changed = {name: stored(kept, "record")[name] for name in CONTENT_FIELDS} | {
        "title": "Ny titel"
    }
    store_document(kept.timeline, kept.uid, [changed], now=NOW)
    hub_seals.seal_hub(kept.hub, NOW - 10**7)  # the clock was put back
    lines = hub_seals.seal_lines(kept.hub)
    assert lines[lines.maxKey()][0] == NOW + 60
    assert found(kept) == []
