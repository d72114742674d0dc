"""Validation of channels, which is the same for every way to change them (G1–G4, G7).

Forms, programs, imports, bulk changes, hand-overs and moves all use it, and store only valid data.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from Acquisition import aq_base
from plone import api
from z3c.form.validator import InvariantsValidator
from zope.component import adapter
from zope.i18nmessageid import Message
from zope.interface import Interface, Invalid
from zope.interface.interfaces import IInterface

from ... import _
from ...site.pages.rest_errors import bad_request_error
from ..channels.hub import hub_of
from ..channels.interfaces import IAdministration, IChannel
from .account_validation import LIST_STATES, AlreadyListed, require_unlisted
from .requirements import ChannelValues, contact_requirement, state_requirements

MAX_NAMES = 5  # channels named in a refusal
VALIDATED_FIELDS = (
    *("responsible", "substitute", "purpose", "contact_email", "contact_phone", "email", "phone"),
    *("profile_url", "also_known_as", "feed_url", "platform", "link_only_reason"),
)
SCHEMAS = (IChannel, IAdministration)


def current_values(context: Any) -> ChannelValues:
    """Return a copy of an object's current values, which later changes do not affect."""
    return ChannelValues(
        context, {name: getattr(aq_base(context), name, None) for name in VALIDATED_FIELDS}
    )


def change_errors(context: Any, changes: Mapping) -> list[Message]:
    """Return an error message for each problem with changes, which are keyed by field name."""
    return broken_requirements(ChannelValues(context), ChannelValues(context, changes))


def new_channel_errors(administration: Any, values: Mapping) -> list[Message]:
    """Return the reasons why a channel with these values may not be added, if any."""
    held = ChannelValues(None, values, place=administration)
    return [*_contradictions(IChannel, held), *_duplicates(administration, held.account_urls)]


def broken_requirements(before: ChannelValues, after: ChannelValues) -> list[Message]:
    """Return messages about the requirements and rules that a change would break.

    A requirement that was not met before is ignored, so that problems can be fixed one by one.
    """
    if IAdministration.providedBy(after.context):
        return _contact_faults(before, after)
    state = api.content.get_state(after.context, "draft")
    met = {each.name for each in state_requirements(before, state) if each.is_met}
    gone = [
        each.advice
        for each in state_requirements(after, state)
        if each.name in met and not each.is_met
    ]
    return list(dict.fromkeys([*_new_contradictions(before, after), *gone]))


def _new_contradictions(before, after):
    """Return contradictions and duplicates of changed values only."""
    is_changed = {
        name for name in after.changes if after.changes[name] != getattr(before, name, None)
    }
    schema = api.portal.get_tool("portal_types")[after.context.portal_type].lookupSchema()
    odds = _contradictions(schema, after) if is_changed else []
    brought = [each for each in after.account_urls if each not in before.account_urls]
    return [*odds, *_duplicates(after.context, brought)]


def _contradictions(schema, held):
    errors: list[Invalid] = []
    with suppress(Invalid):  # all errors are in the list
        schema.validateInvariants(held, errors)
    return [error.args[0] for error in errors]


def _duplicates(context, addresses):
    try:
        require_unlisted(context, list(addresses))
    except AlreadyListed as refusal:
        return [refusal.doc()]
    return []


def _contact_faults(before, after):
    """Return why an administration's last e-mail or phone may not be removed (G2)."""
    if after.email or after.phone or not (before.email or before.phone):
        return []
    left = [each for each in after.context.objectValues() if _is_lost_with(each, before, after)]
    if not left:
        return []
    titles = ", ".join(each.title for each in left[:MAX_NAMES]) + (" …" if left[MAX_NAMES:] else "")
    return [
        _(
            "Official e-mail or phone is missing: channels on the list have no contact of their "
            "own: ${channels}.",
            mapping={"channels": titles},
        )
    ]


def _is_lost_with(channel, before, after):
    if not IChannel.providedBy(channel) or api.content.get_state(channel) not in LIST_STATES:
        return False
    was, now = (
        contact_requirement(ChannelValues(channel, place=each)).is_met for each in (before, after)
    )
    return was and not now


class ValidatedInvariants(InvariantsValidator):
    """A form validator that adds ``change_errors`` to the errors of schema invariants."""

    def validate(self, data: dict) -> tuple[Invalid, ...]:
        found = super().validate(data)
        if not any(self.schema.isOrExtends(schema) for schema in SCHEMAS):
            return found
        known = {error.args[0] for error in found}
        others = (each for each in change_errors(self.context, data) if each not in known)
        return (*found, *map(Invalid, others))


@adapter(IChannel, Interface, Interface, IInterface, Interface)
class ChannelInvariants(ValidatedInvariants):
    """The validator of a channel's form."""


@adapter(IAdministration, Interface, Interface, IInterface, Interface)
class AdministrationInvariants(ValidatedInvariants):
    """The validator of an administration's form, as channels may rely on its contact."""

    def validate(self, data: dict) -> tuple[Invalid, ...]:
        # The add form of a channel has the administration as context: there is nothing to check.
        if self.schema.isOrExtends(IChannel):
            return InvariantsValidator.validate(self, data)
        return super().validate(data)


def validate_move(channel: Any, event: Any) -> None:
    """Raise BadRequest if a move would break a channel's requirements. Copies are ignored."""
    if event.oldParent is None or event.newParent is None:
        return
    place = event.newParent if IAdministration.providedBy(event.newParent) else None
    after = ChannelValues(channel, place=place, hub=hub_of(event.newParent))
    if found := broken_requirements(ChannelValues(channel), after):
        raise bad_request_error(*found)
