"""Holds over plone.restapi."""

from collections.abc import Mapping
from typing import Any

from plone.restapi.services import Service

from ...accounts.channels import holds
from ...accounts.channels.moments import moment
from ...site.forms.act_service import ActService
from ...site.forms.acts import Act
from ...site.forms.page_service import whole
from .forms import ACTS, HOLD, LIFT
from .holding import title_of


class HoldsGet(Service):
    """``GET @holds`` on a hub: the held records, by whom, since when and why."""

    def reply(self) -> dict:
        items = [self._hold_data(each) for each in holds.of(self.context)]
        return whole(self.context, "@holds", items)

    def _hold_data(self, found):
        return {
            found.kind: found.name,
            "title": title_of(self.context, found.kind, found.name),
            "by": found.by,
            "when": moment(found.when),
            "reason": found.reason,
        }


class HoldsPost(ActService, HoldsGet):
    """``POST @holds``: ``channel``, ``entry`` or ``message``, and a ``reason``.

    If ``held`` is false the hold is lifted. The answer is that of ``GET``.
    """

    acts = ACTS

    def named(self, body: Mapping) -> str:
        return LIFT.name if body.get("held", True) is False else HOLD.name

    def answer(self, act: Act, result: Any) -> dict:
        return HoldsGet.reply(self)
