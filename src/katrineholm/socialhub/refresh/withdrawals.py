"""A mail that asks, once, why a source has withdrawn posts."""

from collections.abc import Iterable
from typing import Any

from .. import _
from ..accounts.channels import post_acts
from ..accounts.channels.facts import ChannelFacts
from ..accounts.lifecycle.letters import can_log_in, linked, said
from ..accounts.people.person import mailbox
from ..core.timeline.store import timeline_of
from ..site.mail.send import send
from .stopping import address_of, receivers

MOST = 20  # posts that a mail lists
SUBJECT = _("Withdrawn at the source: ${title}")
SENTENCE = _(
    "The source of ${title} no longer has these posts. Visitors do not see them any more, and they "
    "are kept in the record."
)
MORE = _("… and ${number} more.")
ANSWER = _("Was that on purpose, or is it a fault? Say so, and why: ${url}")


def ask_why(hub: Any, facts: ChannelFacts, withdrawn: Iterable[str], now: int) -> None:
    """Put a mail about the posts that were not asked about before into the outbox."""
    acts = {post: {line.act for line in post_acts.of_post(hub, post)} for post in withdrawn}
    posts = [post for post in acts if "ask" not in acts[post]]
    if not posts:
        return
    channel = hub.unrestrictedTraverse(facts.path)
    values = {"title": facts.title, "url": f"{address_of(facts.path)}/@@withdrawn-posts"}
    for someone in receivers(channel, now):
        call = linked(ANSWER, opens=can_log_in(someone))
        parts = (said(SENTENCE, values), _named(hub, posts), said(call, values))
        send([mailbox(someone)], said(SUBJECT, values), "\n\n".join(parts) + "\n", now=now)
    post_acts.note(hub, "ask", posts, now=now)


def _named(hub, posts: list[str]) -> str:
    timeline = timeline_of(hub)
    lines = [f"– {timeline.kept(post)['title'] or post}" for post in posts[:MOST]]
    if len(posts) > MOST:
        lines.append(said(MORE, {"number": len(posts) - MOST}))
    return "\n".join(lines)
