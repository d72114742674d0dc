"""A channel whose source the office describes itself: see ``core.feeds.described``."""

from collections.abc import Mapping
from dataclasses import asdict

from zope.i18nmessageid import Message

from ... import _
from ...core.feeds import described
from ...core.feeds.described import FIELDS, FORMS, Description
from ...core.feeds.errors import FeedError
from ...core.feeds.source import ACCOUNT, NONE, UNDESCRIBED
from ...site.forms.addresses import page_at
from ...site.forms.refusals import FaultyFields, Refusal, sentence
from .changing import change
from .facts import facts_of

ADDRESS = "address"
UNKNOWN = _("Send a form, page or json, and each expression as a text, by its field's name.")
NOT_DESCRIBED = _("The channel's service has its own ways in, and its pages are not described.")
CONNECTED = _("The channel lives by a connected account: let that go first.")
CLOSED = _("The channel is closed: nothing is retrieved.")


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
