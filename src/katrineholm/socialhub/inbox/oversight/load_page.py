"""``@@messages-load`` on a hub: the information office sees how much waits, and for whom."""

from functools import cached_property
from time import time

from Products.Five import BrowserView

from ...accounts.rules.ruling import proposed_in
from ..reminders.naming import name_in
from . import load
from .removals import unreviewed


class LoadView(BrowserView):
    """Every administration's load and lateness."""

    @cached_property
    def now(self) -> int:
        return int(time())

    @cached_property
    def offices(self) -> list[load.Office]:
        return load.offices(self.context, self.now)

    def people(self) -> list[dict]:
        """Those that messages wait for, whoever is late first: ``name`` and ``load``."""
        found = load.people(self.context, self.now).items()
        rows = [{"name": name_in(self.context, who), "load": each} for who, each in found]
        return sorted(rows, key=lambda row: (-row["load"].late, -row["load"].open, row["name"]))

    def left_over(self) -> int:
        """How many wait of channels that are gone."""
        return load.left_over(self.context, self.offices)

    def rules(self) -> int:
        """How many rules of channels wait for the office."""
        return sum(map(len, proposed_in(self.context).values()))

    def reviews(self) -> int:
        """How many removals wait for a review."""
        return len(unreviewed(self.context))

    def url(self, path: str) -> str:
        """The address of the messages of a channel or an administration."""
        return f"{self.request.physicalPathToURL(path)}/@@messages"
