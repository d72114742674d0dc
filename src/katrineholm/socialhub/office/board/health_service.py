"""The REST service of the board's data."""

from time import time
from typing import Any

from plone import api
from plone.api.portal import translate
from plone.restapi.services import Service

from ...accounts.channels.interfaces import ISocialHub
from ...accounts.channels.times import iso_time
from ...inbox.steps.verification import last_verification
from ...refresh.lease import worker_sign
from ...site.mail.mailer import mail_problem
from ..webhooks.serializer import webhooks_problem
from .board_page import proxy_problem
from .channel_rows import BoardRow, board_rows
from .chore_faults import chore_faults
from .lights import Light
from .query import board_query
from .record_state import (
    anchor_problems,
    anchorages,
    verification_errors,
)
from .site_limits import site_limits


class HealthGet(Service):
    """``GET @health`` on a hub or an administration: the board's data."""

    def reply(self) -> dict:
        return board_health(self.context, self.request)


def board_health(context: Any, request: Any) -> dict:
    """Return the lights of the requested channels with their reasons, and problems of the hub.

    ``worker`` is the time of the worker's last heartbeat, or None if it is not active. ``mail`` is
    the problem with the site's mail, ``webhooks`` that with the hub's receivers, and ``proxy`` that
    with the proxy of this request; each is None without a problem or on an administration. For
    ``faults``, see ``chore_faults``. ``limits`` are those of the site, on a hub. ``record`` says on
    a hub when its record was verified, with what errors, and where its log is anchored.
    """
    query, site = board_query(request.form), api.portal.get()
    is_hub = ISocialHub.providedBy(context)
    return {
        "@id": f"{context.absolute_url()}/@health",
        "worker": iso_time(worker_sign(site, int(time())).seen),
        "mail": _text(is_hub and mail_problem(site)),
        "proxy": _text(is_hub and proxy_problem(request)),
        "webhooks": _text(is_hub and webhooks_problem(context)),
        "faults": [
            {**each, "since": iso_time(each["since"]), "again": iso_time(each["again"])}
            for each in (chore_faults(context) if is_hub else ())
        ],
        "record": _record_values(context) if is_hub else None,
        "limits": [_limit_row(each) for each in (site_limits() if is_hub else ())],
        "items": [_health_row(row, request) for row in board_rows(context) if query.matches(row)],
    }


def _text(message):
    return translate(message) if message else None


def _record_values(hub):
    last = last_verification(hub)
    return {
        "verified": iso_time(last["at"] or None),
        "errors": last["errors"],
        "sentences": [translate(each) for each in verification_errors(hub)],
        "problems": [translate(each) for each in anchor_problems(hub)],
        "anchors": [
            {"place": translate(each.title), "at": iso_time(each.state.at or None)}
            for each in anchorages(hub)
        ],
    }


def _limit_row(each):
    return {
        "name": each.name,
        "used": each.used,
        "limit": each.limit or None,
        "warning": _text(each.warning),
    }


def _health_row(row: BoardRow, request):
    facts = row.facts
    return {
        "@id": request.physicalPathToURL(facts.path),
        "UID": facts.uid,
        "title": facts.title,
        "administration": facts.administration.title,
        "state": facts.state,
        "light": row.colour,
        "problems": sorted(row.problems),
        "technique": _light_values(row.technique),
        "life": {**_light_values(row.life), "days": row.days, "weeks": list(row.weeks)},
        "duty": _light_values(row.duty),
        "profile": {
            "complete": not row.missing,
            "missing": [translate(mark) for mark in row.missing],
        },
    }


def _light_values(light: Light):
    return {"light": light.colour, "reasons": [translate(reason) for reason in light.reasons]}
