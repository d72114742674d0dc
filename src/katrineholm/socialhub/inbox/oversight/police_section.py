"""The section about suspected crime, with a form to record reports to the police."""

from collections.abc import Iterator
from datetime import date

from plone import api
from plone.autoform.directives import widget

from ... import _
from ...accounts.channels.times import formatted_date, today
from ...core.messages.engine import RULE_STEPS, Refused
from ...core.messages.flow import ACTORS
from ...core.messages.grounds import ABUSE
from ...core.messages.store import DROP_STEP, messages_of
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import Line
from ..steps.interfaces import IStepTaken
from ..steps.roles import current_actor
from ..steps.submission import file_records
from ..steps.validation import GUARD, cleaned_line
from . import section_parts as part
from .message_section import IMessageReference, Section

LOG_STEP = "police"
NO_DAY = _("Say on which day it was reported, today at the latest.")


def _past_day(given):
    """Return today or an earlier day as ISO 8601; raise engine.Refused."""
    try:
        if (reported := date.fromisoformat(given)) <= today():
            return reported.isoformat()
    except ValueError:
        pass
    raise Refused(GUARD, NO_DAY)


class IPoliceReport(IMessageReference):
    """The form fields of a report that was made to the police."""

    day = Line(title=_("Reported on"), demand=NO_DAY, clean=_past_day)
    widget("day", type="date", most=lambda: today().isoformat())
    reference = Line(
        title=_("The police's reference"),
        max_length=300,
        demand=_("Write the police's reference, or to whom it was reported."),
        clean=cleaned_line,
    )


SUSPECTED = _(
    "If you suspect a crime, report it to the police: 114 14, or 112 in an emergency. Note here "
    "that you have."
)


def _log_report(at, given):
    noted = {name: given[name] for name in ("day", "reference")}
    if any(line["given"].items() >= noted.items() for line in at.own_section().log_lines(LOG_STEP)):
        raise Refused(GUARD, _("It has been noted already."))
    messages_of(at.hub).record(at.number, LOG_STEP, noted, who=current_actor(), now=at.now)


NOTE = Act(
    "note-police",
    _log_report,
    said=_("The report to the police is noted."),
    title=_("Note the report to the police"),
    fields=IPoliceReport,
)


class PoliceSection(Section):
    """The section of a message that breaks a rule or has withheld files."""

    name = "police"
    title = _("Suspected crime")
    acts = acts(NOTE)
    who = (*ACTORS, "registrar")

    @property
    def is_offered(self) -> bool:
        is_about_crime = self.state.facts.rules or self.files() or self.notes()
        return super().is_offered and bool(is_about_crime)

    def parts(self) -> Iterator[dict]:
        if files := self.files():
            yield part.paragraph(_("These files are not held. Only this is known of them:"))
            yield part.facts(*(_file_fact(each) for each in files))
        yield part.facts(*(_report_fact(each) for each in self.notes()))
        if self.may_change:
            yield part.folded_form(self.form(NOTE.name), is_open=self.refused, texts=[SUSPECTED])

    def notes(self) -> list[dict]:
        """Return the reports to the police, the latest first."""
        return [each for each in self.log_lines(LOG_STEP) if "day" in each["given"]]

    def files(self) -> list[dict]:
        """Return ``name``, ``sha256``, ``size`` and ``type`` of the withheld files."""
        found = dict(self.known.get("withheld") or {})
        for line in self.log_lines(DROP_STEP):
            found |= line["given"].get("files", {})
        return [{"name": name, **found[name]} for name in sorted(found)]


def _file_fact(each):
    size = api.portal.translate(_("${bytes} bytes", mapping={"bytes": str(each["size"])}))
    return part.fact(each["name"], f"{each['type']}, {size}, SHA-256", code=each["sha256"])


def _report_fact(each):
    day, reference = formatted_date(each["given"]["day"]), each["given"]["reference"]
    return part.fact(_("Reported to the police"), f"{day}: {reference} ({each['who']})")


def drop_abuse_files(taken: IStepTaken) -> None:
    """Delete the files of a message when it is marked as abuse, see IStepTaken."""
    if taken.step not in RULE_STEPS or ABUSE not in taken.given["rules"]:
        return
    messages = messages_of(taken.hub)
    if files := messages.files(taken.number):
        messages.drop_files(taken.number, file_records(files), who=current_actor(), now=taken.now)
