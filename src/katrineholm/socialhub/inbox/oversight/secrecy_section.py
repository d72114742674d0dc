"""The section about secrecy, with forms for the mark and for disclosure (G22)."""

from collections.abc import Iterator

from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.person import member_name
from ...core.messages.engine import Refused
from ...core.messages.flow import ACTORS
from ...core.messages.message_lists import is_confidential
from ...core.messages.store import messages_of
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import Line
from ..steps.authorities import has_single_authority
from ..steps.roles import current_actor
from ..steps.secrecy import (
    DISCLOSURE_STEP,
    MARK_STEP,
    IDisclosure,
    disclose,
    undecided_receiver,
)
from ..steps.steps import set_facts
from ..steps.validation import GUARD, cleaned_line
from . import section_parts as part
from .message_section import IMessageReference, Section

LIFT_ROLES = ("registrar", "office")
LONGEST = 300  # characters
SECRET = _("The message may hold what is secret. It must not stay public, and is to be registered.")
NO_MARK = _("The message has no secrecy mark.")
DECIDE = _("Decide on disclosure to another authority")
OTHER_AUTHORITY = _(
    "${name} belongs to another authority. The registrar decides whether the message may be read "
    "there; until then only its number and its class are seen."
)


class ISecrecyMark(IMessageReference):
    """The form field for the provision by which a message may be secret."""

    provision = Line(
        title=_("Provision, for example OSL 26 kap. 1 §"),
        max_length=LONGEST,
        demand=_("Write by which provision it may be secret."),
        clean=cleaned_line,
    )


class IMarkRemoval(IMessageReference):
    """The form field for the reason to lift the mark."""

    reason = Line(
        title=_("Why the mark is lifted"),
        max_length=LONGEST,
        demand=_("Say why the mark is lifted."),
        clean=cleaned_line,
    )


class IDisclosureForm(IMessageReference, IDisclosure):
    """The form fields of a decision to disclose a message."""


def _mark(at, given):
    section = at.own_section()
    noted = [each["given"].get("provision") for each in section.marks()[:1]]
    if section.is_secret and given["provision"] in noted:
        raise Refused(GUARD, _("It has been noted already."))
    _log_mark(at, True, provision=given["provision"])


def _lift(at, given):
    if not at.own_section().roles & set(LIFT_ROLES):
        raise Refused("role", _("The mark is lifted by the registrar or the office."))
    if not at.own_section().is_secret:
        raise Refused(GUARD, NO_MARK)
    _log_mark(at, False, reason=given["reason"])


def _log_mark(at, is_secret, **given):
    if at.own_section().state.handling == "closed":
        raise Refused(GUARD, _("The message is closed: open it again first."))
    given = {"secret": is_secret, **given}
    messages_of(at.hub).record(at.number, MARK_STEP, given, who=current_actor(), now=at.now)
    set_facts(at.hub, at.number, {"secret": is_secret}, now=at.now)


def _disclose(at, given):
    decision = {name: given[name] for name in ("receiver", "provision", "reason")}
    disclose(at.hub, at.number, decision, now=at.now)


DISCLOSE = Act(
    "disclose-message",
    _disclose,
    said=_("The decision is kept, and whoever it is about can read the message."),
    title=_("Decide"),
    fields=IDisclosureForm,
)
MARK = Act(
    "mark-secret",
    _mark,
    said=_("The message is marked: it may be secret, and is to be registered."),
    title=_("Mark as secret"),
    fields=ISecrecyMark,
)
LIFT = Act(
    "lift-secrecy",
    _lift,
    said=_("The secrecy mark is lifted."),
    title=_("Lift the mark"),
    fields=IMarkRemoval,
)


class SecrecySection(Section):
    """The section where handlers mark a message, and the registrar or office lifts the mark.

    The mark is a reminder, not a decision: each request is examined anyway (offentlighets- och
    sekretesslagen 5 kap. 5 §).
    """

    name = "secrecy"
    title = _("Secrecy")
    acts = acts(DISCLOSE, MARK, LIFT)
    who = (*ACTORS, "receiver", "registrar")

    def parts(self) -> Iterator[dict]:
        awaited = self.undecided()
        yield part.alert(SECRET) if self.is_secret else part.paragraph(NO_MARK)
        yield part.facts(*map(_mark_fact, self.marks()))
        if awaited:
            yield part.alert(Message(OTHER_AUTHORITY, mapping={"name": awaited["name"]}))
        yield part.facts(*map(_disclosure_fact, self.disclosures()))
        if self.may_disclose:
            form = self.form(DISCLOSE.name, receiver=awaited["id"] if awaited else "")
            yield part.folded_form(form, title=DECIDE, is_open=self.refused or awaited)
        for name in [MARK.name] * self.may_mark + [LIFT.name] * self.may_lift:
            yield part.folded_form(self.form(name), is_open=self.refused)

    @property
    def is_secret(self) -> bool:
        return self.state.facts.secret

    @property
    def may_mark(self) -> bool:
        return self.may_change and self.state.handling != "closed"

    @property
    def may_lift(self) -> bool:
        return self.is_secret and self.may_mark and bool(self.roles & set(LIFT_ROLES))

    @property
    def may_disclose(self) -> bool:
        return self.may_change and "registrar" in self.roles and self.has_other_authorities

    @property
    def has_other_authorities(self) -> bool:
        """True if the message is confidential and its hub has several authorities."""
        return is_confidential(self.message["state"]) and not has_single_authority(self.hub)

    def undecided(self) -> dict | None:
        """Return ``id`` and ``name`` of the member who awaits a disclosure, or None."""
        who = undecided_receiver(self.hub, self.message)
        return {"id": who, "name": member_name(who)} if who else None

    def disclosures(self) -> list[dict]:
        """Return decisions to disclose the message, the latest first, with the receiver's name."""
        found = self.log_lines(DISCLOSURE_STEP)
        return [each | {"receiver": member_name(each["given"]["receiver"])} for each in found]

    def marks(self) -> list[dict]:
        """Return the log lines that set or lifted the mark, the latest first."""
        return [each for each in self.log_lines(MARK_STEP) if "secret" in each["given"]]


def _mark_fact(mark):
    given = mark["given"]
    why = given.get("provision") or given.get("reason")
    title = _("Marked") if given["secret"] else _("Lifted")
    return part.fact(title, f"{why} ({mark['who']}, {mark['when']})")


def _disclosure_fact(each):
    given = each["given"]
    title = _("Disclosed to ${name}", mapping={"name": each["receiver"]})
    why = f"{given['provision']}: {given['reason']}"
    return part.fact(title, f"{why} ({each['who']}, {each['when']})")
