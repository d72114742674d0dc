"""What everybody may see, whoever is asking just now."""

from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_parent
from DateTime import DateTime

from ...site.forms.permissions import VIEW
from .hub import hub_of


def is_public(channel) -> bool:
    """A channel is not shown before its administration and its hub are."""
    now = DateTime()
    places = (channel, aq_parent(channel), hub_of(channel))
    return all(
        "Anonymous" in rolesForPermissionOn(VIEW, place)
        and place.effective() <= now < place.expires()
        for place in places
    )
