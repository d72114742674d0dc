"""Retrieval over plone.restapi."""

from plone import api
from plone.restapi.services import Service

from ..accounts.channels.facts import facts_of, visible
from ..accounts.channels.moments import moment
from ..site.forms.act_service import ActService
from ..site.forms.acts import Act, acts
from . import lease
from .keep import Result
from .report import due, problem, report
from .views import FETCH


class RefreshPost(ActService):
    """``POST @refresh`` on a channel; a body is not read.

    A login cookie (__ac) is accepted here, so another site's form could send this in an editor's
    browser: that costs one retrieval from the channel's own source.
    """

    acts = acts(FETCH)

    def body(self) -> dict:
        return {}

    def answer(self, act: Act, result: Result) -> dict:
        state = result.state
        return {
            "status": result.status,
            "new": len(result.changes.new),
            "changed": len(result.changes.changed),
            "withdrawn": len(result.changes.withdrawn),
            "problem": problem(state) if state else None,
            "next_due": moment(self._next(state)) if state else None,
        }

    def _next(self, state):
        interval, seen = facts_of(self.context).interval * 60, lease.seen(api.portal.get())
        return due(state, interval, seen)


class RetrievalGet(Service):
    """``GET @retrieval``: the retrieval reports of the channels, times as ISO 8601 in UTC."""

    def reply(self) -> dict:
        site = api.portal.get()
        return {
            "@id": f"{self.context.absolute_url()}/@retrieval",
            "worker": moment(lease.last_sign(site)),
            "items": [self._item(report(site, facts)) for facts in visible(self.context)],
        }

    def _item(self, health):
        times = ("newest", "last_success", "next_due", "since")
        log = [{**happening, "time": moment(happening["time"])} for happening in health["log"]]
        return {
            "@id": self.request.physicalPathToURL(health["path"]),
            **{name: value for name, value in health.items() if name != "path"},
            **{name: moment(health[name]) for name in times},
            "log": log,
        }
