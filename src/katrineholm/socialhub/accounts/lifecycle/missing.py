"""What a channel lacks before a step, each thing with the field where it is written."""

from ..editing.faults import field_url
from .demands import Given, demands

# The field of a demand that is called otherwise.
FIELDS = {"contact": "contact_email", "account": "profile_url", "feed": "feed_url"}


def missing(channel, step: str) -> list[dict]:
    """What a step demands and the channel lacks: ``advice`` and ``url``, the field in its form.

    Nothing is asked on the net.
    """
    unmet = [each for each in demands(channel, step, Given(is_trial=True)) if not each.is_met]
    return [
        {"advice": each.advice, "url": field_url(channel, FIELDS.get(each.name, each.name))}
        for each in unmet
    ]
