"""Validation of channels, the same for every way to change them (G1–G4, G7).

Forms, programs, imports, bulk changes, hand-overs and moves all call it before they store anything.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from Acquisition import aq_base
from plone import api
from zope.i18nmessageid import Message
from zope.interface import Invalid

from ... import _
from ..channels.interfaces import IAdministration, IChannel
from .account import ListedAlready, require_unlisted
from .duplicates import LISTED
from .standing import Held, contact, standing_demands

NAMED = 5  # channels named in a refusal
JUDGED = (
    *("responsible", "substitute", "purpose", "contact_email", "contact_phone", "email", "phone"),
    *("profile_url", "also_known_as", "feed_url", "platform", "link_only_reason"),
)


def as_it_is(context: Any) -> Held:
    """Return a copy of the current values, which survives changes."""
    return Held(context, {name: getattr(aq_base(context), name, None) for name in JUDGED})


def faults(context: Any, changes: Mapping) -> list[Message]:
    """Return why changes of a channel or an administration are refused, a sentence each; empty if
    not.

    ``changes`` are values by field name, each valid for its field.
    """
    return lost(Held(context), Held(context, changes))


def faults_of_new(administration: Any, values: Mapping) -> list[Message]:
    """Return why a new channel with these values may not be added to an administration."""
    held = Held(None, values, place=administration)
    return [*_at_odds(IChannel, held), *_taken(administration, held.account_urls)]


def lost(before: Held, after: Held) -> list[Message]:
    """Return the requirements that a change would break, and its contradictions.

    A requirement that was not met before is no fault of the change: such a channel can be mended
    step by step.
    """
    if IAdministration.providedBy(after.context):
        return _out_of_reach(before, after)
    state = api.content.get_state(after.context, "draft")
    met = {each.name for each in standing_demands(before, state) if each.is_met}
    gone = [
        each.advice
        for each in standing_demands(after, state)
        if each.name in met and not each.is_met
    ]
    return list(dict.fromkeys([*_newly_at_odds(before, after), *gone]))


def _newly_at_odds(before, after):
    """Return contradictions and duplicates of changed values only."""
    is_changed = {
        name for name in after.changes if after.changes[name] != getattr(before, name, None)
    }
    schema = api.portal.get_tool("portal_types")[after.context.portal_type].lookupSchema()
    odds = _at_odds(schema, after) if is_changed else []
    brought = [each for each in after.account_urls if each not in before.account_urls]
    return [*odds, *_taken(after.context, brought)]


def _at_odds(schema, held):
    errors: list[Invalid] = []
    with suppress(Invalid):  # all errors are in the list
        schema.validateInvariants(held, errors)
    return [error.args[0] for error in errors]


def _taken(context, addresses):
    try:
        require_unlisted(context, list(addresses))
    except ListedAlready as refusal:
        return [refusal.doc()]
    return []


def _out_of_reach(before, after):
    """Return why an administration's last e-mail or phone may not be removed (G2)."""
    if after.email or after.phone or not (before.email or before.phone):
        return []
    left = [each for each in after.context.objectValues() if _is_lost_with(each, before, after)]
    if not left:
        return []
    titles = ", ".join(each.title for each in left[:NAMED]) + (" …" if left[NAMED:] else "")
    return [
        _(
            "Official e-mail or phone is missing: channels on the list have no contact of their "
            "own: ${channels}.",
            mapping={"channels": titles},
        )
    ]


def _is_lost_with(channel, before, after):
    if not IChannel.providedBy(channel) or api.content.get_state(channel) not in LISTED:
        return False
    was, now = (contact(Held(channel, place=each)).is_met for each in (before, after))
    return was and not now
