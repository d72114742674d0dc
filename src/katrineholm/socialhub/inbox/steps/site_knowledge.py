"""Facts that the flow's guards need and the site knows, so that no user has to enter them."""

from collections.abc import Collection

from plone.dexterity.content import Container
from zope.component import queryUtility

from ...accounts.channels.facts import any_channel
from ...core.messages.store import TAKEDOWN_STEPS, messages_of
from .interfaces import IPreparation
from .second_person import is_current_person


def site_facts(hub: Container, number: int, step: str, roles: Collection[str], now: int) -> dict:
    """Return the facts that the site adds to a step; write nothing. Raise engine.Refused."""
    removal = latest_removal_line(hub, number)
    facts = {
        "by_office": "office" in roles,
        "by_another": removal is not None and not is_current_person(removal["who"]),
    }
    prepare = queryUtility(IPreparation, name=step)
    return facts | (prepare(hub, number, now) if prepare else {})


def channel_description(hub: Container, channel: str) -> dict[str, str]:
    """Return a channel's ``integrity.CHANNEL_FIELDS`` for evidence; {} if the channel is gone."""
    facts = any_channel(hub, channel)
    if facts is None:
        return {}
    return {
        "title": facts.title,
        "address": facts.profile_url,
        "service": facts.platform,
        "administration": facts.administration.title,
    }


def latest_removal_line(hub: Container, number: int) -> dict | None:
    """Return the log line of a message's latest removal; None if there is none."""
    lines = reversed(messages_of(hub).log(number))
    return next((line for line in lines if line["step"] in TAKEDOWN_STEPS), None)
