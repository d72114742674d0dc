"""The REST services for retention rules and disposals."""

from collections.abc import Mapping
from typing import Any

from plone.restapi.services import Service
from zExceptions import NotFound

from ...accounts.channels import retention
from ...accounts.channels.retention import RetentionRule
from ...accounts.channels.times import iso_time
from ...site.pages.act_service import ActService
from ...site.pages.acts import Act
from ...site.pages.page_service import list_answer
from ...site.pages.request import form_text
from . import disposal_storage
from .disposal_forms import DISPOSAL_ACTS, PROPOSE
from .disposal_items import ItemRow, find_records, item_rows
from .rule_forms import RULE, RULE_ACTS


class RetentionGet(Service):
    """``GET @retention`` on a hub returns the retention rule of each kind of record.

    ``proposed`` is the rule that waits to be confirmed, if there is one.
    """

    def reply(self) -> dict:
        waiting = retention.proposed_rules(self.context)
        items = [
            {
                **_rule_data(each),
                "confirmed_by": each.confirmed_by or None,
                "confirmed": iso_time(each.confirmed) if each.confirmed else None,
                "proposed": _proposed_data(waiting.get(each.kind)),
            }
            for each in retention.retention_rules(self.context).values()
        ]
        return list_answer(self.context, "@retention", items)


def _rule_data(rule: RetentionRule) -> dict:
    return {
        "kind": rule.kind,
        "days": rule.days,
        "decision": rule.decision,
        "active": rule.is_active,
        "by": rule.by or None,
        "when": iso_time(rule.when) if rule.when else None,
    }


def _proposed_data(rule: RetentionRule | None) -> dict | None:
    return _rule_data(rule) | {"proposed": rule.when} if rule else None


class RetentionPost(ActService, RetentionGet):
    """``POST @retention`` proposes ``days``, ``decision`` and ``active`` for a ``kind``.

    To decide on a proposed rule, set ``do`` to ``confirm`` or ``withdraw``, and ``proposed`` to
    what it has.
    """

    acts = RULE_ACTS

    def requested_name(self, body: Mapping) -> str:
        """Return the name of the act that a body requests, by default a new proposal."""
        return super().requested_name(body) or RULE.name

    def answer(self, act: Act, result: Any) -> dict:
        return RetentionGet.reply(self)


class DisposalsGet(Service):
    """``GET @disposals`` on a hub returns the proposals, their users and their outcomes.

    With ``?proposal=`` and an id it returns that proposal, and each of its items with title,
    channel, time, page and hold, as the second archivist has to see them.
    """

    def reply(self) -> dict:
        if name := form_text(self.request.form, "proposal"):
            proposal = disposal_storage.find_proposal(self.context, name)
            if proposal is None:
                raise NotFound(name)
            return self._proposal_data(name, proposal, self._known_items(proposal))
        items = [
            self._proposal_data(*each) for each in disposal_storage.all_proposals(self.context)
        ]
        return list_answer(self.context, "@disposals", items)

    def _known_items(self, proposal) -> dict[str, ItemRow]:
        kind, known = proposal["kind"], proposal.get("owners")
        found = find_records(self.context, kind, proposal["items"])
        return {each.id: each for each in item_rows(self.context, kind, found, known)}

    def _proposal_data(self, name, proposal, rows: Mapping[str, ItemRow] | None = None):
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
                **_row_data((rows or {}).get(entry)),
            }
            for entry, outcome in proposal["items"].items()
        ]
        known = {key: proposal[key] for key in ("kind", "decision", "state")}
        return {"id": name, **known, **acts, "items": items}


def _row_data(row: ItemRow | None) -> dict:
    if row is None:
        return {}
    found = {"title": row.title, "channel": row.channel, "time": iso_time(row.time)}
    return found | {"url": row.url, "held": row.held or None}


class DisposalsPost(ActService, DisposalsGet):
    """``POST @disposals`` with ``kind``, ``entries`` (ids) and ``decision`` makes a proposal.

    Instead of ``entries``, ``all`` is the number of all that is due, of a channel (``whose``) and a
    ``year`` if these are given. To decide on a ``proposal`` (its id), set ``do`` to ``confirm`` or
    ``withdraw``.
    """

    acts = DISPOSAL_ACTS

    def requested_name(self, body: Mapping) -> str:
        """Return the name of the act that a body requests, by default a new proposal."""
        return super().requested_name(body) or PROPOSE.name

    def answer(self, act: Act, name: str) -> dict:
        if act is PROPOSE:
            self.request.response.setStatus(201)
        return self._proposal_data(name, disposal_storage.find_proposal(self.context, name))
