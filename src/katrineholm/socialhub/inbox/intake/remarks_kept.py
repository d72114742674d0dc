"""The services' ids of comments that came by a token, to hide them there.

Keyed by message number, and stored in the hub until the message is disposed of.
"""

from BTrees.LOBTree import LOBTree
from plone.dexterity.content import Container

from ...accounts.channels import books
from ..steps.interfaces import IStepTaken

KEY = "katrineholm.socialhub.remarks"


def remember(hub: Container, number: int, remark: str) -> None:
    """Store the service's id of a message's comment."""
    books.begun(hub, KEY, LOBTree)[number] = remark


def remark_of(hub: Container, number: int) -> str:
    """Return the service's id of a message's comment; empty if it did not come by a token."""
    return books.read(hub, KEY, LOBTree).get(number, "")


def follow(taken: IStepTaken) -> None:
    """Delete the id with its message, see IStepTaken."""
    if taken.step == "dispose" and remark_of(taken.hub, taken.number):
        del books.begun(taken.hub, KEY, LOBTree)[taken.number]
