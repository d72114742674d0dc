"""Retention rules and disposals over plone.restapi."""

from plone.restapi.services import Service

from ...accounts.channels import retention
from ...accounts.channels.moments import moment
from ...site.forms.act_service import ActService
from ...site.forms.acts import acts
from . import book
from .forms import DISPOSING, PROPOSE, RULE


class RetentionGet(Service):
    """``GET @retention`` on a hub: the rule of each kind of record."""

    def reply(self):
        items = [
            {
                "kind": each.kind,
                "days": each.days,
                "decision": each.decision,
                "active": each.is_active,
                "by": each.by or None,
                "when": moment(each.when) if each.when else None,
            }
            for each in retention.rules(self.context).values()
        ]
        return _collection(self.context, "@retention", items)


class RetentionPost(ActService, RetentionGet):
    """``POST @retention``: replace a rule by ``kind``, ``days``, ``decision`` and ``active``."""

    acts = acts(RULE)

    def answer(self, act, result):
        return RetentionGet.reply(self)


class DisposalsGet(Service):
    """``GET @disposals`` on a hub: the proposals, who made them, and their outcomes."""

    def reply(self):
        items = [self._proposal_data(*each) for each in book.of(self.context)]
        return _collection(self.context, "@disposals", items)

    def _proposal_data(self, name, proposal):
        acts = {
            act: {"by": proposal[act][0], "when": moment(proposal[act][1])}
            for act in ("proposed", "confirmed", "withdrew")
            if act in proposal
        }
        items = [
            {"entry": entry, "outcome": told and told[0], "hashes": list(told[1]) if told else []}
            for entry, told in proposal["items"].items()
        ]
        known = {key: proposal[key] for key in ("kind", "decision", "state")}
        return {"id": name, **known, **acts, "items": items}


class DisposalsPost(ActService, DisposalsGet):
    """``POST @disposals``: ``kind``, ``entries`` (ids) and ``decision``; 201 with the proposal.

    Or a ``proposal`` (its id), and ``do``: ``confirm`` or ``withdraw``.
    """

    acts = DISPOSING

    def named(self, body):
        return super().named(body) or PROPOSE.name

    def answer(self, act, name):
        if act is PROPOSE:
            self.request.response.setStatus(201)
        return self._proposal_data(name, book.get(self.context, name))


def _collection(hub, name, items):
    return {"@id": f"{hub.absolute_url()}/{name}", "items": items, "items_total": len(items)}
