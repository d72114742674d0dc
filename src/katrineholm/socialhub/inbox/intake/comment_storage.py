"""The storage of retrieved comments as messages, once each, with later versions (T0, T9).

To avoid a flood, comments are not stored if they were written before the channel became official,
or more than a week before the first retrieval.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from plone.dexterity.content import Container

from ... import WEEK
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.times import start_of_day
from ...core.feeds.errors import FeedError
from ...core.feeds.identity import id_key
from ...core.feeds.links import comparable_url
from ...core.feeds.model import FeedState
from ...core.messages.content import captured_content
from ...core.messages.integrity import sha256_hex
from ...core.messages.store import IncomingMessage, messages_of
from ...core.timeline.store import timeline_of
from ...core.timeline.streams import latest_entries
from ..steps.routing import receive_messages, reopen_message
from . import answer_queue, comment_state, remote_comments
from .comment_parser import Comment, CommentPage
from .comment_sources import Source, is_own_account
from .comment_state import BEHIND_FOR, State

FULL_FEED = 10  # comments: WordPress' default
MOST_VERSIONS = 50  # of one comment: a text may change at every retrieval
DEEPEST = 50
ENTRIES = 300


@dataclass(frozen=True, slots=True)
class CommentAnswers:
    """The services' responses about a channel's comments in one round.

    ``asked`` are the URLs whose cache data is stored, ``known`` is the cache data by URL, and
    ``failure`` is the first error.
    """

    facts: ChannelFacts
    asked: frozenset[str]
    found: tuple[tuple[Source, CommentPage], ...] = ()
    known: Mapping[str, FeedState] | None = None
    failure: FeedError | None = None


@dataclass(frozen=True, slots=True)
class CommentChanges:
    """New and edited comments to store; ``state`` is None if there is nothing to store."""

    new: tuple[Comment, ...]
    edited: tuple[tuple[int, Comment], ...]
    state: State | None

    def __bool__(self):
        return self.state is not None


def comment_changes(hub: Container, heard: CommentAnswers, now: int) -> CommentChanges:
    """Return the comments that are new or edited since they were stored; write nothing."""
    before = comment_state.stored_state(hub, heard.facts.uid)
    state = before or State(since=now)
    comments = tuple(_comments_of_others(hub, heard))
    floor = earliest_time(heard.facts, state)
    unknown = (each for each in comments if _stored_number(hub, each) is None)
    recent = (each for each in unknown if each.published is None or each.published >= floor)
    # Services have the newest first.
    new = tuple(sorted(recent, key=lambda each: each.published or now))
    edited = tuple(_edited_comments(hub, heard.facts.uid, comments))
    if heard.failure:
        failed = comment_state.state_after_failure(state, heard.failure, now)
        return CommentChanges(new, edited, failed)
    if not (new or edited or before is None or state.failures):
        return CommentChanges((), (), None)
    behind = now + BEHIND_FOR if _is_full(heard, new) else state.behind
    known = heard.known or {}
    after = comment_state.state_after_answers(state, known, heard.asked, behind=behind)
    return CommentChanges(new, edited, after)


def store_comments(
    hub: Container, heard: Iterable[CommentAnswers], now: int
) -> list[CommentChanges]:
    """Store new and edited comments, notify each assignee once, and return the changes."""
    found = [(each, comment_changes(hub, each, now)) for each in heard]
    new = [(each, one.facts.uid) for one, changes in found for each in changes.new]
    if new:
        receive_messages(hub, [_incoming(each, uid, now) for each, uid in new], now=now)
    _remember_remarks(hub, found)
    for one, changes in found:
        for number, comment in changes.edited:
            messages_of(hub).record(number, "edited", comment_version(comment), who="", now=now)
        for comment in changes.new:
            _reopen(hub, one, comment, now)
        if changes.state:
            comment_state.store_state(hub, one.facts.uid, changes.state)
    return [changes for _one, changes in found]


def _remember_remarks(hub, found):
    """Store the ids by which comments are answered or hidden at the service."""
    for _one, changes in found:
        for each in changes.new:
            if each.remote and (number := _stored_number(hub, each)) is not None:
                remote_comments.store_remote_id(hub, number, each.remote)


def earliest_time(facts: ChannelFacts, state: State) -> int:
    """Return the time since which a channel's comments are stored, in seconds since 1970."""
    since = state.since - WEEK
    if not facts.official_since:
        return since
    return max(since, int(start_of_day(date.fromisoformat(facts.official_since)).timestamp()))


