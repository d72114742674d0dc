"""Rules of retention and disposals over plone.restapi."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from zope.interface import alsoProvides

from ... import _
from ...accounts.channels import retention
from ...accounts.channels.moments import moment
from ...site.forms.refusals import Refusal
from ...site.forms.rest_errors import bad_request
from . import book
from .disposal import confirm, propose, withdraw
from .ruling import rule

SENT_RULE = _("Send a kind, days as a number, a decision as a text, and whether it is active.")
SENT = _("Send a kind, a list of entries and a decision, or a proposal and what to do with it.")
DO = {"confirm": confirm, "withdraw": withdraw}


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
        return _listed(self.context, "@retention", items)


class RetentionPost(RetentionGet):
    """``POST @retention``: ``kind``, ``days``, ``decision`` and ``active``, instead of its rule."""

    def reply(self):
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            self._take(_body(self.request, SENT_RULE))
        except Refusal as refusal:
            raise bad_request(refusal.sentence) from refusal
        return super().reply()

    def _take(self, body):
        kind, days, decision = body.get("kind"), body.get("days"), body.get("decision", "")
        is_active = body.get("active", False)
        if not _are_texts([kind, decision]) or type(days) is not int or type(is_active) is not bool:
            raise Refusal(SENT_RULE)
        rule(self.context, kind, days, decision.strip(), is_active)


class DisposalsGet(Service):
    """``GET @disposals`` on a hub: what was proposed, by whom, and what became of it."""

    def reply(self):
        items = [self._told(*each) for each in book.of(self.context)]
        return _listed(self.context, "@disposals", items)

    def _told(self, name, proposal):
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


class DisposalsPost(DisposalsGet):
    """``POST @disposals``: ``kind``, ``entries`` (ids) and ``decision``; 201 with the proposal.

    Or a ``proposal`` (its id), and ``do``: ``confirm`` or ``withdraw``.
    """

    def reply(self):
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            name = self._take(_body(self.request, SENT))
        except Refusal as refusal:
            raise bad_request(refusal.sentence) from refusal
        return self._told(name, book.get(self.context, name))

    def _take(self, body):
        name, do = body.get("proposal"), body.get("do")
        if do in DO and _are_texts([name]):
            DO[do](self.context, name)
            return name
        kind, entries, decision = body.get("kind"), body.get("entries"), body.get("decision", "")
        if not _are_texts([kind, decision]) or not _are_texts(entries):
            raise Refusal(SENT)
        name = propose(self.context, kind, entries, decision.strip())
        self.request.response.setStatus(201)
        return name


def _listed(hub, name, items):
    return {"@id": f"{hub.absolute_url()}/{name}", "items": items, "items_total": len(items)}


def _are_texts(values):
    return isinstance(values, list) and all(isinstance(each, str) for each in values)


def _body(request, sent):
    try:
        return json_body(request)
    except (DeserializationError, RecursionError) as error:
        raise Refusal(sent) from error
