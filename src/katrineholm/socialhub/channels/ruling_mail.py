"""Mails about a channel's own rules: the proposal to the office, the answer to the channel."""

from plone import api
from zope.i18nmessageid import Message

from .. import _
from .duties import answering_today
from .mail import send
from .people import mailbox
from .rules import OwnRule
from .steps_mail import office

PROPOSED = _("A comment rule is proposed for ${channel}: ${rule}\n\nAnswer it here: ${url}")
ACCEPTED = _(
    "The information office has accepted the comment rule for ${channel}: ${rule}\n\n"
    "Put it in force here: ${url}"
)
DECLINED = _(
    "The information office has declined the comment rule for ${channel}: ${rule}\n\n"
    "The reason: ${note}\n\nThe channel's rules: ${url}"
)


def tell_office(channel, rule: OwnRule) -> None:
    """A rule waits for the office's answer."""
    receivers = [mailbox(each) if each.name else each.email for each in office()]
    if receivers:
        subject = _said(_("Proposed rule: ${channel}"), channel, rule)
        send(receivers, subject, _said(PROPOSED, channel, rule))


def tell_responsible(channel, rule: OwnRule) -> None:
    """The office has answered; whoever answers for the channel today is told."""
    answering = answering_today(channel)
    if answering is None:
        return
    is_accepted = rule.state == "consulted"
    subject = _("Rule accepted: ${channel}") if is_accepted else _("Rule declined: ${channel}")
    text = ACCEPTED if is_accepted else DECLINED
    send(mailbox(answering.person), _said(subject, channel, rule), _said(text, channel, rule))


def _said(text, channel, rule):
    values = {
        "channel": channel.title,
        "rule": rule.text,
        "note": rule.steps[-1].note,
        "url": f"{channel.absolute_url()}/@@rules",
    }
    return api.portal.translate(Message(text, mapping=values))
