"""The section about a message's registration, and its form (T17)."""

from collections.abc import Iterator

from AccessControl import Unauthorized
from plone.autoform.directives import widget

from ... import _
from ...accounts.channels.times import formatted_date, local_date
from ...core.messages.content import UNKNOWN
from ...core.messages.flow import ACTORS
from ...core.messages.message_lists import is_registration_due
from ...core.messages.state import state_data
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import Line
from ..desk.serializer import sender_name
from ..steps.authorities import authority_of
from ..steps.steps import take_step
from . import section_parts as part
from .diary import STEP, diary_day
from .message_section import IMessageReference, Section

DIARY_FIELDS = {
    "diary_number": _("Diary number"),
    "diary_date": _("Date"),
    "diary_party": _("Sender or receiver"),
    "diary_subject": _("What it concerns"),
}
REGISTRATION_DUE = _("The message is to be registered: it belongs to a case, or may be secret.")


class IRegistration(IMessageReference):
    """The form fields of a registration, which the step validates."""

    for _name, _title in DIARY_FIELDS.items():
        locals()[_name] = Line(title=_title, max_length=300, judged=True)
    widget("diary_date", type="date")
    del _name, _title


def _register(at, given):
    if "registrar" not in at.own_section().roles:
        raise Unauthorized(at.__name__)
    take_step(at.hub, at.number, STEP, {name: given[name] for name in DIARY_FIELDS}, now=at.now)


REGISTER = Act(
    "register-message",
    _register,
    said=_("The message is registered."),
    title=_("Register"),
    fields=IRegistration,
)


class RegisterSection(Section):
    """The section with the registrar's form; others see if a registration is due or made."""

    name = "register"
    title = _("Registration")
    acts = acts(REGISTER)
    who = (*ACTORS, "receiver", "registrar")

    @property
    def is_offered(self) -> bool:
        return super().is_offered and (
            self.is_awaited or bool(self.registered()) or "registrar" in self.roles
        )

    @property
    def is_awaited(self) -> bool:
        return is_registration_due(state_data(self.state))

    @property
    def may_register(self) -> bool:
        return "registrar" in self.roles and self.may_change

    def registered(self) -> list[dict]:
        return [each for each in self.log_lines(STEP) if "diary_number" in each["given"]]

    def parts(self) -> Iterator[dict]:
        registered = self.registered()
        if self.is_awaited:
            yield part.alert(REGISTRATION_DUE)
        yield from (part.facts(*_registration_facts(each)) for each in registered)
        if self.may_register:
            values = self._message_values()
            if registered:
                values = {**registered[0]["given"], "diary_date": diary_day(registered[0])}
            form = self.form(REGISTER.name, **values)
            title = _("Register again") if registered else REGISTER.title
            form = part.with_button(form, title, "secondary" if registered else "primary")
            yield part.folded_form(form, title=title, is_open=self.is_awaited or self.refused)

    def _message_values(self):
        captured = self.known
        is_known = captured["sender"] != UNKNOWN
        series = authority_of(self.hub, self.message["channel"]).series
        return {
            "diary_number": f"{series} " if series else "",
            "diary_date": local_date(captured["captured"]).isoformat(),
            "diary_party": sender_name(captured["sender"]) if is_known else "",
            "diary_subject": captured["subject"],
        }


def _registration_facts(each):
    known = each["given"] | {"diary_date": formatted_date(diary_day(each))}
    yield from (part.fact(title, known[name]) for name, title in DIARY_FIELDS.items())
    yield part.fact(_("Registered by"), f"{each['who']}, {each['when']}")
