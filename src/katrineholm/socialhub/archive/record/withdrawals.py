"""The answers that state whether a post was withdrawn at its source on purpose or by mistake."""

from collections.abc import Iterator
from itertools import islice

from plone import api
from plone.dexterity.content import Container, Item

from ...accounts.channels import post_acts
from ...accounts.channels.facts import ChannelFacts
from ...core.timeline.documents import withdraw_wave
from ...core.timeline.layout import Entry
from ...core.timeline.record import invisible_entries
from ...core.timeline.store import timeline_of
from ...core.timeline.waves import keep_wave
from ...inbox.steps.roles import channel_roles, current_actor
from ...site.pages.permissions import CONFIRM_CHANNEL, may_manage_register

ANSWERS = ("purpose", "fault")
MOST = 200  # posts that are examined


def may_answer_for(hub: Container, channel: Item) -> bool:
    """Return whether the current user may answer questions about a channel's withdrawn posts."""
    if not current_actor():
        return False
    if api.user.has_permission(CONFIRM_CHANNEL, obj=channel):
        return True
    return bool(channel_roles(hub, channel.UID(), may_manage_register(hub)))


def unanswered_posts(hub: Container, channel: str) -> Iterator[Entry]:
    """Yield a channel's withdrawn posts that await an answer; ``channel`` is a UID."""
    for entry in islice(invisible_entries(timeline_of(hub), channel), MOST):
        if entry["withdrawn"] is not None and _has_open_question(hub, entry["entry_id"]):
            yield entry


def store_answer(
    hub: Container, channel: str, post: str, verdict: str, *, why: str, now: int
) -> bool:
    """Store the answer (``verdict``) about a withdrawn post; return False if none is awaited."""
    entry = timeline_of(hub).unmasked(post)
    if entry is None or entry["channel"] != channel or not _has_open_question(hub, post):
        return False
    post_acts.note_act(hub, verdict, [post], now=now, who=current_actor(), why=why)
    return True


def held_back_ids(hub: Container, channel: str) -> tuple[str, ...]:
    """Return the ids of a channel's posts that were withdrawn all at once and await a decision."""
    wave = timeline_of(hub).waves().get(channel)
    return wave["entries"] if wave else ()


def decide_on_held_back(
    hub: Container, facts: ChannelFacts, verdict: str, *, why: str, now: int
) -> int:
    """Withdraw or keep a channel's posts that await a decision; return their count."""
    timeline = timeline_of(hub)
    if verdict == "let-go":
        posts = withdraw_wave(timeline, facts.uid, now=now)
        post_acts.note_act(hub, "withdraw", posts, now=now)
    else:
        posts = keep_wave(timeline, facts.uid)
    post_acts.note_act(hub, verdict, posts, now=now, who=current_actor(), why=why)
    return len(posts)


def _has_open_question(hub, post: str) -> bool:
    acts = [line.act for line in post_acts.post_lines(hub, post)]
    asked = [at for at, act in enumerate(acts) if act == "ask"]
    return bool(asked) and not {*ANSWERS, "return", "let-go"} & {*acts[asked[-1] :]}
