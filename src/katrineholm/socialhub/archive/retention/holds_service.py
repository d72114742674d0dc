"""Holds over plone.restapi."""

from collections.abc import Mapping
from typing import Any

from plone.restapi.services import Service

from ...accounts.channels import holds
from ...accounts.channels.times import iso_time
from ...site.pages.act_service import ActService
from ...site.pages.acts import Act
from ...site.pages.page_service import list_answer
from .hold_forms import HOLD, HOLD_ACTS, LIFT, held_title


class HoldsGet(Service):
    """``GET @holds`` on a hub: the held records, by whom, since when and why."""

    def reply(self) -> dict:
        items = [self._hold_data(each) for each in holds.active_holds(self.context)]
        return list_answer(self.context, "@holds", items)

    def _hold_data(self, found):
        return {
            found.kind: found.name,
            "title": held_title(self.context, found.kind, found.name),
            "by": found.by,
            "when": iso_time(found.when),
            "reason": found.reason,
        }


class HoldsPost(ActService, HoldsGet):
    """``POST @holds``: ``channel``, ``entry`` or ``message``, and a ``reason``.

    If ``held`` is false the hold is lifted. The answer is that of ``GET``.
    """

    acts = HOLD_ACTS

    def named(self, body: Mapping) -> str:
        return LIFT.name if body.get("held", True) is False else HOLD.name

    def answer(self, act: Act, result: Any) -> dict:
        return HoldsGet.reply(self)
