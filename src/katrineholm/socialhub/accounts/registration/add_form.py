"""The three steps in which a channel is added: its address, its people, and its texts."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import transaction
from plone import api
from plone.autoform.directives import widget
from Products.CMFCore.WorkflowCore import WorkflowException
from zope.interface import Interface
from zope.schema import ValidationError
from zope.schema.interfaces import IField

from ... import _
from ...core.feeds.errors import FeedError
from ...core.feeds.source_kinds import NEVER_GATHERED
from ...site.pages.acts import Act
from ...site.pages.address_validation import account_of_url
from ...site.pages.form_faults import FormFaults
from ...site.pages.form_schema import Line, LongText, SingleChoice, vocabulary
from ...site.pages.page_values import link
from ...site.pages.permissions import REPORT_CHANNEL
from ...site.pages.refusals import FaultyFields, Refusal, error_message
from ...site.pages.text_checks import has_words
from ..channels.interfaces import IChannel
from ..channels.limits import channel_fault
from ..channels.person import LONGEST, stored_person
from .account_logins import KINDS, Login, note_login
from .account_logins import PERSON as PERSON_KIND
from .probe import Probe, probe_url
from .probe_preview import duplicate_notice
from .requirements import ChannelValues, state_requirements
from .validation import new_channel_errors

FOUND = ("platform", "kind", "feed_url")  # filled in by looking up the address
FACEBOOK = _("Pages, groups and events on Facebook are registered as places.")
PERSON = _(
    "Needed for the report. The name of a member or of somebody who answers for a channel already, "
    "or a name and an e-mail: Anna Berg <anna.berg@katrineholm.se>."
)
BOTH = _("Write who, or leave both empty.")
RESPONSIBLE, SUBSTITUTE = _("Responsible"), _("Substitute")
HOLDER = _("Name of who has the log-in")
# The fields of requirements with other names.
FIELDS = {"contact": "contact_email", "account": "profile_url"}


class IAddress(Interface):
    """The first step: where the account is."""

    profile_url = Line(
        title=_("The account's address"),
        description=_(
            "Paste the page that people visit, such as https://mastodon.se/@katrineholm."
        ),
        max_length=2000,
    )
    widget("profile_url", inputmode="url")


class IFound(Interface):
    """The result of looking up the address: hidden fields, or one of several feeds to choose."""

    platform = Line(required=False, max_length=100)
    kind = Line(required=False, max_length=100)
    feed_url = Line(title=_("Feed"), required=False, max_length=2000)
    widget("feed_url", type="radio")


class IPeople(Interface):
    """The second step: who answers for the channel."""

    responsible = Line(
        title=RESPONSIBLE,
        description=PERSON,
        required=False,
        max_length=LONGEST,
        clean=partial(stored_person, field=RESPONSIBLE),
    )
    substitute = Line(
        title=SUBSTITUTE,
        description=_("Needed for the report, too: answers while the responsible is away."),
        required=False,
        max_length=LONGEST,
        clean=partial(stored_person, field=SUBSTITUTE),
    )
    contact_email = Line(
        title=_("Official e-mail"),
        description=_("Shown to the public. Empty: the administration's."),
        required=False,
        max_length=LONGEST,
    )
    login_kind = SingleChoice(
        title=_("Who has the log-in"),
        description=_("A person, a function or a safe. Never a password."),
        vocabulary=vocabulary(KINDS),
        required=False,
    )
    login_holder = Line(title=HOLDER, required=False, max_length=LONGEST)
    widget("contact_email", type="email", inputmode="email")
    widget("login_kind", none=_("Not known yet"))


class ITexts(Interface):
    """The third step: what the channel is called and is for."""

    title = Line(title=_("Title"), max_length=200)
    purpose = LongText(
        title=_("Purpose"),
        description=_("Needed for the report: what it is for, in a sentence. Shown to the public."),
        max_length=1000,
        required=False,
    )
    audience = Line(
        title=_("Audience"),
        description=_("Whom it is meant for. Shown to the public."),
        max_length=200,
        required=False,
    )
    language = SingleChoice(title=_("Language"), vocabulary="katrineholm.socialhub.languages")
    widget("purpose", rows=3)


class IWhole(IAddress, IFound, IPeople, ITexts):
    """All fields of a new channel, as the last step sends them."""


def _find(at: Any, given: Mapping) -> Probe:
    """Look up the address, and fill in the form with what was found. Nothing is stored."""
    try:
        profile = account_of_url(given["profile_url"])
        at.elsewhere = _elsewhere(at.context, profile)
        if at.elsewhere:
            raise _at_field("profile_url", at.elsewhere["message"])
        if fault := channel_fault(api.portal.get()):
            raise _at_field("profile_url", fault)
        found = probe_url(given["profile_url"])
    except FeedError as error:
        raise _at_field("profile_url", error_message(error)) from error
    at.request.form.update(_found_values(found, at.request.form))
    return found


def _elsewhere(context, profile):
    """Return where the address belongs instead, as a ``message`` and perhaps a link, or None."""
    if profile.platform in NEVER_GATHERED:
        url = f"{context.absolute_url()}/++add++FacebookPlace"
        return {**link(url, _("Register a place")), "message": FACEBOOK}
    listed = duplicate_notice(context, profile.url)
    return listed and {**(link(listed["url"], listed["title"]) or {}), "message": listed["message"]}


def _found_values(found: Probe, form: Mapping) -> dict[str, str]:
    urls = [candidate.feed_url for candidate in found.candidates]
    before = form.get("feed_url")
    return {
        "profile_url": found.profile.url,
        "feed_url": before if before in urls else next(iter(urls), found.profile.feed_url or ""),
        "platform": found.service.name,
        "kind": found.kind,
        "title": form.get("title") or found.title,
    }


def _save(at: Any, given: Mapping) -> Any:
    """Add the channel to its administration as a draft, and return it."""
    values, login = _valid_values(at.context, given), new_login(given)
    return _add(at.context, values, login)


def _save_and_report(at: Any, given: Mapping) -> Any:
    """Add the channel and report it, or do neither."""
    values, login = _valid_values(at.context, given), new_login(given)
    needed = state_requirements(ChannelValues(None, values, place=at.context), "reported")
    faults = FormFaults()
    for each in needed:
        faults.require(FIELDS.get(each.name, each.name), each.is_met, each.advice)
    faults.raise_faults()
    channel = _add(at.context, values, login)
    try:
        api.portal.get_tool("portal_workflow").doActionFor(channel, "report")
    except WorkflowException as refusal:
        transaction.abort()
        raise Refusal(str(refusal)) from refusal
    return channel


def _check_people(at: Any, given: Mapping) -> None:
    """Raise FaultyFields if what is written of the log-in is not whole. Nothing is stored."""
    new_login(given)


def new_login(given: Mapping) -> Login | None:
    """Return the log-in of a new channel, None if nothing is written. Raise FaultyFields."""
    kind, holder = given["login_kind"], given["login_holder"]
    if not (kind or holder):
        return None
    faults = FormFaults()
    faults.require("login_kind", kind, BOTH)
    faults.require("login_holder", has_words(holder), BOTH)
    if kind == PERSON_KIND and has_words(holder):
        holder = faults.take("login_holder", stored_person, holder, LONGEST, HOLDER)
    faults.raise_faults()
    return Login(kind, holder)


def _add(context, values, login):
    channel = api.content.create(context, "Channel", **values)
    if login:
        note_login(channel, login)
    return channel


def _valid_values(context, given) -> dict:
    """Return the values of the channel's fields. Raise FaultyFields, or Refusal for the whole."""
    if fault := channel_fault(api.portal.get()):
        raise Refusal(fault)
    values = {name: value or None for name, value in given.items() if name in IChannel}
    faults = FormFaults()
    for name, value in values.items():
        field = IChannel[name].bind(context)
        faults.take(name, _require_valid, field, value)
    faults.raise_faults()
    if wrong := new_channel_errors(context, values):
        raise _at_field("profile_url", wrong[0])
    return {**values, "title": given["title"]}


def _require_valid(field: IField, value: str | None) -> None:
    try:
        field.validate(value)
    except ValidationError as error:
        raise Refusal(error.doc()) from error


def _at_field(name, sentence):
    return FaultyFields({name: sentence})


def _saved(at: Any, channel: Any) -> str:
    return str(channel.absolute_url())


SAVED = _("The channel is saved as a draft.")
REPORTED = _("The channel is reported. The information office is told by mail.")
FIND = Act("find", _find, title=_("Find the account"), fields=IAddress, stays=True)
PEOPLE = Act("people", _check_people, title=_("Next"), fields=IPeople, stays=True)
SAVE = Act("save", _save, said=SAVED, title=_("Save as a draft"), fields=IWhole, then=_saved)
REPORT = Act(
    "report",
    _save_and_report,
    said=REPORTED,
    title=_("Save and report"),
    fields=IWhole,
    permission=REPORT_CHANNEL,
    then=_saved,
)
