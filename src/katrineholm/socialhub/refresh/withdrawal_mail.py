"""A mail that asks, once, why a source has withdrawn posts."""

from collections.abc import Iterable
from typing import Any

from .. import _
from ..accounts.channels import post_acts
from ..accounts.channels.facts import ChannelFacts
from ..accounts.channels.mail_texts import can_log_in, link_or_contact, mail_sentence
from ..accounts.channels.person import mail_recipient
from ..core.timeline.store import timeline_of
from ..site.mail.mailer import send_mail
from .stop_mail import channel_recipients, public_url

MAX_POSTS = 20  # posts that a mail lists
SUBJECT = _("Withdrawn at the source: ${title}")
SENTENCE = _(
    "The source of ${title} no longer has these posts. Visitors do not see them any more, and they "
    "are kept in the record."
)
MORE = _("… and ${number} more.")
ANSWER = _("Was that on purpose, or is it a fault? Say so, and why: ${url}")


def send_withdrawal_mail(hub: Any, facts: ChannelFacts, withdrawn: Iterable[str], now: int) -> None:
    """Put a mail about the posts that were not asked about before into the outbox."""
    acts = {post: {line.act for line in post_acts.post_lines(hub, post)} for post in withdrawn}
    posts = [post for post in acts if "ask" not in acts[post]]
    if not posts:
        return
    channel = hub.unrestrictedTraverse(facts.path)
    values = {"title": facts.title, "url": f"{public_url(facts.path)}/@@withdrawn-posts"}
    for someone in channel_recipients(channel, now):
        call = link_or_contact(ANSWER, opens=can_log_in(someone))
        parts = (
            mail_sentence(SENTENCE, values),
            _post_titles(hub, posts),
            mail_sentence(call, values),
        )
        send_mail(
            [mail_recipient(someone)],
            mail_sentence(SUBJECT, values),
            "\n\n".join(parts) + "\n",
            now=now,
        )
    post_acts.note_act(hub, "ask", posts, now=now)


def _post_titles(hub, posts: list[str]) -> str:
    timeline = timeline_of(hub)
    lines = [f"– {timeline.kept(post)['title'] or post}" for post in posts[:MAX_POSTS]]
    if len(posts) > MAX_POSTS:
        lines.append(mail_sentence(MORE, {"number": len(posts) - MAX_POSTS}))
    return "\n".join(lines)
