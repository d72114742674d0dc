"""Whoever can write to the database cannot change the record unseen: a table of ways to try."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
import transaction
from BTrees.Length import Length
from databaseserver import zeo
from persistent.mapping import PersistentMapping
from settling import settle
from ZEO import ClientStorage
from ZODB.DB import DB
from zope.annotation.attribute import AttributeAnnotations

from katrineholm.socialhub.core.messages.anchors import (
    UnreadableAnchors,
    anchor_of,
    append_anchor,
    read_anchors,
)
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.flow import ROLES
from katrineholm.socialhub.core.messages.integrity import GENESIS, chained_line, sealed_evidence
from katrineholm.socialhub.core.messages.layout import append_item, new_ledger
from katrineholm.socialhub.core.messages.ledger import append_queued_lines, queue_line
from katrineholm.socialhub.core.messages.store import KEY, IncomingMessage, Messages
from katrineholm.socialhub.core.messages.verification import record_faults

NOW, HUB, DAY = 1_790_000_000, "hub", 24 * 3600
SAID = {
    **{"rules": ["K1"], "reason": "Påhopp", "confirmed": True, "receiver": "bo", "answer": "Hej"},
    **{"in_office": True, "decision": "Beslut 7", "period_passed": True, "second_person": "bo"},
    **{"diary_number": "KS 2026/1", "diary_date": "2026-01-02", "diary_party": "Eva"},
    **{"diary_subject": "Lekplats", "message_id": "<1@x>", "outcome": "Klart"},
}
# 1 is taken down, 2 answered and closed, 3 disposed of, 4 has just come in and is not joined yet.
HISTORY = {
    1: ("assess", "act", "delete", "close"),
    2: ("assess", "claim", "answer", "register", "close"),
    3: ("assess", "act", "unpublish", "close", "propose-disposal", "dispose"),
    4: ("assess",),
}
UNJOINED, LANE = 4, "message:1"


def written(messages, path):
    """The history of four messages; its head is anchored before the last of them comes in."""
    for number, steps in HISTORY.items():
        if number == UNJOINED:
            anchored(messages, path)
        told = captured_content(
            f"Text {number}", how="typed", at=NOW, permalink=f"https://x.se/{number}"
        )
        source, files = f"https://x.se/{number}#", {"bild.png": b"\x89PNG"}
        messages.receive(IncomingMessage(source, "news", told, files=files), now=NOW)
        messages.receipt(number, f"2026-{number}", now=NOW)
        messages.wait(number, "anna", NOW + 99, why="responsible", now=NOW)
        for step in steps:
            if step == "close":
                settle(messages, number, NOW + number)
            do(messages, number, step)
        if number == 1:
            anchored(messages, path)


def anchored(messages, path):
    append_anchor(path, anchor_of(HUB, messages.append_queued_lines(NOW), NOW))


def do(messages, number, step, who="anna"):
    """Take a step as the application does it; another person proposes a disposal."""
    if step.endswith("-disposal"):
        messages.record(number, step, {}, who="bo" if who == "anna" else who, now=NOW + number)
    else:
        messages.take(number, step, who=who, roles=ROLES, given=SAID, now=NOW + number)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The folder of a ZEO server, as a site of several processes has it."""
    folder = tmp_path_factory.mktemp("zeo")
    with zeo(folder):
        yield folder


@pytest.fixture
def kept(server, tmp_path):
    """A database with the history in it: its ``messages``, and the anchors' path."""
    blobs = {"blob_dir": f"{server}/blobs", "shared_blob_dir": True}
    database = DB(ClientStorage.ClientStorage(f"{server}/zeo.sock", **blobs))
    connection = database.open()
    connection.root()["hub"] = hub = PersistentMapping()
    hub.__annotations__ = PersistentMapping()
    messages, path = Messages(AttributeAnnotations(hub)), tmp_path / "anchors"
    written(messages, path)
    transaction.commit()
    connection.cacheMinimize()
    yield messages, path
    transaction.abort()
    connection.close()
    database.close()


def found(messages, path):
    return list(record_faults(messages.root, lanes={}, anchors=read_anchors(path)))


def cut(number, *, to):
    """Cut a message's log to its first lines."""

    def touch(messages, path):
        log = messages[number]["log"]
        for position in [each for each in log if each >= to]:
            del log[position]

    return touch


def cut_and_emptied(messages, path):
    cut(1, to=1)(messages, path)
    messages[1]["seals"].clear()


def states(number, **values):
    def touch(messages, path):
        messages._place(messages[number], state=messages[number]["state"] | values)

    return touch


def facts(**values):
    def touch(messages, path):
        state = deepcopy(dict(messages[2]["state"]))
        messages._place(messages[2], state=state | {"facts": state["facts"] | values})

    return touch


