"""The section about suspected crime, and its form: what was reported to the police, and when."""

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...accounts.channels.moments import day as written
from ...accounts.channels.moments import today
from ...core.messages.completing import as_known
from ...core.messages.flow import ACTORS
from ...core.messages.store import DROPPED, messages_of
from ...site.forms.faults import Fields
from ...site.forms.request import day
from ..routing.roles import me
from ..steps.given import cleaned_line
from .section import MessageForm, Section

LINE = "police"


class PoliceSection(Section):
    """For a message that breaks a rule, or whose files must not be held."""

    name = "police"
    who = (*ACTORS, "registrar")
    index = ViewPageTemplateFile("police.pt")

    @property
    def is_offered(self) -> bool:
        is_about_crime = self.state.facts.rules or self.files() or self.notes()
        return super().is_offered and bool(is_about_crime)

    def notes(self) -> list[dict]:
        """What has been reported, the latest first."""
        return [
            each | {"day": written(each["given"]["day"])}
            for each in self.lines(LINE)
            if "day" in each["given"]
        ]

    def files(self) -> list[dict]:
        """The files of which only this is kept: ``name``, ``sha256``, ``size``, ``type``."""
        known = as_known(messages_of(self.view.hub)[self.number])
        found = dict(known.get("withheld") or {})
        for line in self.lines(DROPPED):
            found |= line["given"].get("files", {})
        return [{"name": name, **found[name]} for name in sorted(found)]


class NotePolice(MessageForm):
    """``@@note-police`` on a hub."""

    section = PoliceSection
    done = _("The report to the police is noted.")

    def take(self, form):
        reported, fields = day(form, "day"), Fields(form)
        reference = fields.read("reference", cleaned_line)
        is_past = reported is not None and reported <= today()
        fields.demand("day", is_past, _("Say on which day it was reported, today at the latest."))
        told = _("Write the police's reference, or to whom it was reported.")
        fields.demand("reference", reference, told)
        fields.done()
        given = {"day": reported.isoformat(), "reference": reference}
        messages_of(self.hub).record(self.number, LINE, given, who=me(), now=self.now)
