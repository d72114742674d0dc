"""The section about secrecy, and its forms: which provision, who set it and when (G22)."""

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...accounts.people.person import member_name
from ...core.messages.engine import Refused
from ...core.messages.flow import ACTORS
from ...core.messages.shelves import is_confidential
from ...core.messages.store import messages_of
from ...site.forms.faults import Fields
from ...site.forms.request import text
from ..routing.authorities import is_one
from ..routing.border import LINE as DISCLOSED
from ..routing.roles import me
from ..steps.disclosure import awaited, disclose
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

    @property
    def may_disclose(self) -> bool:
        return self.may_change and "registrar" in self.roles and self.has_border

    @property
    def has_border(self) -> bool:
        """Whether the message is confidential, and several authorities share the hub."""
        message = messages_of(self.view.hub)[self.number]
        return is_confidential(message["state"]) and not is_one(self.view.hub)

    def awaited(self) -> dict | None:
        """Who waits for a decision: ``id`` and ``name``; None if nobody does."""
        who = awaited(self.view.hub, messages_of(self.view.hub)[self.number])
        return {"id": who, "name": member_name(who)} if who else None

    def disclosures(self) -> list[dict]:
        """The decisions, the latest first, each with its ``receiver`` by name."""
        found = self.lines(DISCLOSED)
        return [each | {"receiver": member_name(each["given"]["receiver"])} for each in found]

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


class Disclose(MessageForm):
    """``@@disclose-message`` on a hub, for the registrar."""

    section = SecrecySection
    done = _("The decision is kept, and whoever it is about can read the message.")

    def take(self, form):
        given = {name: text(form, name) for name in ("receiver", "provision", "reason")}
        disclose(self.hub, self.number, given, now=self.now)


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