def stands(number, **values):
    def touch(messages, path):
        messages._place(messages[number], **values)

    return touch


def thrown_away(*numbers):
    """Take messages out of everything but the hub-wide log."""

    def touch(messages, path):
        root = messages.root
        for number in numbers:
            message = messages[number]
            messages._place(message)
            for place in [each for each in root["shelves"] if each[-1] == number]:
                root["shelves"].remove(place)
                root["counts"][place[:3]].change(-1)
            root["sources"].pop(message["source"])
            if address := message["captured"]["permalink"]:
                root["addresses"].remove((address, number))
            del root["messages"][number]

    return touch


def with_new_ledger(touch):
    """Whatever was done, and the hub-wide log made anew in the same order, so that all fits."""

    def all_of_it(messages, path):
        touch(messages, path)
        root = messages.root
        order = [(lane, position) for _time, lane, position, *_hashes in was(root)]
        root["ledger"] = new_ledger()
        for number, message in root["messages"].items():
            order += [(f"message:{number}", position) for position in message["log"]]
        for lane, position in dict.fromkeys(order):
            message = root["messages"].get(int(lane.partition(":")[2]))
            if message and position in message["log"]:
                queue_line(root, lane, position, message["log"][position])
                append_queued_lines(root, NOW)

    return all_of_it


def was(root):
    return list(root["ledger"]["entries"].values())


def recomputed(number):
    """Another answer, and all lines' hashes after it computed once more."""

    def touch(messages, path):
        log, before = messages[number]["log"], GENESIS
        for position in list(log):
            line = {name: log[position][name] for name in ("time", "step", "who", "given")}
            if line["step"] in ("answer", "act"):
                line["given"] = line["given"] | {"answer": "Något annat", "reason": "Annat"}
            log[position] = PersistentMapping(chained_line(line, before))
            before = log[position]["hash"]

    return touch


def forged(number, step, **given):
    """A line behind the others, well linked."""

    def touch(messages, path):
        log = messages[number]["log"]
        last = log[log.maxKey()]
        line = {"time": last["time"], "step": step, "who": "bo", "given": given}
        append_item(log, chained_line(line, last["hash"]))

    return touch


def counted(touch, number):
    """Whatever was done, and its last line counts as one that is in the chain already."""

    def both(messages, path):
        touch(messages, path)
        lanes = messages.root["ledger"]["lanes"]
        lanes[f"message:{number}"] += 1

    return both


def balanced(touch, number, lane):
    """The same, with the number of another log made to fit: all of them together are right."""

    def both(messages, path):
        counted(touch, number)(messages, path)
        lanes = messages.root["ledger"]["lanes"]
        lanes[lane] = lanes.get(lane, 0) - 1

    return both


def noted(touch, number):
    """Whatever was done, and its last line waits for the hub-wide log as others do."""

    def both(messages, path):
        touch(messages, path)
        log = messages[number]["log"]
        queue_line(messages.root, f"message:{number}", log.maxKey(), log[log.maxKey()])

    return both


def resealed(messages, path):
    seal = dict(messages[1]["seals"][0])
    plain = {name: seal[name] for name in seal if name not in ("hash", "files")}
    plain["captured"] = plain["captured"] | {"text": "Annat"}
    messages[1]["seals"][0] = PersistentMapping(sealed_evidence(plain, seal["files"]))


def other_file(messages, path):
    with messages[1]["files"]["bild.png"].open("w") as file:
        file.write(b"Annat")


def no_file(messages, path):
    Path(messages[1]["files"]["bild.png"].committed()).unlink()


def counts(messages, path):
    next(iter(messages.root["counts"].values())).change(1)


def new_count(messages, path):
    messages.root["counts"]["hub", "closed", "direct"] = Length(3)


def entry(count, **values):
    names = ("time", "lane", "position", "line", "hash")

    def touch(messages, path):
        entries = messages.root["ledger"]["entries"]
        told = dict(zip(names, entries[count], strict=True)) | values
        entries[count] = tuple(told[name] for name in names)

    return touch


def ledger(do):
    return lambda messages, path: do(messages.root["ledger"])


def lines_of(do):
    """Do something to the file of anchors, as a list of its lines."""

    def touch(messages, path):
        lines = path.read_text().splitlines(keepends=True)
        path.write_text("".join(do(lines)))

    return touch


def other_hash(line):
    return json.dumps(json.loads(line) | {"hash": "0" * 64}) + "\n"


def message(number, name, do):
    return lambda messages, path: do(messages[number][name])


def root(name, do):
    return lambda messages, path: do(messages.root[name])


