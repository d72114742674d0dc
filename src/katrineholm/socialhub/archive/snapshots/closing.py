"""A channel is pictured before it is closed."""

from ...accounts.channels.hub import hub_of
from ...accounts.lifecycle.steps import WORKFLOW
from .taking import take


def picture(channel, event) -> None:
    """The step is let through: how the channel stands is kept before anything of it is another."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    if event.transition.getId() == "close" and hub_of(channel) is not None:
        take(channel)
