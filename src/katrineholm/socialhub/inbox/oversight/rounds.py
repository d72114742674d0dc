"""Supervision rounds through the channels: the persons and dates (lag 1998:112 4 §).

A hub stores two BTrees: ``lines``, append-only and hash-chained like a message's log, and ``days``
of (channel, day), so that a query about a channel reads little. A line has its day; one of 1.0.0a2
has only its time.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOTreeSet
from plone.dexterity.content import Container

from ... import _
from ...accounts.channels import hub_storage
from ...accounts.channels.facts import ChannelFacts, all_channels, any_channel
from ...accounts.channels.mail_texts import mail_language, mail_sentence
from ...accounts.channels.person import person
from ...accounts.channels.times import formatted_date, local_date
from ...core.messages.integrity import GENESIS, chained_line, first_broken_line
from ...core.messages.layout import append_item
from ...core.messages.office_hours import is_working_day
from ...core.messages.store import messages_of
from ...core.messages.verification import Lane
from ..steps.mails import has_account
from ..steps.routing import channel_assignment
from ..steps.summary import messages_url

KEY, LANE = "katrineholm.socialhub.rounds", "rounds"
BOOK = hub_storage.HubStorage(KEY, {"lines": LOBTree, "days": OOTreeSet})
WINDOW = timedelta(days=14)  # how far back missed days are reported
LEFT_OUT = _("Not gone through since ${day}: ${channels}.")
ROUND = _("Supervision round: ${url}")
MOST = 10  # names of channels in a line of a reminder


def supervised_channels(hub: Container) -> list[ChannelFacts]:
    """Return the official channels that allow a dialogue, sorted by title."""
    return [facts for facts in all_channels(hub) if facts.speaks and facts.dialogue]


def record_round(hub: Container, channels: Sequence[str], *, who: str, now: int) -> None:
    """Record that a person has checked some channels, which are given by UID."""
    root = BOOK.writable(hub)
    lines = root["lines"]
    last: Mapping = lines[lines.maxKey()] if lines else {"time": now, "hash": GENESIS}
    # Times never decrease, even if the clock does.
    line: dict[str, Any] = {"time": max(now, last["time"]), "who": who, "channels": list(channels)}
    line = chained_line({**line, "day": local_date(now).isoformat()}, last["hash"])
    messages_of(hub).queue_line(LANE, append_item(lines, line), line)
    root["days"].update(_checked_days(line))


def past_rounds(hub: Container) -> Iterator[Mapping]:
    """Yield the rounds, the latest first, each with ``time``, ``who`` and ``channels``."""
    lines = BOOK.read(hub)["lines"]
    return (lines[number] for number in range(len(lines) - 1, -1, -1))


def missed_days(hub: Container, channel: str, today: date) -> list[date]:
    """Return the past two weeks' working days when nobody checked a channel that was official."""
    since = max(today - WINDOW, _official_since(hub, channel))
    every = (since + timedelta(number) for number in range((today - since).days))
    done = BOOK.read(hub)["days"]
    return [day for day in every if is_working_day(day) and (channel, day.isoformat()) not in done]


def is_round_done(hub: Container, channel: str, day: date) -> bool:
    """Return whether anybody checked a channel on a day."""
    return (channel, day.isoformat()) in BOOK.read(hub)["days"]


def rounds_fault(hub: Container) -> str:
    """Return an error message if a round has been changed; empty if not, see IRecordCheck."""
    root = BOOK.read(hub)
    lines, days = root["lines"].values(), root["days"]
    if (position := first_broken_line(lines)) is not None:
        return f"supervision round {position + 1} has been changed"
    wanted = {day for line in lines for day in _checked_days(line)}
    if len(wanted) == len(days) and all(day in days for day in wanted):
        return ""
    return "the days of the supervision rounds are not those of their lines"


def rounds_lane(hub: Container) -> Lane:
    """Return the rounds as a lane of the hub-wide log, see ILane."""
    lines = BOOK.read(hub)["lines"]
    return Lane(
        lambda at: lines[at]["hash"] if at in lines else None,
        lambda: len(lines),
        lambda at: lines[at]["time"] if at in lines else None,
    )


def _checked_days(line: Mapping) -> set[tuple[str, str]]:
    day = line.get("day") or local_date(line["time"]).isoformat()
    return {(uid, day) for uid in line["channels"]}


def _official_since(hub, channel):
    facts = any_channel(hub, channel)
    return date.fromisoformat(facts.official_since) if facts and facts.official_since else date.min


def round_reminders(hub: Container, today: date) -> dict[str, list[str]]:
    """Return translated lines about missed rounds, keyed by person, see IReminder."""
    found: dict[str, list[tuple[date, str]]] = {}
    known = cache(person)
    for facts in supervised_channels(hub):
        if days := missed_days(hub, facts.uid, today):
            who = channel_assignment(hub, facts.uid, person=known).who
            found.setdefault(who, []).append((days[0], facts.title))
    return {who: list(_lines(hub, who, left)) for who, left in found.items()}


def _lines(hub, who, left):
    """Yield the lines; a contact, who cannot open the round's page, gets no link."""
    titles = [title for _day, title in left]
    more = ["…"] if titles[MOST:] else []
    values = {
        "day": formatted_date(min(day for day, _title in left).isoformat(), mail_language()),
        "channels": ", ".join(titles[:MOST] + more),
        "url": messages_url(hub, "-rounds"),
    }
    yield mail_sentence(LEFT_OUT, values)
    if has_account(who):
        yield mail_sentence(ROUND, values)
