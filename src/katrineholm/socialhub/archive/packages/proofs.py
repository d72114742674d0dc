"""Proofs that a post stood so on a day, for readers without any of the add-on's code.

A proof has the sealed texts with their salts, the path of each leaf to the root of its round
(RFC 6962), the round's line of the log, and its link in the hub-wide log. ``check-proof.html``
checks it.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from plone.dexterity.content import Container

from ...accounts.channels.times import iso_time
from ...core.messages import ledger
from ...core.messages.integrity import GENESIS, canonical_json
from ...core.messages.ledger import ChainEntry
from ...core.messages.store import messages_of
from ...core.timeline import seal_documents as documents
from ...core.timeline import seals
from ...core.timeline.hashing import digest
from ...core.timeline.layout import Entry, channel_and_box, version_list
from ...core.timeline.merkle import audit_path, tree_levels
from ...core.timeline.store import Timeline, timeline_of
from ...refresh.seals import LANE, seal_lines

FORMAT = "katrineholm.socialhub proof 1"
ROUNDS = 64  # whose trees are remembered


class ProofMaker:
    """Makes the proofs of a hub's posts; it computes the tree of a round once for many of them."""

    def __init__(self, hub: Container) -> None:
        self._timeline, self._log = timeline_of(hub), messages_of(hub).root
        self._lines, self.head = seal_lines(hub), messages_of(hub).head.as_data()
        self._round = lru_cache(ROUNDS)(self._made_round)

    def proof(
        self, entry: Entry, contents: Iterable[Entry], *, with_state: bool = True
    ) -> dict[str, Any]:
        """Return the proof of what a post has said: of its content, or of earlier versions.

        Its ``state`` names persons.
        """
        found = sealed_texts(self._timeline, entry, contents, with_state=with_state)
        sealed = [self._sealed(seal, text) for seal, text in found]
        return {"format": FORMAT, "post": entry["entry_id"], "sealed": sealed, "head": self.head}

    def _sealed(self, seal, text):
        first, levels, about = self._round(seals.batch_start(self._timeline.root, seal.number))
        path = audit_path(levels, seal.number - first)
        return {
            "text": text,
            "salt": seal.salt.hex(),
            "leaf": seal.hash.hex(),
            "path": [{"side": side, "hash": beside.hex()} for side, beside in path],
            **about,
        }

    def _made_round(self, first):
        leaves = seals.batch_with(self._timeline.root, first).leaves
        levels, line = tree_levels(leaves), self._lines[first]
        about = {
            "root": levels[-1][0].hex(),
            "time": iso_time(line[0]),
            # Its SHA-256 is that of the line, as ``hub_storage.append_line`` writes it.
            "line": repr(line),
            "link": _link(self._log, first, line[0]),
        }
        return first, levels, about


def content_before(entry: Entry, moment: int) -> Entry | None:
    """Return the content that an entry had before a timestamp.

    None if it was not stored, or is not known, since earlier versions were disposed of.
    """
    if entry["first_seen"] >= moment or _is_unknown(entry, moment):
        return None
    return next((each for each in version_list(entry) if each["until"] >= moment), entry)


def _is_unknown(entry: Entry, moment: int) -> bool:
    """Return whether a version that has been disposed of may have stood before a timestamp."""
    gone, versions = entry.get("forgotten"), version_list(entry)
    if not gone or entry["last_changed"] < moment:
        return False
    # It is not stored since when the first version that is left stood; before its disposal.
    return not versions or moment <= min(versions[0]["until"], gone["when"])


def sealed_texts(
    timeline: Timeline, entry: Entry, contents: Iterable[Entry], *, with_state: bool
) -> Iterator[tuple[seals.Seal, str]]:
    """Yield each seal of an entry's contents, of their pictures and of its state, with its text.

    What was changed within the last minute has not been sealed yet.
    """
    root, entry_id, contents = timeline.root, entry["entry_id"], [*contents]
    own = seals.entry_seals(channel_and_box(root, entry_id)[1], entry_id)
    texts = [documents.content_text(entry_id, each) for each in contents]
    if with_state and any(each is entry for each in contents):
        texts.append(documents.state_text(root, entry, documents.content_texts(entry)))
    yield from ((seal, text) for text in texts if (seal := _first_fit(own, text)))
    images = () if entry.get("bare") else [each for one in contents for each in one["images"]]
    for source in dict.fromkeys(digest(each["src"]) for each in images):
        text = documents.picture_text(root, source)
        if seal := _first_fit(seals.picture_seals(root, source), text):
            yield seal, text


def _first_fit(found: list[seals.Seal], text: str) -> seals.Seal | None:
    return next((each for each in found if each.salt != seals.NO_SALT and each.fits(text)), None)


def _link(root, position: int, time: int) -> dict[str, Any] | None:
    """Return the link of a round's line in the hub-wide log; None if it is still queued."""
    found = chain_place(root, LANE, position, time)
    if found is None:
        return None
    count, entry = found
    before = root["ledger"]["entries"][count - 1][-1] if count > 1 else GENESIS
    whole = [before, count, entry.time, entry.lane, str(entry.position), entry.line]
    return {"count": count, "text": canonical_json(whole).decode(), "hash": entry.hash}


def chain_place(root: Any, lane: str, position: int, time: int) -> tuple[int, ChainEntry] | None:
    """Return the number and the entry of a line in the hub-wide log; None if it is not there yet.

    The log is nearly sorted by time; it is searched from its start only if clocks were wrong.
    """
    if position in ledger.queued_in(root, lane):
        return None
    entries, first, after = root["ledger"]["entries"], 1, ledger.chain_head(root).count + 1
    while first < after:
        middle = (first + after) // 2
        first, after = (middle + 1, after) if entries[middle][0] < time else (first, middle)
    for start in (first, 1):
        for count, entry in ledger.chain_entries(root, start):
            if (entry.lane, entry.position) == (lane, position):
                return count, entry
    return None
