"""Figures for a monitoring system, in the text format of Prometheus."""

from time import time

from plone import api
from Products.Five import BrowserView

from ..accounts.channels.facts import active_channels
from . import lease
from .exposition import CONTENT_TYPE, Sample, metrics_text
from .report import retrieval_report


class Metrics(BrowserView):
    """``@@metrics`` on a hub or an administration: totals of its channels and the worker."""

    def __call__(self):
        self.request.response.setHeader("Content-Type", CONTENT_TYPE)
        return metrics_text(Sample(*figure) for figure in self.figures())

    def figures(self) -> list[tuple[str, str, float]]:
        """Return (name, meaning, value) of each figure. Durations are in seconds."""
        site, now = api.portal.get(), time()
        reports = [retrieval_report(site, facts) for facts in active_channels(self.context)]
        sign = lease.worker_sign(site, int(now)).seen
        failing = [now - each["since"] for each in reports if each["since"]]
        return [
            ("channels", "Channels", len(reports)),
            ("channels_with_feed", "Channels to retrieve", _count(reports, "feed_url")),
            ("channels_failing", "Channels that fail", _count(reports, "problem")),
            ("entries", "Visible entries", sum(each["entries"] for each in reports)),
            ("failing_seconds", "The longest time a channel has failed", max(failing, default=0)),
            ("worker_silent_seconds", "Since the worker's last sign", now - sign if sign else -1),
        ]


def _count(reports, name):
    return sum(bool(each[name]) for each in reports)
