"""The section about holds and requests, and its form."""

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...accounts.channels import holds
from ...core.messages.engine import Refused
from ...core.messages.store import messages_of
from ...site.forms.faults import Fields
from ...site.forms.request import text
from ..routing.roles import me
from ..steps.given import GUARD, cleaned_text
from ..steps.steps import state_facts
from .section import MessageForm, Section
from .standing import HANDLERS, KINDS, is_on


class StandingSection(Section):
    """What stands in the way of disposal, and each user's buttons for it."""

    name = "standing"
    who = (*HANDLERS, "archivist")
    index = ViewPageTemplateFile("standing.pt")

    @property
    def may_dispose(self) -> bool:
        """Whether the user is one of those who dispose of messages, and this one may come to it."""
        return "archivist" in self.roles and self.may_change and self.state.handling == "closed"

    def kinds(self) -> list[dict]:
        """Each kind that the user may note, or that is noted: its texts, state and lines."""
        log = messages_of(self.view.hub).log(self.number)
        found = [
            {
                "id": name,
                "kind": kind,
                "is_on": is_on(log, name),
                "lines": [line for line in self.lines(name) if "on" in line["given"]],
                "may_change": self.may_change and bool(self.roles & set(kind.who)),
                "text": self.given("text") if self.given("kind") == name else "",
            }
            for name, kind in KINDS.items()
        ]
        return [each for each in found if each["may_change"] or each["lines"]]


class NoteStanding(MessageForm):
    """``@@note-standing`` on a hub: ``kind`` is one of KINDS, ``do`` begins or ends it."""

    section = StandingSection

    def take(self, form):
        name, is_begun = text(form, "kind"), text(form, "do") == "begin"
        kind = KINDS.get(name)
        if kind is None or not set(kind.who) & self.shown().roles:
            raise Refused("role", _("This is somebody else's to note."))
        messages = messages_of(self.hub)
        if is_on(messages.log(self.number), name) == is_begun:
            raise Refused(GUARD, _("It has been noted already."))
        given = {"on": is_begun} | _told(kind.asks if is_begun else kind.ends, form)
        if name == "erasure" and is_begun:
            self._make_a_case(messages.state(self.number))
        messages.record(self.number, name, given, who=me(), now=self.now)
        if name == "hold":
            change = holds.put if is_begun else holds.lift
            change(self.hub, holds.MESSAGE, str(self.number), given["text"], by=me(), now=self.now)

    def _make_a_case(self, state):
        if state.handling == "closed" and not state.facts.case:
            sentence = _("The message is closed: open it again first, for the request is a case.")
            raise Refused(GUARD, sentence)
        state_facts(self.hub, self.number, {"case": True}, now=self.now)


def _told(asks, form):
    if asks is None:
        return {}
    fields = Fields(form)
    words = fields.read("text", cleaned_text)
    fields.demand("text", words, _("Write what the form asks for."))
    fields.done()
    return {"text": words}
