"""The fields of the public's forms (guideline G7, features G12, G13), and their acts."""

from dataclasses import fields as dataclass_fields
from functools import partial
from typing import Any

from plone.autoform.directives import widget
from plone.dexterity.content import Item
from zope.interface import Interface, invariant, provider
from zope.schema.interfaces import IContextSourceBinder
from zope.schema.vocabulary import SimpleVocabulary

from ... import _
from ...accounts.channels.hub import hub_of
from ...core.timeline.entry import is_visible
from ...core.timeline.store import timeline_of
from ...site.pages.acts import Act
from ...site.pages.form_schema import Line, LongText, SingleChoice, vocabulary
from ...site.pages.refusals import FaultyFields, Refusal
from ..steps.validation import (
    MAX_LINE,
    MAX_LONG_TEXT,
    MAX_TEXT,
    MAX_URL,
    cleaned_line,
    cleaned_name,
    cleaned_quote,
    cleaned_text,
)
from .comment_identity import has_comment_id
from .public_submissions import Contact, take_contact, take_report
from .rate_limit import CONTACT, REPORT, take_within_limit
from .reports import Report, cleaned_comment_url, report_reasons

TRAPPED = _("A field that is to stay empty was filled in. It is empty now: send once more.")
UNCLEAR_COMMENT = _(
    "There may be many comments at this address: copy what the comment says, or say who wrote it."
)


@provider(IContextSourceBinder)
def reason_source(channel: Item) -> SimpleVocabulary:
    """Return the vocabulary of reasons for reporting a comment in a channel."""
    return vocabulary(report_reasons(channel))


def cleaned_trap(value: object) -> str:
    """Return an empty string; raise Refusal if the hidden trap field has a value.

    People do not see the field, but programs fill it in. After a refusal, a person can correct it.
    """
    if value:
        raise Refusal(TRAPPED)
    return ""


class IReport(Interface):
    """The fields of a report of a comment that breaks the law or the rules."""

    address = Line(
        title=_("The comment's address"),
        description=_(
            "Copy it where the comment is, often under its date or its menu. If you find none, "
            "copy the address of the post, and tell below which comment it is."
        ),
        max_length=MAX_URL,
        demand=_("Say where the comment is: paste its address."),
        clean=cleaned_comment_url,
    )
    reason = SingleChoice(
        title=_("The comment contains"),
        source=reason_source,
        demand=_("Choose what is wrong with the comment."),
    )
    text = LongText(
        title=_("What is wrong with it"),
        max_length=MAX_TEXT,
        demand=_("Describe what is wrong with the comment."),
        clean=cleaned_text,
    )
    quote = LongText(
        title=_("What the comment says"),
        description=_(
            "Copy its words, so that we find the right one: there may be many at one address."
        ),
        max_length=MAX_TEXT,
        required=False,
        clean=cleaned_quote,
    )
    author = Line(
        title=_("Who wrote the comment"),
        description=_(
            "The name that stands there. Fill it in above all if the comment has no words."
        ),
        max_length=MAX_LINE,
        required=False,
        clean=cleaned_name,
    )
    widget("address", inputmode="url")
    widget("reason", type="radio")
    widget("text", rows=4)
    widget("quote", rows=3)

    @invariant
    def says_which(report: Any) -> None:
        """Require a quote or an author unless the URL identifies a single comment."""
        # A missing URL has a fault of its own.
        said = report.quote or report.author or has_comment_id(report.address or "")
        if report.address and not said:
            raise FaultyFields({"quote": UNCLEAR_COMMENT})


class IContact(Interface):
    """The fields of a message to the person responsible for the channel."""

    subject = Line(
        title=_("Subject"),
        max_length=MAX_LINE,
        demand=_("Say in a few words what the message is about."),
        clean=cleaned_line,
    )
    text = LongText(
        title=_("Message"),
        max_length=MAX_LONG_TEXT,
        demand=_("Write your message."),
        clean=cleaned_text,
    )
    name = Line(title=_("Your name"), max_length=MAX_LINE, required=False, clean=cleaned_line)
    widget("text", rows=8)
    widget("name", autocomplete="name")


class IPublicForm(Interface):
    """The last fields of both forms, one of them a hidden trap for programs."""

    contact = Line(
        title=_("Your e-mail or phone number"),
        description=_("Only if you want an answer. You need not say who you are."),
        max_length=MAX_LINE,
        required=False,
        clean=cleaned_line,
    )
    homepage = Line(title=_("Leave this field empty"), required=False, clean=cleaned_trap)
    entry = Line(title=_("The entry that it is about, by its id"), required=False)
    widget("homepage", type="trap")
    widget("entry", type="hidden")
    widget("contact", autocomplete="email", autocapitalize="none")


class IReportForm(IReport, IPublicForm):
    """The fields of ``@@report-comment`` and ``POST @report``."""


class IContactForm(IContact, IPublicForm):
    """The fields of ``@@contact-responsible`` and ``POST @contact``."""


def entry_reference(channel: Item, id: str) -> dict:
    """Return ``id``, ``title`` and ``link`` of a visible entry of the channel; {} if missing."""
    timeline = timeline_of(hub_of(channel))
    entry = timeline.get(id) if id else None
    if not entry or entry["channel"] != channel.UID() or not is_visible(entry):
        return {}
    return {"id": id, "title": entry["title"], "link": entry["link"]}


def receipt_url(channel: Item, name: str, receipt: str) -> str:
    """Return the URL that shows a receipt; ``name`` is the view name of the form."""
    return f"{channel.absolute_url()}/@@{name}?receipt={receipt}"


def _report(at, given):
    values = {each.name: given[each.name] for each in dataclass_fields(Report)}
    take = partial(take_report, at.context, Report(**values), entry=_link(at.context, given))
    return take_within_limit(at.request, at.context, REPORT, take)


def _contact(at, given):
    values = {each.name: given[each.name] for each in dataclass_fields(Contact)}
    take = partial(take_contact, at.context, Contact(**values), entry=_link(at.context, given))
    return take_within_limit(at.request, at.context, CONTACT, lambda often, **how: take(**how))


def _link(channel, given):
    return entry_reference(channel, given["entry"]).get("link", "")


REPORT_ACT = Act(
    "report-comment",
    _report,
    title=_("Send the report"),
    fields=IReportForm,
    then=lambda at, receipt: receipt_url(at.context, "report-comment", receipt),
)
CONTACT_ACT = Act(
    "contact-responsible",
    _contact,
    title=_("Send the message"),
    fields=IContactForm,
    then=lambda at, receipt: receipt_url(at.context, "contact-responsible", receipt),
)