def done(number, *steps, who="anna"):
    """Steps that nobody has taken, written as the application would."""

    def touch(messages, path):
        for step in steps:
            do(messages, number, step, who)

    return touch


def joined(touch, lines=0):
    """Whatever was done, and its lines are in the chain, as the worker would do it."""

    def both(messages, path):
        touch(messages, path)
        append_queued_lines(messages.root, NOW)

    return both


def dated_back(messages, path):
    """A message that seems to have come 200 days ago."""
    then = NOW - 200 * DAY
    told = captured_content("Före", how="typed", at=then, permalink="https://x.se/5")
    messages.receive(IncomingMessage("https://x.se/5#", "news", told), now=then)


def dated_back_behind_a_new_entry(messages, path):
    dated_back(messages, path)
    root = messages.root
    for queue in root["ledger"]["waiting"].values():
        for lane, position, time, line in [each for each in queue if each[2] < NOW and each[0]]:
            queue.remove((lane, position, time, line))
            queue.insert((lane, position, NOW, line))


def of_a_log(lane):
    return lambda messages, path: queue_line(
        messages.root, lane, 0, {"time": NOW, "hash": "a" * 64}
    )


def half_a_ledger(messages, path):
    entries = messages.root["ledger"]["entries"]
    for count in list(entries)[5:]:
        del entries[count]
    last = entries[5]
    messages.root["ledger"]["head"].update(count=5, hash=last[-1])


TAMPERINGS = {
    "the last lines cut off": cut(1, to=6),
    "cut to the first line": cut(1, to=1),
    "cut to the first line, seals emptied": cut_and_emptied,
    "the log emptied": cut(2, to=0),
    "the last line of what has just come in cut off": cut(4, to=3),
    "a line changed": message(2, "log", lambda log: log[4].update(who="bo")),
    "a line taken out": message(2, "log", lambda log: log.pop(3)),
    "a line moved": message(2, "log", lambda log: log.update({3: log[4], 4: log[3]})),
    "public again": states(1, publication="public"),
    "open again": states(2, handling="assessing"),
    "never answered": states(2, is_answered=False),
    "never registered": states(2, record=["captured"]),
    "another kind": states(2, is_direct=True),
    "a fact": facts(secret=True),
    "the rules": facts(rules=["K2"]),
    "another channel": stands(2, channel="film"),
    "another number": lambda messages, path: messages[2].update(number=7),
    "another deadline": stands(4, order=NOW + 5),
    "another moment of closing": stands(2, order=-NOW - 50),
    "another person": stands(4, who="bo"),
    "another reason for it": stands(4, why="office"),
    "a message removed": thrown_away(2),
    "the last message removed": thrown_away(4),
    "the last two removed, and the chain made anew": with_new_ledger(thrown_away(3, 4)),
    "all messages removed": thrown_away(1, 2, 3, 4),
    "all removed, and the chain made anew": with_new_ledger(thrown_away(1, 2, 3, 4)),
    "everything removed": lambda messages, path: messages._annotations.pop(KEY),
    "a log recomputed": recomputed(2),
    "a log recomputed, and the chain made anew": with_new_ledger(recomputed(2)),
    "a forged line, well linked": forged(2, "note", text="Ringt"),
    "a forged line that counts as joined": counted(forged(2, "note", text="Ringt"), 2),
    "one that counts instead of another": balanced(forged(2, "note", text="Ringt"), 2, LANE),
    "one that counts instead of nothing": balanced(forged(2, "note", text="Ringt"), 2, "posts"),
    "a forged step that cannot be": noted(forged(2, "answer", answer="Hej"), 2),
    "a forged disposal": noted(forged(4, "dispose", facts={"rules": []}), 4),
    "a disposal that nobody proposed": done(2, "dispose"),
    "one that is in the chain": joined(done(2, "dispose")),
    "one that the same person proposed": done(2, "propose-disposal", "dispose", who="eva"),
    "one whose proposal was taken back": done(
        2, "propose-disposal", "withdraw-disposal", "dispose"
    ),
    "a message dated back": dated_back,
    "a message dated back, in the chain": joined(dated_back),
    "a message dated back, its entries not": dated_back_behind_a_new_entry,
    "a message dated back, its entries in the chain not": joined(dated_back_behind_a_new_entry),
    "a line of a log that nobody knows": of_a_log("rumours"),
    "one in the chain": joined(of_a_log("rumours")),
    "a line of no message": of_a_log("message:02"),
    "a forged wait": noted(forged(4, "wait", **{"for": "bo", "due": 1, "why": ""}), 4),
    "the captured text": message(1, "captured", lambda told: told.update(text="Annat")),
    "another file": other_file,
    "a file taken away": message(1, "files", lambda files: files.clear()),
    "a file gone from the disk": no_file,
    "the evidence": message(1, "seals", lambda seals: seals[0].update(by="bo")),
    "the evidence sealed anew": resealed,
    "the evidence taken away": message(1, "seals", lambda seals: seals.clear()),
    "text put back into what is disposed of": message(3, "captured", lambda t: t.update(text="A")),
    "what a disposal left": message(3, "log", lambda log: log[2].update(who="bo")),
    "off its list": root("shelves", lambda shelves: shelves.remove(shelves.minKey())),
    "all lists emptied": root("shelves", lambda shelves: shelves.clear()),
    "a place on a list for nothing": root("shelves", lambda s: s.insert(("hub", "a", "b", 1, 9))),
    "a counter": counts,
    "a counter of nothing": new_count,
    "another address": root("addresses", lambda found: found.insert(("https://x.se/9", 1))),
    "a reply that was none": root("posts", lambda found: found.insert(("https://x.se/p", 1))),
    "the addresses emptied": root("addresses", lambda found: found.clear()),
    "a mail of another message": root("letters", lambda letters: letters.update({"<2@x>": 1})),
    "a mail that leads elsewhere": root("letters", lambda letters: letters.update({"<1@x>": 9})),
    "where it came from": root("sources", lambda sources: sources.pop("https://x.se/1#")),
    "the head": ledger(lambda kept: kept["head"].update(count=3)),
    "the head's time": ledger(lambda kept: kept["head"].update(time=NOW - 3600)),
    "no time of the head": ledger(lambda kept: kept["head"].update(time=None)),
    "the chain emptied": ledger(lambda kept: kept["entries"].clear()),
    "the chain cut off at its end": half_a_ledger,
    "an entry's line": entry(3, line="0" * 64),
    "an entry's lane": entry(3, lane="message:2"),
    "an entry's moment": entry(3, time=5),
    "what waits for the chain emptied": ledger(
        lambda kept: [bucket.clear() for bucket in kept["waiting"].values()]
    ),
    "how many lines of a log are joined": ledger(lambda kept: kept["lanes"].update({LANE: 2})),
    "an anchor changed": lines_of(lambda lines: [other_hash(lines[0]), *lines[1:]]),
    "the last anchor changed": lines_of(lambda lines: [*lines[:-1], other_hash(lines[-1])]),
    "an anchor that goes further": lines_of(
        lambda lines: [*lines, json.dumps(json.loads(lines[-1]) | {"count": 900}) + "\n"]
    ),
}  # fmt: skip


