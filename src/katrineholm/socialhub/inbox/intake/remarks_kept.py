"""What a service calls the comments that it gave for a token, so that they can be hidden there.

By the message's number, kept in the hub until the message is disposed of.
"""

from BTrees.LOBTree import LOBTree

from ...accounts.channels import books

KEY = "katrineholm.socialhub.remarks"


def remember(hub, number: int, remark: str) -> None:
    """Keep what the service calls the comment that has become this message."""
    books.begun(hub, KEY, LOBTree)[number] = remark


def remark_of(hub, number: int) -> str:
    """What the service calls a message's comment; empty where it did not come by a token."""
    return books.read(hub, KEY, LOBTree).get(number, "")


def follow(taken) -> None:
    """Let it go with the message: see IStepTaken."""
    if taken.step == "dispose" and remark_of(taken.hub, taken.number):
        del books.begun(taken.hub, KEY, LOBTree)[taken.number]
