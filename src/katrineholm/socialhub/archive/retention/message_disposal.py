"""The subscriber that removes the copies of a message that has been disposed of."""

from zope.component import getUtilitiesFor

from ...accounts.channels import holds
from ...accounts.channels.interfaces import IForgets
from ...core.messages.disposal import DISPOSAL_STEP
from ...inbox.steps.interfaces import IStepTaken


def forget_copies(taken: IStepTaken) -> None:
    """Remove the copies of a message from packages and deliveries after its disposal."""
    if taken.step != DISPOSAL_STEP:
        return
    for _name, forget in getUtilitiesFor(IForgets):
        forget(taken.hub, holds.MESSAGE, [str(taken.number)], "", taken.now)