def test_nothing_is_found_where_nothing_was_changed(kept):
    assert found(*kept) == []


def test_the_table_is_as_long_as_was_demanded():
    assert len(TAMPERINGS) >= 59


# The kinds of errors in a hub's own data, as docs/drift.md lists them, that the core can find.
KINDS = {
    *("missing", "log", "captured", "files", "evidence", "disposal", "state", "place", "counts"),
    *("sources", "addresses", "posts", "letters"),
    *("chain", "head", "lane", "cut", "anchor", "dated"),
}


def test_every_kind_of_error_is_in_the_table(tmp_path):
    kinds = set()
    for number, (name, touch) in enumerate(TAMPERINGS.items()):
        if name != "a file gone from the disk":
            messages, path = Messages({}), tmp_path / str(number)
            written(messages, path)
            touch(messages, path)
            kinds |= {each.what for each in found(messages, path)}
    assert kinds == KINDS
    told = (Path(__file__).parents[3] / "docs" / "drift.md").read_text("utf-8")
    assert {each for each in KINDS if f"`{each}`" not in told} == set()


@pytest.mark.parametrize("touch", TAMPERINGS.values(), ids=TAMPERINGS)
def test_whatever_is_changed_in_the_database_is_found(kept, touch):
    messages, path = kept
    touch(messages, path)
    transaction.commit()
    assert found(messages, path)


def test_it_is_told_from_which_entry_on_things_differ(kept):
    messages, path = kept
    first, second = read_anchors(path)
    with_new_ledger(recomputed(2))(messages, path)
    [told] = [each for each in found(messages, path) if each.what == "anchor"]
    assert (told.number, told.line) == (0, first.count + 1)
    assert first.count < second.count


def test_after_a_pack_all_is_whole(kept):
    messages, path = kept
    messages[1]._p_jar.db().pack()
    messages[1]._p_jar.cacheMinimize()
    assert found(messages, path) == []


@pytest.mark.parametrize("line", ["", "[]", "{", '{"hub": "hub", "count": "9"}', "5"])
def test_a_file_of_anchors_that_is_none_is_told(tmp_path, line):
    path = tmp_path / "anchors"
    path.write_text(line + "\n")
    with pytest.raises(UnreadableAnchors):
        read_anchors(path)
