"""The receivers of webhooks, as a page and as REST services; a secret is shown only once."""

from typing import Any

from plone.restapi.services import Service

from ... import _
from ...accounts.channels.times import formatted_time, iso_time
from ...site.pages.act_service import ActService
from ...site.pages.acts import DO, Act, ActPage
from .acts import ACTS, ADD_RECEIVER, NEW_SECRET
from .serializer import dead_rows, event_title, receiver_rows

STATES = {"on": _("On"), "off": _("Off"), "failed": _("Turned off: it does not answer")}


class WebhooksPage(ActPage):
    """``@@webhooks`` on a hub, for the office; a POST with ``do`` performs an act."""

    title = _("Webhooks")
    lead = _(
        "Other systems of the municipality's are told within seconds of what happens here: which "
        "entry, channel or message it is, never what it says."
    )
    acts = ACTS

    def receivers(self) -> list[dict]:
        """Return the receivers with their buttons, and with times and event types as texts."""
        return [
            {
                **each,
                "types": [event_title(type) for type in each["events"]],
                "says": STATES[each["state"]],
                "taken": formatted_time(each["taken"])["text"] if each["taken"] else "",
                "until": formatted_time(each["former_until"])["text"]
                if each["former_until"]
                else "",
                "steps": self._steps(each),
                "renewal": self.form("new-secret", of=each["id"], id=each["id"]),
            }
            for each in receiver_rows(self.context)
        ]

    def dead_deliveries(self) -> list[dict]:
        """Return the dead deliveries with their buttons."""
        return [self._delivery(each) for each in dead_rows(self.context)]

    def dead_delivery_buttons(self, deliveries: list[dict]) -> dict:
        """Return the buttons for all dead deliveries on the page."""
        ids = [each["id"] for each in deliveries]
        titles = _("Send all again"), _("Throw all away")
        return self.buttons("again", "throw-away", titles=titles, ids=ids)

    def _steps(self, receiver):
        turned = "off" if receiver["state"] == "on" else "on"
        return self.buttons("test", turned, "remove", of=receiver["title"], id=receiver["id"])

    def _delivery(self, each):
        type = event_title(each["type"])
        of = f"{type}, {each['receiver']}"
        steps = self.buttons("again", "throw-away", of=of, ids=[each["id"]])
        return {**each, "made": formatted_time(each["made"]), "type": type, "steps": steps}


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
    """``POST @webhooks``: adds a receiver, or performs the act named by ``do``.

    The secret of a new receiver is only in this answer, with 201. The answer to ``new-secret`` also
    contains a secret; the old one remains valid for ``days``.
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
