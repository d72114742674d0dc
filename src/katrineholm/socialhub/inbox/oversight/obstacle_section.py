"""The section about holds and requests, which are obstacles to disposal, and its form."""

from collections.abc import Iterator
from functools import partial

from plone.autoform.directives import widget
from zope.schema import TextLine

from ... import _
from ...accounts.channels import holds
from ...core.messages.engine import Refused
from ...core.messages.store import messages_of
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import LongText
from ...site.pages.refusals import FaultyFields
from ...site.pages.request import form_text
from ..steps.roles import current_actor
from ..steps.steps import set_facts
from ..steps.validation import GUARD, MAX_TEXT, cleaned_text
from . import section_parts as part
from .message_section import IMessageReference, Section
from .obstacles import HANDLER_ROLES, OBSTACLES, is_active

PAGE = "note-standing"


class IObstacle(IMessageReference):
    """The form fields that start or end an obstacle; ``kind`` is a key of OBSTACLES."""

    kind = TextLine(required=False)
    text = LongText(max_length=MAX_TEXT, clean=cleaned_text, judged=True)
    widget("kind", type="hidden")
    widget("text", rows=2)


def _log_obstacle(at, given, *, is_begun):
    name, kind = given["kind"], OBSTACLES.get(given["kind"])
    if kind is None or not set(kind.who) & at.own_section().roles:
        raise Refused("role", _("This is somebody else's to note."))
    messages = messages_of(at.hub)
    if is_active(messages.log(at.number), name) == is_begun:
        raise Refused(GUARD, _("It has been noted already."))
    noted = {"on": is_begun} | _required_text(kind.asks if is_begun else kind.ends, given["text"])
    if name == "erasure" and is_begun:
        _set_case(at, messages.state(at.number))
    messages.record(at.number, name, noted, who=current_actor(), now=at.now)
    if name == "hold":
        change = holds.place_hold if is_begun else holds.lift_hold
        change(at.hub, holds.MESSAGE, str(at.number), noted["text"], by=current_actor(), now=at.now)


def _required_text(asks, text):
    if asks is None:
        return {}
    if not text:
        raise FaultyFields({"text": _("Write what the form asks for.")})
    return {"text": text}


def _set_case(at, state):
    if state.handling == "closed" and not state.facts.case:
        sentence = _("The message is closed: open it again first, for the request is a case.")
        raise Refused(GUARD, sentence)
    set_facts(at.hub, at.number, {"case": True}, now=at.now)


NOTED = _("It is noted.")
BEGIN = Act("begin", partial(_log_obstacle, is_begun=True), said=NOTED, fields=IObstacle)
END = Act("end", partial(_log_obstacle, is_begun=False), said=NOTED, fields=IObstacle)


class ObstacleSection(Section):
    """The section with the obstacles to disposal, and forms according to the user's roles."""

    name = "standing"
    title = _("Requests and holds")
    acts = acts(BEGIN, END)
    who = (*HANDLER_ROLES, "archivist")

    @property
    def may_dispose(self) -> bool:
        """True if the user may dispose of the message, which is closed."""
        return "archivist" in self.roles and self.may_change and self.state.handling == "closed"

    def parts(self) -> Iterator[dict]:
        for name, kind in OBSTACLES.items():
            lines = [each for each in self.log_lines(name) if "on" in each["given"]]
            may_change = self.may_change and bool(self.roles & set(kind.who))
            if may_change or lines:
                yield from self._obstacle_parts(
                    name, kind, is_active(self.log, name), lines, may_change
                )
        if self.may_dispose:
            url = f"{self.hub_url}/@@disposal"
            yield part.paragraph(_("Propose or confirm disposal"), url=url)

    def _obstacle_parts(self, name, kind, is_on, lines, may_change):
        yield part.heading(kind.title)
        yield part.paragraph(kind.words, "alert alert-warning" if is_on else "")
        yield part.facts(*(_obstacle_fact(kind, each) for each in lines))
        if may_change:
            is_open = self.refused and form_text(self.request.form, "kind") == name
            yield part.folded_form(self._form(name, kind, is_on), is_open=is_open)

    def _form(self, name, kind, is_on):
        act, asks = (END, kind.ends) if is_on else (BEGIN, kind.asks)
        form = self.form(act.name, page=PAGE, of=name, kind=name)
        *hidden, words = form["fields"]
        fields = [*hidden, words | {"title": asks}] if asks else hidden
        return form | {"fields": fields, "button": kind.is_over if is_on else kind.begins}

    def is_refused(self, name: str, of: str = "") -> bool:
        """Return whether the form of the obstacle ``of`` was refused, whatever its act."""
        return bool(self.refused) and form_text(self.request.form, "kind") == of


def _obstacle_fact(kind, line):
    given = line["given"]
    title = kind.begins if given["on"] else kind.is_over
    return part.fact(title, f"{line['when']}, {line['who']}", quote=given.get("text", ""))
