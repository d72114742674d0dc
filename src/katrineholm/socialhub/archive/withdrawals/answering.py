"""What is said of posts that a source has withdrawn: on purpose, or by a fault."""

from collections.abc import Iterator
from itertools import islice

from plone import api

from ...accounts.channels import post_acts
from ...accounts.channels.facts import ChannelFacts
from ...core.timeline.layout import Entry
from ...core.timeline.store import timeline_of
from ...inbox.routing.roles import me, roles_on
from ...site.forms.permissions import CONFIRM_CHANNEL, may_manage

ANSWERS = ("purpose", "fault")
DECISIONS = ("let-go", "let-stand")
MOST = 200  # posts that are looked at


def may_answer(hub, channel) -> bool:
    """Whether the present user answers for a channel, or may change it."""
    if not me():
        return False
    if api.user.has_permission(CONFIRM_CHANNEL, obj=channel):
        return True
    return bool(roles_on(hub, channel.UID(), may_manage(hub)))


def unanswered(hub, channel: str) -> Iterator[Entry]:
    """The withdrawn posts of a channel, by its UID, of which somebody was asked and nobody said."""
    for entry in islice(timeline_of(hub).unseen(channel), MOST):
        if entry["withdrawn"] is not None and _waits(hub, entry["entry_id"]):
            yield entry


def answer(hub, channel: str, post: str, what: str, *, why: str, now: int) -> bool:
    """Keep what is said of a post; False where it does not wait for an answer any more."""
    entry = timeline_of(hub).whole(post)
    if entry is None or entry["channel"] != channel or not _waits(hub, post):
        return False
    post_acts.note(hub, what, [post], now=now, who=me(), why=why)
    return True


def held_back(hub, channel: str) -> tuple[str, ...]:
    """The ids of the posts that went at once and are held back."""
    wave = timeline_of(hub).waves().get(channel)
    return wave["entries"] if wave else ()


def decide(hub, facts: ChannelFacts, what: str, *, why: str, now: int) -> int:
    """Withdraw what is held back, or let it stand; how many posts that are."""
    timeline = timeline_of(hub)
    if what == "let-go":
        posts = timeline.let_go(facts.uid, now=now)
        post_acts.note(hub, "withdraw", posts, now=now)
    else:
        posts = timeline.let_stand(facts.uid)
    post_acts.note(hub, what, posts, now=now, who=me(), why=why)
    return len(posts)


def _waits(hub, post: str) -> bool:
    """Whether a question about a post stands: of its last withdrawal, and without an answer."""
    acts = [line.act for line in post_acts.of_post(hub, post)]
    asked = [at for at, act in enumerate(acts) if act == "ask"]
    return bool(asked) and not {*ANSWERS, "return", "let-go"} & {*acts[asked[-1] :]}
