"""Comments that were found, kept as messages: each once, with its later versions (T0, T9).

So that nobody's list is flooded, nothing is kept that was written before the channel became
official, or more than a week before its comments were first looked for.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ... import WEEK
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.moments import begins
from ...core.feeds.errors import FeedError
from ...core.feeds.identity import id_key
from ...core.feeds.links import comparable
from ...core.feeds.model import Known
from ...core.messages.captured import captured
from ...core.messages.sealing import fingerprint
from ...core.messages.store import Incoming, messages_of
from ...core.timeline.store import timeline_of
from ..routing.routing import SYSTEM, arrive, give
from . import comment_state, remarks_kept
from .comment_parsing import Comment, Found
from .comment_sources import ACCOUNT, Source, is_own
from .comment_state import BEHIND, State

FULL = 10  # comments, as WordPress gives where nothing else is set
MOST_VERSIONS = 50  # of one comment: a text that changes at every look is no news
DEEPEST = 50
ENTRIES = 300


@dataclass(frozen=True, slots=True)
class Heard:
    """What a round heard of a channel's comments.

    ``asked`` are the addresses that are worth remembering, ``known`` what is to be remembered of
    those that answered, ``failure`` the first refusal.
    """

    facts: ChannelFacts
    asked: frozenset[str]
    found: tuple[tuple[Source, Found], ...] = ()
    known: Mapping[str, Known] | None = None
    failure: FeedError | None = None


@dataclass(frozen=True, slots=True)
class News:
    """What is to be written; ``state`` is None where there is nothing to remember."""

    new: tuple[Comment, ...]
    edited: tuple[tuple[int, Comment], ...]
    state: State | None

    def __bool__(self):
        return self.state is not None


def news(hub, heard: Heard, now: int) -> News:
    """What of it is new to a hub. Writes nothing."""
    before = comment_state.recall(hub, heard.facts.uid)
    state = before or State(since=now)
    comments = tuple(_wanted(hub, heard))
    floor = earliest(heard.facts, state)
    new = [
        each
        for each in comments
        if _number(hub, each) is None and (each.published is None or each.published >= floor)
    ]
    new = tuple(sorted(new, key=lambda each: each.published or now))  # services: the newest first
    edited = tuple(_edited(hub, heard.facts.uid, comments))
    if heard.failure:
        return News(new, edited, comment_state.failed(state, heard.failure, now))
    if not (new or edited or before is None or state.failures):
        return News((), (), None)
    behind = now + BEHIND if _is_full(heard, new) else state.behind
    known = heard.known or {}
    return News(new, edited, comment_state.answered(state, known, heard.asked, behind=behind))


def keep(hub, heard: Iterable[Heard], now: int) -> list[News]:
    """Keep what is new within the present transaction, and tell each person once; what it was."""
    found = [(each, news(hub, each, now)) for each in heard]
    incoming = [_incoming(each, one.facts.uid, now) for one, told in found for each in told.new]
    if incoming:
        arrive(hub, incoming, now=now)
    _remember_remarks(hub, found)
    for one, told in found:
        for number, comment in told.edited:
            messages_of(hub).record(number, "edited", version(comment), who="", now=now)
        for comment in told.new:
            _open_again(hub, one, comment, now)
        if told.state:
            comment_state.remember(hub, one.facts.uid, told.state)
    return [told for _one, told in found]


def _remember_remarks(hub, found):
    """What came by a token can be hidden at the service by the name that it has there."""
    for one, told in found:
        if any(source.shape == ACCOUNT for source, _found in one.found):
            for each in told.new:
                if (number := _number(hub, each)) is not None:
                    remarks_kept.remember(hub, number, each.id)


def earliest(facts: ChannelFacts, state: State) -> int:
    """From when on a channel's comments are kept."""
    since = state.since - WEEK
    if not facts.official_since:
        return since
    return max(since, int(begins(date.fromisoformat(facts.official_since)).timestamp()))


def version(comment: Comment) -> dict:
    """A later text of a comment, as its log and the evidence have it."""
    digest = fingerprint(comment.received.encode())
    return {"text": comment.text, "received": comment.received, "hash": digest}


def source_of(comment: Comment) -> str:
    """What tells a comment from every other message; it names nobody, for it is never erased."""
    return f"comment:{id_key(comment.id)}"


def _wanted(hub, heard) -> Iterator[Comment]:
    """The comments of others, each once."""
    seen, facts = set(), heard.facts
    for source, found in heard.found:
        entries = _entries(hub, facts.uid) if source.own else None
        for each in found.comments:
            is_ours = is_own(facts.platform, facts.account, each.sender.get("handle", ""))
            is_elsewhere = entries is not None and comparable(each.thread) not in entries
            if not (is_ours or is_elsewhere or source_of(each) in seen):
                seen.add(source_of(each))
                yield each


def _entries(hub, uid):
    entries = timeline_of(hub).latest([uid], size=ENTRIES)
    return {comparable(entry["link"]) for entry in entries}


def _number(hub, comment) -> int | None:
    return messages_of(hub).known(source_of(comment))


def _edited(hub, uid, comments) -> Iterator[tuple[int, Comment]]:
    for comment in comments:
        number = _number(hub, comment)
        if number is not None and _is_edited(messages_of(hub), number, uid, comment):
            yield number, comment


def _is_edited(messages, number, uid, comment):
    """Not so where a source claims another channel's comment as its own, or nothing is left."""
    message = messages[number]
    if message["channel"] != uid or "disposed" in message["state"]["record"]:
        return False
    texts = [line["given"]["text"] for line in messages.log(number) if line["step"] == "edited"]
    latest = [message["captured"]["text"], *texts][-1]
    return latest != comment.text and len(texts) < MOST_VERSIONS


def _is_full(heard, new):
    """Whether a blog's one feed holds nothing but news, so that more may have fallen out of it."""
    fresh = {each.id for each in new}
    return any(
        len(found.comments) >= FULL and all(each.id in fresh for each in found.comments)
        for source, found in heard.found
        if not source.about
    )


def _incoming(comment, uid, now):
    told = captured(
        comment.text,
        how="feed",
        at=now,
        received=comment.received,
        sender=comment.sender,
        permalink=comment.permalink,
        in_reply_to=comment.in_reply_to,
        thread=comment.thread,
        published=comment.published,
    )
    return Incoming(source_of(comment), uid, told)


def _open_again(hub, heard, comment, now):
    """A message that is watched, and that a new comment goes on from, is to be assessed (T9)."""
    messages = messages_of(hub)
    for address in _answered_by(messages, heard, comment):
        for number in messages.about(address):
            is_ours = messages[number]["channel"] == heard.facts.uid
            if is_ours and messages.state(number).handling == "watched":
                given = {"follow_up": comment.permalink}
                messages.take(number, "reopen-watch", who="", roles=SYSTEM, given=given, now=now)
                give(hub, number, now=now, news=now)


def _answered_by(messages, heard, comment) -> Iterator[str]:
    """What a comment answers, what that answers, and so on; the entry itself is no message."""
    comments = (each for _source, found in heard.found for each in found.comments)
    answers = {each.permalink: each.in_reply_to for each in comments}
    address, seen = comment.in_reply_to, {comment.thread, ""}
    while address not in seen and len(seen) < DEEPEST:
        seen.add(address)
        yield address
        kept = [messages[number]["captured"] for number in messages.about(address)]
        address = answers.get(address) or next((each["in_reply_to"] for each in kept), "")
