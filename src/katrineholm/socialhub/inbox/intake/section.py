"""What a message's page tells of the reports about it, and of what a mail brought and was not kept.

The first report stands with the message itself; here are its receipt number, and the others.
"""

from functools import cached_property

from plone.app.layout.viewlets.common import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ...accounts.channels.moments import when
from ...core.messages.store import messages_of
from ..steps.rules import rule_text
from .taking import reports_on


class ReportsSection(ViewletBase):
    """For whoever may see the message's page."""

    index = ViewPageTemplateFile("section.pt")

    def render(self) -> str:
        return self.index() if self.reports or self.left_out else ""

    @cached_property
    def reports(self) -> list[dict]:
        """The reports, the earliest first, as they are read; ``is_again`` for all but the first."""
        told = messages_of(self.view.hub)[self.view.number]["captured"]
        found = reports_on(self.view.hub, self.view.number)
        return [
            {"quote": "", "author": "", "contact": "", "often": False, "receipt_number": "", **each}
            | {
                "when": when(each["time"])["text"],
                "reason": rule_text(each["reason"], self.view.hub, self.view.number),
                "is_again": number > 0 or not told["reported"],
            }
            for number, each in enumerate(found)
        ]

    @cached_property
    def left_out(self) -> list[dict]:
        """What was not kept of a mail: ``name``, ``reason`` and, of a file, ``size`` in bytes."""
        told = messages_of(self.view.hub)[self.view.number]["captured"].get("left_out") or {}
        return [{"name": name, "size": None, **told[name]} for name in sorted(told)]
