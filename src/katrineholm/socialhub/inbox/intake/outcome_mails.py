"""Mails to reporters about the outcome of their report, if they left an address (feature G12)."""

from collections.abc import Mapping

from plone.dexterity.content import Container

from ... import _
from ...accounts.channels.mail_texts import mail_sentence
from ...core.messages.store import messages_of
from ...site.mail.mailer import new_message_id, send_mail
from ...site.settings.registry import municipality_name, setting
from ..steps.interfaces import IStepTaken
from ..steps.mails import public_channel_name
from ..steps.replies import deliverable_email
from .public_submissions import message_reports

LOG_STEP = "outcome-told"
SUBJECT = _("Your report: ${number}")
REPORTED = _("You reported a comment on ${channel}. Receipt number: ${number}.")
OUTCOMES = {
    "unpublished": _("The comment broke a rule, and has been taken out of public view."),
    "deleted": _("The comment broke a rule, and has been deleted."),
    "public": _("We have looked at the comment. It breaks neither law nor our rules, and stays."),
}
WHERE = _("It is this comment: ${page}")
THANKS = _("Thank you for telling us.")


def send_outcomes(taken: IStepTaken) -> None:
    """Mail each reporter the outcome, once, when a message is closed; see IStepTaken."""
    if taken.step != "close":
        return
    messages = messages_of(taken.hub)
    outcome = messages.state(taken.number).publication
    lines = [each["given"] for each in messages.log(taken.number) if each["step"] == LOG_STEP]
    sent = {(each.get("receipt_number"), each.get("outcome")) for each in lines}
    for report in message_reports(taken.hub, taken.number):
        receipt, to = report.get("receipt_number", ""), deliverable_email(report.get("contact", ""))
        if to and outcome in OUTCOMES and (receipt, outcome) not in sent:
            values = {"receipt_number": receipt, "to": to, "outcome": outcome}
            values["message_id"] = new_message_id(to)
            messages.record(taken.number, LOG_STEP, values, who="", now=taken.now)
            mail_outcome(taken.hub, taken.number, values, taken.now)


def mail_outcome(hub: Container, number: int, sent: Mapping, now: int) -> None:
    """Mail a reporter the outcome of a report, given the values that ``send_outcomes`` logged."""
    message = messages_of(hub)[number]
    values = {
        "channel": public_channel_name(hub, message["channel"]),
        "number": sent["receipt_number"],
        "page": message["captured"]["permalink"],
    }
    texts = (REPORTED, WHERE, OUTCOMES[sent["outcome"]], THANKS)
    words = [mail_sentence(each, values) for each in texts]
    send_mail(
        sent["to"],
        mail_sentence(SUBJECT, values),
        "\n\n".join((*words, municipality_name())) + "\n",
        reply_to=setting("office_email") or "",
        message_id=sent["message_id"],
        now=now,
    )
