"""The section about secrecy, and its forms: which provision, who set it and when (G22)."""

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...core.messages.engine import Refused
from ...core.messages.flow import ACTORS
from ...core.messages.store import messages_of
from ...site.forms.faults import Fields
from ..routing.roles import me
from ..steps.given import GUARD, cleaned_line
from ..steps.secrecy import LINE
from ..steps.steps import state_facts
from .section import MessageForm, Section

LIFTERS = ("registrar", "office")


class SecrecySection(Section):
    """Anybody who handles the message marks it; the mark is lifted by the registrar or the office.

    The mark is a reminder, no decision: what is asked for is tried each time
    (offentlighets- och sekretesslagen 5 kap. 5 §).
    """

    name = "secrecy"
    who = (*ACTORS, "receiver", "registrar")
    index = ViewPageTemplateFile("secrecy.pt")

    @property
    def is_secret(self) -> bool:
        return self.state.facts.secret

    @property
    def may_mark(self) -> bool:
        return self.may_change and self.state.handling != "closed"

    @property
    def may_lift(self) -> bool:
        return self.is_secret and self.may_mark and bool(self.roles & set(LIFTERS))

    def marks(self) -> list[dict]:
        """What has been noted, the latest first."""
        return [each for each in self.lines(LINE) if "secret" in each["given"]]


class SecrecyForm(MessageForm):
    """What both forms share."""

    section = SecrecySection

    def note(self, is_secret: bool, given: dict) -> None:
        """State it and write it down; raises engine.Refused."""
        if self.shown().state.handling == "closed":
            raise Refused(GUARD, _("The message is closed: open it again first."))
        given = {"secret": is_secret, **given}
        messages_of(self.hub).record(self.number, LINE, given, who=me(), now=self.now)
        state_facts(self.hub, self.number, {"secret": is_secret}, now=self.now)


class MarkSecret(SecrecyForm):
    """``@@mark-secret`` on a hub."""

    done = _("The message is marked: it may be secret, and is to be registered.")

    def take(self, form):
        fields = Fields(form)
        provision = fields.read("provision", cleaned_line)
        fields.demand("provision", provision, _("Write by which provision it may be secret."))
        fields.done()
        self.note(True, {"provision": provision})


class LiftSecrecy(SecrecyForm):
    """``@@lift-secrecy`` on a hub, for the registrar and the office."""

    done = _("The secrecy mark is lifted.")

    def take(self, form):
        if not self.shown().roles & set(LIFTERS):
            raise Refused("role", _("The mark is lifted by the registrar or the office."))
        fields = Fields(form)
        reason = fields.read("reason", cleaned_line)
        fields.demand("reason", reason, _("Say why the mark is lifted."))
        fields.done()
        self.note(False, {"reason": reason})
