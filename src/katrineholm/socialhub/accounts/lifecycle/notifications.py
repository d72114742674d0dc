"""Mails about steps: reports to the information office, decisions to the administration."""

from collections.abc import Iterable
from typing import Any

from plone import api

from ... import _
from ...site.mail.mailer import send_mail
from ...site.settings.registry import setting
from ...site.settings.titles import service_title
from ..channels import history
from ..channels.facts import facts_of
from ..channels.hub import hub_of
from ..channels.mail_texts import link_or_contact, mail_sentence, may_open, office_recipients
from ..channels.person import Person, mail_recipient, member_name, person
from .steps import WORKFLOW

SUBJECTS = {
    "report": _("To be reviewed: ${title}"),
    "return": _("Sent back: ${title}"),
    "make-official": _("Official: ${title}"),
    "pause": _("Paused: ${title}"),
    "resume": _("Resumed: ${title}"),
    "close": _("Closed: ${title}"),
}
SENTENCES = {
    "report": _("${who} has reported the channel ${title} to the information office."),
    "return": _("${who} has sent the channel ${title} back to the administration."),
    "make-official": _("${who} has made the channel ${title} official. It is on the public list."),
    "pause": _("${who} has paused the channel ${title}. Nothing is retrieved until it is resumed."),
    "resume": _("${who} has resumed the channel ${title}. It is retrieved again."),
    "close": _("${who} has closed the channel ${title}. It is listed as no longer ours."),
}
CALLS = {
    "report": _("Review it here: ${url}"),
    "return": _("Change what is asked for and report it again: ${url}"),
}


def send_notifications(channel: Any, event: Any) -> None:
    """Queue the mails about a channel's step to the people whom it concerns."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    step = event.transition.getId()
    comment = (event.kwargs.get("comment") or "").strip()
    values = _values(channel, step)
    reply_to = _my_address() or setting("office_email") or ""
    for someone in _other_people(RECEIVERS[step](channel)):
        text = _mail_body(step, values, comment, opens=may_open(someone, channel))
        send_mail(
            mail_recipient(someone), mail_sentence(SUBJECTS[step], values), text, reply_to=reply_to
        )


def _reporter(channel):
    uid = channel.UID()
    line = history.latest_lines(hub_of(channel), [uid], "report").get(uid)
    return person(line["who"]) if line else None


def _holders(channel):
    return [_reporter(channel), person(channel.responsible), person(channel.substitute)]


RECEIVERS = {
    "report": lambda channel: office_recipients(),
    "return": lambda channel: [_reporter(channel), person(channel.responsible)],
    "make-official": _holders,
    "pause": _holders,
    "resume": _holders,
    "close": _holders,
}


def _other_people(people: Iterable[Person | None]) -> list[Person]:
    """Return the people by unique e-mail, without the current user."""
    own = _my_address().casefold()
    found: dict[str, Person] = {}
    for each in people:
        if each and each.email:
            found.setdefault(each.email.casefold(), each)
    return [each for to, each in found.items() if to != own]


def _my_address():
    return api.user.get_current().getProperty("email", "") or ""


def _values(channel, step):
    facts, url = facts_of(channel), channel.absolute_url()
    return {
        "title": facts.title,
        "administration": facts.administration.title,
        "service": f"{service_title(facts.platform)} {facts.account}".strip(),
        "who": member_name(api.user.get_current().getId()),
        "url": f"{url}/@@lifecycle?step=make-official" if step == "report" else url,
    }


def _mail_body(step, values, comment, *, opens):
    call = CALLS.get(step, _("The channel's page: ${url}"))
    has_reason = step in ("return", "close")
    comment_line = _("Reason: ${comment}") if has_reason else _("Comment: ${comment}")
    lines = [
        mail_sentence(SENTENCES[step], values),
        "",
        mail_sentence(_("Administration: ${administration}"), values),
        mail_sentence(_("Service: ${service}"), values),
        *(["", mail_sentence(comment_line, {"comment": comment})] if comment else []),
        "",
        mail_sentence(link_or_contact(call, opens=opens), values),
    ]
    return "\n".join(lines) + "\n"
