"""Validation in Plone's own forms, and when a channel is moved."""

from typing import Any

from z3c.form.validator import InvariantsValidator
from zope.component import adapter
from zope.interface import Interface, Invalid
from zope.interface.interfaces import IInterface

from ...site.pages.rest_errors import bad_request_error
from ..channels.hub import hub_of
from ..channels.interfaces import IAdministration, IChannel
from .requirements import ChannelValues
from .validation import broken_requirements, change_faults

SCHEMAS = (IChannel, IAdministration)


class ValidatedInvariants(InvariantsValidator):
    """The changes of a form, validated beside the schema's own invariants."""

    def validate(self, data: dict) -> tuple[Invalid, ...]:
        found = super().validate(data)
        if not any(self.schema.isOrExtends(schema) for schema in SCHEMAS):
            return found
        known = {error.args[0] for error in found}
        others = (each for each in change_faults(self.context, data) if each not in known)
        return (*found, *map(Invalid, others))


@adapter(IChannel, Interface, Interface, IInterface, Interface)
class ChannelInvariants(ValidatedInvariants):
    """Those of a channel."""


@adapter(IAdministration, Interface, Interface, IInterface, Interface)
class AdministrationInvariants(ValidatedInvariants):
    """Those of an administration, as channels may rely on its contact."""

    def validate(self, data: dict) -> tuple[Invalid, ...]:
        # The add form of a channel has the administration as context: there is nothing to check.
        if self.schema.isOrExtends(IChannel):
            return InvariantsValidator.validate(self, data)
        return super().validate(data)


def validate_move(channel: Any, event: Any) -> None:
    """Raise BadRequest if a channel would break requirements in its new administration or hub.

    A copy is a draft without requirements.
    """
    if event.oldParent is None or event.newParent is None:
        return
    place = event.newParent if IAdministration.providedBy(event.newParent) else None
    after = ChannelValues(channel, place=place, hub=hub_of(event.newParent))
    if found := broken_requirements(ChannelValues(channel), after):
        raise bad_request_error(*found)
