"""The REST services for retention rules and disposals."""

from collections.abc import Mapping
from typing import Any

from plone.restapi.services import Service

from ...accounts.channels import retention
from ...accounts.channels.times import iso_time
from ...site.pages.act_service import ActService
from ...site.pages.acts import Act, acts
from ...site.pages.page_service import list_answer
from . import disposal_storage
from .disposal_forms import DISPOSAL_ACTS, PROPOSE, RULE


class RetentionGet(Service):
    """``GET @retention`` on a hub returns the retention rule of each kind of record."""

    def reply(self) -> dict:
        items = [
            {
                "kind": each.kind,
                "days": each.days,
                "decision": each.decision,
                "active": each.is_active,
                "by": each.by or None,
                "when": iso_time(each.when) if each.when else None,
            }
            for each in retention.retention_rules(self.context).values()
        ]
        return list_answer(self.context, "@retention", items)


class RetentionPost(ActService, RetentionGet):
    """``POST @retention`` sets ``days``, ``decision`` and ``active`` in the rule of a ``kind``."""

    acts = acts(RULE)

    def answer(self, act: Act, result: Any) -> dict:
        return RetentionGet.reply(self)


class DisposalsGet(Service):
    """``GET @disposals`` on a hub returns the proposals, their users and their outcomes."""

    def reply(self) -> dict:
        items = [
            self._proposal_data(*each) for each in disposal_storage.all_proposals(self.context)
        ]
        return list_answer(self.context, "@disposals", items)

    def _proposal_data(self, name, proposal):
        acts = {
            act: {"by": proposal[act][0], "when": iso_time(proposal[act][1])}
            for act in ("proposed", "confirmed", "withdrew")
            if act in proposal
        }
        items = [
            {
                "entry": entry,
                "outcome": outcome and outcome[0],
                "hashes": list(outcome[1]) if outcome else [],
            }
            for entry, outcome in proposal["items"].items()
        ]
        known = {key: proposal[key] for key in ("kind", "decision", "state")}
        return {"id": name, **known, **acts, "items": items}


class DisposalsPost(ActService, DisposalsGet):
    """``POST @disposals`` with ``kind``, ``entries`` (ids) and ``decision`` makes a proposal.

    To decide on a ``proposal`` (its id), set ``do`` to ``confirm`` or ``withdraw``.
    """

    acts = DISPOSAL_ACTS

    def requested_name(self, body: Mapping) -> str:
        """Return the name of the act that a body requests, by default a new proposal."""
        return super().requested_name(body) or PROPOSE.name

    def answer(self, act: Act, name: str) -> dict:
        if act is PROPOSE:
            self.request.response.setStatus(201)
        return self._proposal_data(name, disposal_storage.find_proposal(self.context, name))
