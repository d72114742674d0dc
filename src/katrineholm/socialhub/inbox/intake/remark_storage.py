"""The services' ids of comments that came by a token, to hide them there.

Keyed by message number, and stored in the hub until the message is disposed of.
"""

from BTrees.LOBTree import LOBTree
from plone.dexterity.content import Container

from ...accounts.channels import hub_storage
from ..steps.interfaces import IStepTaken

KEY = "katrineholm.socialhub.remarks"


def store_remark(hub: Container, number: int, remark: str) -> None:
    """Store the service's id of a message's comment."""
    hub_storage.writable_data(hub, KEY, LOBTree)[number] = remark


def remark_of(hub: Container, number: int) -> str:
    """Return the service's id of a message's comment; empty if it did not come by a token."""
    return hub_storage.stored_data(hub, KEY, LOBTree).get(number, "")


def delete_disposed_remark(taken: IStepTaken) -> None:
    """Delete the id with its message, see IStepTaken."""
    if taken.step == "dispose" and remark_of(taken.hub, taken.number):
        del hub_storage.writable_data(taken.hub, KEY, LOBTree)[taken.number]