def comment_version(comment: Comment) -> dict:
    """Return a later version of a comment as it is written to the log."""
    digest = sha256_hex(comment.received.encode())
    return {"text": comment.text, "received": comment.received, "hash": digest}


def message_source(comment: Comment) -> str:
    """Return a unique id of a comment; it has no personal data, since it is never erased."""
    return f"comment:{id_key(comment.id)}"


def _comments_of_others(hub, heard) -> Iterator[Comment]:
    seen, facts = set(), heard.facts
    for source, found in heard.found:
        latest = latest_entries(timeline_of(hub), [facts.uid], size=ENTRIES) if source.own else ()
        entries = {comparable_url(entry["link"]) for entry in latest}
        for each in found.comments:
            is_ours = is_own_account(facts.platform, facts.account, each.sender.get("handle", ""))
            is_elsewhere = source.own and comparable_url(each.thread) not in entries
            is_ours = is_ours or answer_queue.is_own_answer(hub, each.remote, each.permalink)
            if not (is_ours or is_elsewhere or message_source(each) in seen):
                seen.add(message_source(each))
                yield each


def _stored_number(hub, comment) -> int | None:
    return messages_of(hub).number_of_source(message_source(comment))


def _edited_comments(hub, uid, comments) -> Iterator[tuple[int, Comment]]:
    for comment in comments:
        number = _stored_number(hub, comment)
        if number is not None and _is_edited(messages_of(hub), number, uid, comment):
            yield number, comment


def _is_edited(messages, number, uid, comment):
    """Return whether a stored comment of this channel has changed.

    Not if it belongs to another channel, or has been disposed of.
    """
    message = messages[number]
    if message["channel"] != uid or "disposed" in message["state"]["record"]:
        return False
    texts = [line["given"]["text"] for line in messages.log(number) if line["step"] == "edited"]
    latest = [message["captured"]["text"], *texts][-1]
    return latest != comment.text and len(texts) < MOST_VERSIONS


def _is_full(heard, new):
    """Return whether a blog's feed has new comments only, so that some may be missing."""
    fresh = {each.id for each in new}
    return any(
        len(found.comments) >= FULL_FEED and all(each.id in fresh for each in found.comments)
        for source, found in heard.found
        if not source.about
    )


def _incoming(comment, uid, now):
    content = captured_content(
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
    return IncomingMessage(message_source(comment), uid, content)


def _reopen(hub, heard, comment, now):
    messages = messages_of(hub)
    for address in _parent_urls(messages, heard, comment):
        for number in messages.about_page(address):
            is_ours = messages[number]["channel"] == heard.facts.uid
            if is_ours and messages.state(number).handling == "watched":
                reopen_message(hub, number, comment.permalink, now=now)


def _parent_urls(messages, heard, comment) -> Iterator[str]:
    """Yield the URLs that a comment replies to, step by step, without the entry."""
    comments = (each for _source, found in heard.found for each in found.comments)
    answers = {each.permalink: each.in_reply_to for each in comments}
    address, seen = comment.in_reply_to, {comment.thread, ""}
    while address not in seen and len(seen) < DEEPEST:
        seen.add(address)
        yield address
        stored = [messages[number]["captured"] for number in messages.about_page(address)]
        address = answers.get(address) or next((each["in_reply_to"] for each in stored), "")
