"""Receivers of webhooks over plone.restapi."""

from typing import Any

from plone.restapi.services import Service

from ...accounts.channels.times import iso_time
from ...site.pages.act_service import ActService
from ...site.pages.acts import DO, Act
from .acts import ACTS, ADD_RECEIVER, NEW_SECRET
from .serializer import dead_rows, receiver_rows


class WebhooksGet(Service):
    """``GET @webhooks`` on a hub: the receivers and their dead deliveries, without secrets."""

    def reply(self) -> dict:
        items = [
            {**each, **{name: iso_time(each[name]) for name in ("made", "taken", "former_until")}}
            for each in receiver_rows(self.context)
        ]
        return {
            "@id": f"{self.context.absolute_url()}/@webhooks",
            "items": items,
            "items_total": len(items),
            "untaken": [
                {**each, "made": iso_time(each["made"])} for each in dead_rows(self.context)
            ],
        }


class WebhooksPost(ActService):
    """``POST @webhooks``: add a receiver (201, with its secret, only this once), or ``do`` an act.

    The answer to ``new-secret`` contains a secret, too; the old one is valid for some ``days``.
    """

    acts = ACTS

    def body(self) -> dict:
        return {DO: ADD_RECEIVER.name, "days": 0} | super().body()

    def answer(self, act: Act, result: Any) -> dict:
        answer = WebhooksGet.reply(self)
        if act in (ADD_RECEIVER, NEW_SECRET):
            hook, answer["secret"] = result
        if act is not ADD_RECEIVER:
            return answer
        self.request.response.setStatus(201)
        [made] = [each for each in answer["items"] if each["id"] == hook.id]
        return {**made, "secret": answer["secret"]}
