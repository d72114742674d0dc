"""Where each hub keeps what looking for the links back has found: plain data, in one place."""

from collections.abc import Hashable
from dataclasses import astuple, dataclass, replace

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from zope.i18nmessageid import Message

from ...accounts.channels import books
from ...accounts.channels.facts import ChannelFacts
from .outcome import Outcome, alarm

KEY = "katrineholm.socialhub.proofs"
BOOK = books.Book(KEY, {"looks": OOBTree, "revision": Length})
SILENT = ("impossible", "unreachable")  # they tell nothing new of the account


@dataclass(frozen=True, slots=True)
class Kept:
    """The latest look at a channel's profile.

    ``looked`` is in seconds since 1970. ``known`` is what is held to be true of the account: the
    latest outcome that told something and gave no alarm.
    """

    profile_url: str
    looked: int
    outcome: Outcome
    known: Outcome

    @property
    def alarm(self) -> Message | None:
        """Why somebody must look into it at once (feature A19), or None."""
        return alarm(self.known, self.outcome)

    @property
    def is_both_ways(self) -> bool:
        """Whether the profile and this site confirm each other."""
        return self.outcome.status == "both-ways" and self.alarm is None


def outcomes(hub) -> dict[str, Kept]:
    """The latest look of each channel of a hub, by UID; no object is loaded for a channel.

    A channel that has been given another address since is as good as not looked at: see
    ``present``.
    """
    return {uid: _unpacked(kept) for uid, kept in BOOK.read(hub)["looks"].items()}


def outcome_of(hub, facts: ChannelFacts) -> Kept | None:
    """The latest look at a channel's present profile, or None."""
    kept = BOOK.read(hub)["looks"].get(facts.uid)
    return present(_unpacked(kept), facts) if kept else None


def present(kept: Kept | None, facts: ChannelFacts) -> Kept | None:
    """What was found, if it was found at the channel's present address."""
    return kept if kept and kept.profile_url == facts.profile_url else None


def store(hub, facts: ChannelFacts, outcome: Outcome, now: int) -> Kept:
    """Keep what a look has found."""
    before = outcome_of(hub, facts)
    known = _known(before.known, outcome) if before else outcome
    return _write(hub, facts.uid, Kept(facts.profile_url, now, outcome, known))


def accept(hub, facts: ChannelFacts) -> bool:
    """What the latest look found is in order, whatever was known before: no alarm any more.

    Returns False if there was none.
    """
    kept = outcome_of(hub, facts)
    if kept is None or kept.known == kept.outcome:
        return False
    _write(hub, facts.uid, replace(kept, known=kept.outcome))
    return True


def revision(hub) -> Hashable:
    """Another value whenever an outcome of the hub is another: a key for caches."""
    return books.revision(BOOK.read(hub)["revision"])


def _known(known, now):
    if alarm(known, now):
        return known
    told, other = (known, now) if now.status in SILENT else (now, known)
    return replace(told, owner_id=told.owner_id or other.owner_id)


def _write(hub, uid, kept):
    root = BOOK.begun(hub)
    root["looks"][uid] = _packed(kept)
    root["revision"].change(1)
    return kept


def _packed(kept):
    """Trees merge by comparing values: tuples of texts and numbers can be compared."""
    return (kept.profile_url, kept.looked, _tuple(kept.outcome), _tuple(kept.known))


def _unpacked(kept):
    profile_url, looked, outcome, known = kept
    return Kept(profile_url, looked, _outcome(outcome), _outcome(known))


def _tuple(outcome):
    return (*astuple(outcome)[:-1], tuple(sorted(outcome.values.items())))


def _outcome(kept):
    return Outcome(*kept[:-1], values=dict(kept[-1]))
