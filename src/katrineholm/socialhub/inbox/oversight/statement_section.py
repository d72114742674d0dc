"""The section about the statement to the author of a removed comment, and its form."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from plone import api
from plone.autoform.directives import widget
from zope.schema import Bool, TextLine

from ... import _
from ...accounts.channels.mail_texts import mail_language, mail_sentence
from ...accounts.channels.times import formatted_date, local_date
from ...core.messages.engine import Refused
from ...core.messages.flow import ACTORS, HANDLERS
from ...core.messages.store import messages_of
from ...site.mail.mailer import new_message_id, send_mail
from ...site.pages.acts import Act, acts
from ...site.pages.form_faults import FormReader
from ...site.pages.form_schema import Line, LongText, SingleChoice, vocabulary
from ...site.settings.registry import municipality_name, setting
from ..desk.acts import warn_of_hindrance
from ..desk.history import STATEMENT_WAYS
from ..steps.mails import public_channel_name
from ..steps.replies import deliverable_email, sender_email
from ..steps.roles import current_actor
from ..steps.rules import rule_text
from ..steps.site_knowledge import latest_removal_line
from ..steps.step_sequence import take_following_steps
from ..steps.validation import GUARD, MAX_TEXT, cleaned_line, cleaned_text
from ..steps.validation import MAX_LINE as LONGEST
from . import section_parts as part
from .message_section import IMessageReference, Section
from .statement_text import SUBJECT, Decision, statement_draft

LOG_STEP = "statement"
STATEMENT_DUE = _(
    "The comment has been taken down. Tell its author what was done, why, and how to have it "
    "looked at again."
)
CHOICES = {
    "mail": _("By e-mail, from here"),
    "elsewhere": _("In another way, which I have done"),
    "unknown": _("No contact is known: the author cannot be told"),
}


class IStatement(IMessageReference):
    """The form fields of a statement; some of them are required, depending on ``way``."""

    then = TextLine(required=False)
    text = LongText(title=_("Statement to the author"), max_length=MAX_TEXT, required=False)
    way = SingleChoice(
        title=_("How the author is told"),
        vocabulary=vocabulary(CHOICES),
        demand=_("Say how the author is told."),
    )
    address = Line(title=_("The author's e-mail"), max_length=254, required=False)
    how = Line(
        title=_("Where and how, for example a message on the service"),
        max_length=LONGEST,
        required=False,
    )
    along = Bool(title=_("Close it then, if nothing is left to do"), required=False)
    widget("then", type="hidden")
    widget("text", rows=16)
    widget("way", type="radio")
    widget("address", inputmode="email")


def _give(at, given):
    """Log and send the statement, and close the message if that was chosen."""
    way, fields = given["way"], FormReader(given)
    values = {"way": way} | WAY_VALUES[way](fields)
    fields.raise_faults()
    messages_of(at.hub).record(at.number, LOG_STEP, values, who=current_actor(), now=at.now)
    if way == "mail":
        _mail_statement(at, values)
    along = ["close"] if given["along"] else []
    warn_of_hindrance(at, take_following_steps(at.hub, at.number, LOG_STEP, along))


def _mail_values(fields):
    to = fields.read("address", _receiver)
    return {"text": _required_text(fields), "to": to, "message_id": new_message_id(to)}


def _elsewhere_values(fields):
    words, how = _required_text(fields), fields.read("how", cleaned_line)
    fields.require("how", how, _("Say where and how the author was told."))
    return {"how": how, "text": words}


WAY_VALUES = {"mail": _mail_values, "elsewhere": _elsewhere_values, "unknown": lambda fields: {}}
GIVE = Act(
    "give-statement",
    _give,
    said=_("The statement to the author is noted."),
    title=_("Send, or note it"),
    fields=IStatement,
)


class StatementSection(Section):
    """The section for the statement to the author, which is due after a removal."""

    name = "statement"
    title = _("Tell the author")
    acts = acts(GIVE)
    who = ACTORS

    @property
    def is_offered(self) -> bool:
        is_theirs = super().is_offered and self.removal is not None
        return is_theirs and self.state.is_removed and self.may_change

    @cached_property
    def removal(self) -> Any:
        """The log line of the latest removal; None if there is none."""
        return latest_removal_line(self.hub, self.number)

    @property
    def may_close(self) -> bool:
        """True if the current user may still close the message."""
        return self.state.handling == "acting" and bool(self.roles & set(HANDLERS))

    @property
    def is_due(self) -> bool:
        """True if no statement has followed the latest removal."""
        later = self.log[self.log.index(self.removal) :]
        return not any(line["step"] == LOG_STEP for line in later)

    def parts(self) -> Iterator[dict]:
        if self.is_due:
            yield part.alert(STATEMENT_DUE)
        yield from (part.facts(*_statement_facts(each)) for each in self.log_lines(LOG_STEP))
        form = part.with_button(self._form(), GIVE.title, "primary" if self.is_due else "secondary")
        title = _("Statement to the author")
        yield part.folded_form(form, title=title, is_open=self.is_due or self.refused)

    def _form(self):
        """Return the form with a draft; closing is only for those who may."""
        address = sender_email(self.hub, self.number)
        draft, way = statement_draft(self._decision(), mail_sentence), "mail" if address else ""
        begun = {"then": self.next_open, "text": draft, "way": way, "address": address}
        form = self.form(GIVE.name, along=True, **begun)
        fields = {each["name"]: each for each in form["fields"]}
        fields["text"]["value"] = fields["text"]["value"].strip() or draft
        if not self.may_close:
            del fields["along"]
        return form | {"fields": [*fields.values()]}

    def _decision(self):
        acts: Iterator[dict] = (
            line["given"] for line in reversed(self.log) if line["step"] == "act"
        )
        language, rules = mail_language(), self.state.facts.rules
        return Decision(
            step=self.removal["step"],
            day=formatted_date(local_date(self.removal["time"]).isoformat(), language),
            municipality=municipality_name(),
            channel=public_channel_name(self.hub, self.message["channel"]),
            rules=tuple(rule_text(each, self.hub, self.number, language) for each in rules),
            reason=next(acts, {}).get("reason", ""),
            permalink=self.known["permalink"],
            office=setting("office_email") or "",
        )


def _statement_facts(each):
    given = each["given"]
    way = api.portal.translate(STATEMENT_WAYS[given["way"]])
    yield part.fact(_("Told"), f"{way}: {each['when']}, {each['who']}")
    known = {"to": _("To"), "how": _("How")}
    yield from (part.fact(known[name], given[name]) for name in known if name in given)
    if "text" in given:
        yield part.fact(_("What was said"), quote=given["text"], folded=True)


def _mail_statement(at, values):
    channel = public_channel_name(at.hub, messages_of(at.hub)[at.number]["channel"])
    subject, office = mail_sentence(SUBJECT, {"channel": channel}), setting("office_email") or ""
    send_mail(
        values["to"],
        subject,
        values["text"] + "\n",
        reply_to=office,
        message_id=values["message_id"],
        by_person=True,
        now=at.now,
    )


def _required_text(fields):
    words = fields.read("text", cleaned_text)
    fields.require("text", words, _("Write what the author is told."))
    return words


def _receiver(written):
    if not (found := deliverable_email(written)):
        raise Refused(GUARD, _("Write an e-mail address that leads to the author."))
    return found
