"""The storage of the latest check of each channel's profile, as plain data."""

from collections.abc import Hashable
from dataclasses import astuple, dataclass, replace

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ...accounts.channels import hub_storage
from ...accounts.channels.facts import ChannelFacts
from .check_outcome import CheckOutcome, alarm_reason

KEY = "katrineholm.socialhub.proofs"
BOOK = hub_storage.HubStorage(KEY, {"looks": OOBTree, "revision": Length})
INCONCLUSIVE = ("impossible", "unreachable")  # inconclusive


@dataclass(frozen=True, slots=True)
class ProfileCheck:
    """A channel's latest check; ``known`` is the latest conclusive outcome that gave no alarm."""

    profile_url: str
    checked_at: int
    outcome: CheckOutcome
    known: CheckOutcome

    @property
    def alarm(self) -> Message | None:
        """The reason why the check needs immediate attention (feature A19), or None."""
        return alarm_reason(self.known, self.outcome)

    @property
    def is_both_ways(self) -> bool:
        """True if the profile and this site link to each other, and there is no alarm."""
        return self.outcome.status == "both-ways" and self.alarm is None


def checks_by_uid(hub: Container) -> dict[str, ProfileCheck]:
    """Return the latest check of each channel of a hub, keyed by UID, without loading channels.

    A check may be of a profile URL that the channel no longer has: see ``present_check``.
    """
    return {uid: _unpacked(kept) for uid, kept in BOOK.read(hub)["looks"].items()}


def latest_check(hub: Container, facts: ChannelFacts) -> ProfileCheck | None:
    """Return the latest check of a channel's present profile URL, or None."""
    kept = BOOK.read(hub)["looks"].get(facts.uid)
    return present_check(_unpacked(kept), facts) if kept else None


def present_check(kept: ProfileCheck | None, facts: ChannelFacts) -> ProfileCheck | None:
    """Return the check if it was made at the channel's present profile URL, else None."""
    return kept if kept and kept.profile_url == facts.profile_url else None


def store_check(
    hub: Container, facts: ChannelFacts, outcome: CheckOutcome, now: int
) -> ProfileCheck:
    """Store the outcome of a check, and return it as the channel's latest check."""
    before = latest_check(hub, facts)
    known = _conclusive(before.known, outcome) if before else outcome
    return _write(hub, facts.uid, ProfileCheck(facts.profile_url, now, outcome, known))


def accept_check(hub: Container, facts: ChannelFacts) -> bool:
    """Accept the latest outcome as correct; return False if there is nothing to accept."""
    kept = latest_check(hub, facts)
    if kept is None or kept.known == kept.outcome:
        return False
    _write(hub, facts.uid, replace(kept, known=kept.outcome))
    return True


def proofs_revision(hub: Container) -> Hashable:
    """Return a value for cache keys that changes whenever a check of the hub is stored."""
    return hub_storage.counter_key(BOOK.read(hub)["revision"])


def _conclusive(known, now):
    if alarm_reason(known, now):
        return known
    latest, other = (known, now) if now.status in INCONCLUSIVE else (now, known)
    return replace(latest, owner_id=latest.owner_id or other.owner_id)


def _write(hub, uid, kept):
    root = BOOK.writable(hub)
    root["looks"][uid] = _packed(kept)
    root["revision"].change(1)
    return kept


def _packed(kept):
    """Return plain tuples, which trees can compare when they merge."""
    return (kept.profile_url, kept.checked_at, _tuple(kept.outcome), _tuple(kept.known))


def _unpacked(kept):
    profile_url, checked_at, outcome, known = kept
    return ProfileCheck(profile_url, checked_at, _outcome(outcome), _outcome(known))


def _tuple(outcome):
    return (*astuple(outcome)[:-1], tuple(sorted(outcome.values.items())))


def _outcome(kept):
    return CheckOutcome(*kept[:-1], values=dict(kept[-1]))
