"""The office's descriptions of channels' sources: see ``core.feeds.source_description``."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from plone.autoform.directives import widget
from zope.i18nmessageid import Message
from zope.interface import Interface

from ... import _
from ...core.feeds import source_description
from ...core.feeds.errors import FeedError
from ...core.feeds.source_description import FIELDS, FORMS, JSON, PAGE, Description
from ...core.feeds.source_kinds import ACCOUNT, NONE, UNDESCRIBED
from ...site.pages.address_validation import complete_url
from ...site.pages.form_schema import Line, LongText, NestedFields, SingleChoice, vocabulary
from ...site.pages.refusals import FaultyFields, Refusal, error_message
from .facts import facts_of
from .updates import update_fields

ADDRESS = "address"
UNKNOWN = _("Send a form, page or json, and each expression as a text, by its field's name.")
NOT_DESCRIBED = _("The channel's service has its own ways in, and its pages are not described.")
CONNECTED = _("The channel lives by a connected account: let that go first.")
CLOSED = _("The channel is closed: nothing is retrieved.")


LONGEST = 2000
TITLES = {
    "items": _("Where each item is"),
    "link": _("Link"),
    "title": _("Heading"),
    "text": _("Text"),
    "published": _("Date"),
    "picture": _("Picture"),
    "author": _("Author"),
    "within": _("The element that holds the JSON"),
}
HELP = {
    "items": _("For a page for example article.news, for JSON for example data.items."),
    "within": _(
        "Only where the JSON stands inside a web page: a selector such as script#__NEXT_DATA__. "
        "Else empty."
    ),
    "link": _("For a page for example h2 a. Empty: the item's first link."),
    "title": _("For example h2, or for JSON title.rendered."),
    "text": _("For example .preamble. What holds tags is read as HTML, and made harmless."),
    "published": _("For example time, or time@datetime for an attribute."),
    "picture": _("For example img. Its description comes along."),
    "author": _("For example .byline."),
}


class ISourceUrl(Interface):
    """The field for the URL of the source, by default the channel's feed URL."""

    address = Line(title=_("Address"), max_length=LONGEST, required=False)
    widget("address", type="url")


class IExpressions(Interface):
    """The fields for expressions that find items and their parts in a page or JSON."""

    form = SingleChoice(
        title=_("What is there"),
        vocabulary=vocabulary({PAGE: _("A web page (CSS selectors)"), JSON: _("JSON (JMESPath)")}),
    )
    widget("form", type="radio")
    for _name, _title in TITLES.items():
        # An expression may have two spaces in a row, which a Line would join.
        locals()[_name] = LongText(
            title=_title, description=HELP[_name], max_length=LONGEST, required=False
        )
        widget(_name, type="text", inputmode="none", spellcheck=False, autocapitalize="none")
    del _name, _title


class IDescription(ISourceUrl, IExpressions):
    """The fields of the form that describes a channel's source."""


class IDescriptionBody(ISourceUrl):
    """The body of the REST service. A ``description`` of null removes the stored one."""

    description = NestedFields(IExpressions, title=_("Description of the source"))


def channel_description(channel: Any) -> Description | None:
    """Return the description of a channel's source, or None if it has none."""
    return source_description.parse_description(channel.described) if channel.described else None


def valid_description(channel: Any, given: Mapping[str, object]) -> tuple[str, Description]:
    """Return the URL and the description from a form or body.

    By default the URL is the channel's feed URL. Raise Refusal if the channel's source cannot be
    described, and FaultyFields with all errors, keyed by field.
    """
    if closed := description_obstacle(channel):
        raise Refusal(closed)
    texts = {name: given.get(name) or "" for name in (ADDRESS, *FIELDS)}
    known = set(given) <= texts.keys() and all(isinstance(each, str) for each in texts.values())
    if not known or texts["form"] not in FORMS:
        raise Refusal(UNKNOWN)
    values = {name: str(each).strip() for name, each in texts.items()}
    faults = {
        name: error_message(fault)
        for name, fault in source_description.expression_errors(values).items()
    }
    try:
        address = complete_url(values[ADDRESS] or channel.feed_url or "")
    except FeedError as error:
        faults = {ADDRESS: error_message(error), **faults}
    if faults:
        raise FaultyFields(faults)
    return address, Description(**{name: values[name] for name in FIELDS})


def set_description(channel: Any, given: Mapping[str, object]) -> None:
    """Set the description of a channel's source. Raise as ``valid_description`` does."""
    address, description = valid_description(channel, given)
    update_fields(
        channel, feed_url=address, described=source_description.description_json(description)
    )


def clear_description(channel: Any) -> None:
    """Remove the description of a channel's source, but not its URL or entries."""
    if channel.described:
        update_fields(channel, described="")


def description_obstacle(channel: Any) -> Message | None:
    """Return the reason why a channel's source cannot be described, or None."""
    facts = facts_of(channel)
    if facts.source == ACCOUNT:
        return CONNECTED
    if facts.source == NONE or facts.platform in UNDESCRIBED:
        return NOT_DESCRIBED
    return CLOSED if facts.state == "closed" else None


def description_values(description: Description) -> dict[str, str]:
    """Return a description as plain values, as programs send it, without empty values."""
    return {name: value for name, value in asdict(description).items() if value}
