"""The section about a message's registration, and its form (T17)."""

from AccessControl import Unauthorized
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...accounts.channels.moments import date_of, day
from ...core.messages.captured import UNKNOWN
from ...core.messages.completing import as_known
from ...core.messages.flow import ACTORS
from ...core.messages.shelves import is_to_be_registered
from ...core.messages.state import as_data
from ...core.messages.store import messages_of
from ..desk.shown import sender_name
from ..routing.authorities import authority_of
from ..steps.steps import act
from .diary import STEP, day_of
from .section import MessageForm, Section

ASKS = ("diary_number", "diary_date", "diary_party", "diary_subject")


class RegisterSection(Section):
    """For the registrar; others see what has been registered, and that something is to be."""

    name = "register"
    who = (*ACTORS, "receiver", "registrar")
    index = ViewPageTemplateFile("register.pt")

    @property
    def is_offered(self) -> bool:
        return super().is_offered and (
            self.is_awaited or bool(self.registered()) or "registrar" in self.roles
        )

    @property
    def is_awaited(self) -> bool:
        return is_to_be_registered(as_data(self.state))

    @property
    def may_register(self) -> bool:
        return "registrar" in self.roles and self.may_change

    def registered(self) -> list[dict]:
        """Under what it is registered, the latest first."""
        return [
            each | {"day": day(day_of(each))}
            for each in self.lines(STEP)
            if "diary_number" in each["given"]
        ]

    def begin(self, name: str) -> str:
        """What a field of the form begins with: as it was written, registered or captured."""
        registered = self.registered()
        known = self._captured()
        if registered:
            known = registered[0]["given"] | {"diary_date": day_of(registered[0])}
        return self.given(name, known.get(name, ""))

    @property
    def _authority(self):
        hub = self.view.hub
        return authority_of(hub, messages_of(hub)[self.number]["channel"])

    def _captured(self):
        captured = as_known(messages_of(self.view.hub)[self.number])
        is_known = captured["sender"] != UNKNOWN
        series = self._authority.series
        return {
            "diary_number": f"{series} " if series else "",
            "diary_date": date_of(captured["captured"]).isoformat(),
            "diary_party": sender_name(captured["sender"]) if is_known else "",
            "diary_subject": captured["subject"],
        }


class RegisterMessage(MessageForm):
    """``@@register-message`` on a hub, for the registrar."""

    section = RegisterSection
    done = _("The message is registered.")

    def take(self, form):
        if "registrar" not in self.shown().roles:
            raise Unauthorized(self.__name__)
        act(self.hub, self.number, STEP, {name: form.get(name, "") for name in ASKS}, now=self.now)
