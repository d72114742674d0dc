"""A channel whose source the office describes itself: see ``core.feeds.described``."""

from collections.abc import Mapping
from dataclasses import asdict

from plone.autoform.directives import widget
from zope.i18nmessageid import Message
from zope.interface import Interface

from ... import _
from ...core.feeds import described
from ...core.feeds.described import FIELDS, FORMS, JSON, PAGE, Description
from ...core.feeds.errors import FeedError
from ...core.feeds.source import ACCOUNT, NONE, UNDESCRIBED
from ...site.forms.addresses import page_at
from ...site.forms.refusals import FaultyFields, Refusal, sentence
from ...site.forms.schema import Line, Part, Pick, Words, vocabulary
from .changing import change
from .facts import facts_of

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


class IAddress(Interface):
    """Where it is; without an address the channel's own counts."""

    address = Line(title=_("Address"), max_length=LONGEST, required=False)
    widget("address", type="url")


class IExpressions(Interface):
    """Where an item and each of its parts are; ``checked`` judges it."""

    form = Pick(
        title=_("What is there"),
        vocabulary=vocabulary(
            {PAGE: _("A web page (CSS selectors)"), JSON: _("JSON (JMESPath)")},
        ),
    )
    widget("form", type="radio")
    for _name, _title in TITLES.items():
        # Two spaces may stand in an expression, so it is no line that is tidied.
        locals()[_name] = Words(
            title=_title, description=HELP[_name], max_length=LONGEST, required=False
        )
        widget(_name, type="text", inputmode="none", spellcheck=False, autocapitalize="none")
    del _name, _title


class IDescription(IAddress, IExpressions):
    """What a form has."""


class IDescribed(IAddress):
    """What a program sends; null lets the description go."""

    description = Part(IExpressions, title=_("Description of the source"))


def description_of(channel) -> Description | None:
    """How a channel's source is described; None where it is an ordinary one."""
    return described.read(channel.described) if channel.described else None


def checked(channel, given: Mapping[str, object]) -> tuple[str, Description]:
    """An address and a description of what is there, from what a form or a program gives.

    Without an address the channel's own counts. Raises Refusal where the channel is none to
    describe, and FaultyFields, with every fault at its field.
    """
    if closed := closed_to(channel):
        raise Refusal(closed)
    texts = {name: given.get(name) or "" for name in (ADDRESS, *FIELDS)}
    known = set(given) <= texts.keys() and all(isinstance(each, str) for each in texts.values())
    if not known or texts["form"] not in FORMS:
        raise Refusal(UNKNOWN)
    told = {name: str(each).strip() for name, each in texts.items()}
    faults = {name: sentence(fault) for name, fault in described.faults(told).items()}
    try:
        address = page_at(told[ADDRESS] or channel.feed_url or "")
    except FeedError as error:
        faults = {ADDRESS: sentence(error), **faults}
    if faults:
        raise FaultyFields(faults)
    return address, Description(**{name: told[name] for name in FIELDS})


def describe(channel, given: Mapping[str, object]) -> None:
    """Have a channel retrieved by a description from now on; raises as ``checked``."""
    address, description = checked(channel, given)
    change(channel, feed_url=address, described=described.written(description))


def forget(channel) -> None:
    """Let the description go; the address stays, and what was retrieved."""
    if channel.described:
        change(channel, described="")


def closed_to(channel) -> Message | None:
    """Why there is nothing to describe on a channel, or None."""
    facts = facts_of(channel)
    if facts.source == ACCOUNT:
        return CONNECTED
    if facts.source == NONE or facts.platform in UNDESCRIBED:
        return NOT_DESCRIBED
    return CLOSED if facts.state == "closed" else None


def plain(description: Description) -> dict[str, str]:
    """A description as a program sends it."""
    return {name: told for name, told in asdict(description).items() if told}
