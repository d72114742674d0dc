"""What the flow's guards ask of the site, and of nobody who takes a step."""

from collections.abc import Collection

from zope.component import queryUtility

from ..messages.store import REMOVALS, messages_of
from .interfaces import IPreparation
from .roles import me


def site_facts(hub, number: int, step: str, roles: Collection[str], now: int) -> dict:
    """What the site knows of a step with a message; raises engine.Refused. Writes nothing."""
    removal = _latest_removal(hub, number)
    facts = {
        "by_office": "office" in roles,
        "by_another": removal is not None and removal["who"] != me(),
    }
    prepare = queryUtility(IPreparation, name=step)
    return facts | (prepare(hub, number, now) if prepare else {})


def _latest_removal(hub, number):
    lines = reversed(messages_of(hub).log(number))
    return next((line for line in lines if line["step"] in REMOVALS), None)
