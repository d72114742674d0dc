"""The board's data over plone.restapi."""

from time import time
from typing import Any

from plone import api
from plone.api.portal import translate
from plone.restapi.services import Service

from ...accounts.channels.interfaces import ISocialHub
from ...accounts.channels.moments import moment
from ...refresh import lease
from ...site.mail.send import problem
from ..webhooks.described import webhooks_problem
from .chores import chore_faults
from .judging import Row
from .lights import Light
from .query import query_from
from .rows import is_attended, rows


class HealthGet(Service):
    """``GET @health`` on a hub or an administration: the board's data."""

    def reply(self) -> dict:
        return health(self.context, self.request)


def health(context: Any, request: Any) -> dict:
    """Return the lights of the requested channels with their reasons.

    ``worker`` is its last heartbeat, None if it is not active; ``mail`` is a problem with the
    site's mail, ``webhooks`` with the hub's receivers, None without one or on an administration.
    ``faults`` are of the worker's chores: see ``chore_faults``.
    """
    query, site = query_from(request.form), api.portal.get()
    is_hub = ISocialHub.providedBy(context)
    return {
        "@id": f"{context.absolute_url()}/@health",
        "worker": moment(lease.last_sign(site)) if is_attended(site, int(time())) else None,
        "mail": _text(is_hub and problem(site)),
        "webhooks": _text(is_hub and webhooks_problem(context)),
        "faults": [
            {**each, "since": moment(each["since"]), "again": moment(each["again"])}
            for each in (chore_faults(context) if is_hub else ())
        ],
        "items": [_item(row, request) for row in rows(context) if query.matches(row)],
    }


def _text(message):
    return translate(message) if message else None


def _item(row: Row, request):
    facts = row.facts
    return {
        "@id": request.physicalPathToURL(facts.path),
        "UID": facts.uid,
        "title": facts.title,
        "administration": facts.administration.title,
        "state": facts.state,
        "light": row.colour,
        "problems": sorted(row.problems),
        "technique": _light(row.technique),
        "life": {**_light(row.life), "days": row.days, "weeks": list(row.weeks)},
        "duty": _light(row.duty),
        "profile": {
            "complete": not row.missing,
            "missing": [translate(mark) for mark in row.missing],
        },
    }


def _light(light: Light):
    return {"light": light.colour, "reasons": [translate(reason) for reason in light.reasons]}
