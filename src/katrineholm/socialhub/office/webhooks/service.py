"""Receivers of webhooks over plone.restapi."""

from typing import Any

from plone.restapi.services import Service

from ...accounts.channels.moments import moment
from ...site.forms.act_service import ActService
from ...site.forms.acts import DO, Act
from .acting import ACTS, MAKING, RENEWING
from .described import receivers, untaken


class WebhooksGet(Service):
    """``GET @webhooks`` on a hub: the receivers and their dead deliveries, without secrets."""

    def reply(self) -> dict:
        items = [
            {**each, **{name: moment(each[name]) for name in ("made", "taken", "former_until")}}
            for each in receivers(self.context)
        ]
        return {
            "@id": f"{self.context.absolute_url()}/@webhooks",
            "items": items,
            "items_total": len(items),
            "untaken": [{**each, "made": moment(each["made"])} for each in untaken(self.context)],
        }


class WebhooksPost(ActService):
    """``POST @webhooks``: add a receiver (201, with its secret, only this once), or ``do`` an act.

    The answer to ``new-secret`` contains a secret, too; the old one is valid for some ``days``.
    """

    acts = ACTS

    def body(self) -> dict:
        return {DO: MAKING.name, "days": 0} | super().body()

    def answer(self, act: Act, result: Any) -> dict:
        answer = WebhooksGet.reply(self)
        if act in (MAKING, RENEWING):
            hook, answer["secret"] = result
        if act is not MAKING:
            return answer
        self.request.response.setStatus(201)
        [made] = [each for each in answer["items"] if each["id"] == hook.id]
        return {**made, "secret": answer["secret"]}
