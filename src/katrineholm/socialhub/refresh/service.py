"""Retrieval over plone.restapi."""

from time import time

from plone import api
from plone.restapi.services import Service

from ..accounts.channels.facts import facts_of, viewable_channels
from ..accounts.channels.times import iso_time
from ..site.pages.act_service import ActService
from ..site.pages.acts import Act, acts
from . import lease
from .answer_storage import Result
from .report import current_problem, next_retrieval, retrieval_report
from .views import FETCH


class RefreshPost(ActService):
    """``POST @refresh`` on a channel, which retrieves it. The body is ignored.

    A login cookie (__ac) is accepted here, so another site's form could send this in an editor's
    browser, which would only cost a retrieval from the channel's own source.
    """

    acts = acts(FETCH)

    def body(self) -> dict:
        return {}

    def answer(self, act: Act, result: Result) -> dict:
        state, interval = result.state, facts_of(self.context).interval * 60
        seen = lease.last_finished_round(api.portal.get())
        return {
            "status": result.status,
            "new": len(result.changes.new),
            "changed": len(result.changes.changed),
            "withdrawn": len(result.changes.withdrawn),
            "problem": current_problem(state) if state else None,
            "next_due": iso_time(next_retrieval(state, interval, seen)) if state else None,
        }


class RetrievalGet(Service):
    """``GET @retrieval``: the retrieval reports of the channels. Times are ISO 8601 in UTC."""

    def reply(self) -> dict:
        site = api.portal.get()
        return {
            "@id": f"{self.context.absolute_url()}/@retrieval",
            "worker": iso_time(lease.worker_sign(site, int(time())).seen),
            "items": [
                self._item(retrieval_report(site, facts))
                for facts in viewable_channels(self.context)
            ],
        }

    def _item(self, health):
        times = ("newest", "last_success", "next_due", "since")
        log = [{**happening, "time": iso_time(happening["time"])} for happening in health["log"]]
        return {
            "@id": self.request.physicalPathToURL(health["path"]),
            **{name: value for name, value in health.items() if name != "path"},
            **{name: iso_time(health[name]) for name in times},
            "log": log,
        }
