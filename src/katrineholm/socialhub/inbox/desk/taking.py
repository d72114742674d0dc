"""A step submitted by a form; if it is refused, the page keeps all values."""

from collections.abc import Collection, Mapping
from typing import Any

from ... import _
from ...core.messages.engine import STATED, Refused
from ...core.messages.flow import QUESTIONS, TRANSITIONS
from ...core.messages.guide import answers, stated_by
from ...core.messages.store import messages_of
from ...site.forms.acts import Act, Acts, acts
from ...site.forms.request import text, texts
from ..steps import courses, steps
from .acts import ACTS, DECIDE, STATE, Taken, onwards, said_of, step_act
from .forms import given_by, ticked
from .guided import ALONG, ANSWER, QUESTION, WAYS
from .onwards import address, arriving, is_at_work
from .page import MessageView
from .sight import may_see
from .templates import templates_for

# The button that inserts a template, and the names of the boxes for it.
BEGIN, BOXES = "begin", (ANSWER, f"{ANSWER}-{ANSWER}")


class StepView(MessageView):
    """``@@messages/<id>/<step>``; also ``decide``, ``note`` and ``state``.

    A GET request redirects to the message. After a step that leaves nothing to do with the message,
    the next open one follows.
    """

    def __init__(self, context, request, hub, number: int, step: str):
        super().__init__(context, request, hub, number)
        self.step = step
        # The position in the list is determined before the message moves.
        self.next_open = self.next_number()

    def opened(self) -> Any:
        return self.request.response.redirect(self.url)

    def sent(self) -> Any:
        form = self.request.form
        return self._insert_template(form) if text(form, BEGIN) else super().sent()

    @property
    def acts(self) -> Acts:
        known = {DECIDE: DECIDING, **ACTS}
        return acts(known.get(self.step) or step_act(self.step))

    def named(self, data: Mapping) -> str:
        return self.step

    def next_url(self) -> str:
        return address(self.url, self.list_query, then=self.next_open)

    def step_input(self, act: str, data: Mapping) -> tuple[dict, Collection[str]]:
        """Return the fields of one step, and the ticked steps to take along."""
        if act == STATE:
            return {name: ticked(data, name) for name in STATED}, ()
        prefix = f"{act}-" if self.step == DECIDE else ""
        return given_by(act, data, prefix), texts(data, prefix + ALONG)

    def url_after(self, taken: Taken) -> str:
        """Return the URL of this message, the next one, or the list."""
        is_moved = bool(taken[0] and TRANSITIONS[taken[0]].to)
        is_seen = may_see(self.hub, self.number)
        if is_seen and (not is_moved or is_at_work(self.hub, self.number)):
            return f"{self.next_url()}#next" if self.step == DECIDE else self.next_url()
        if self.next_open is None:
            return self.back_url
        done = self.number if is_seen else None
        return arriving(f"{self.list_url}/{self.next_open}", self.list_query, done)

    def _insert_template(self, form):
        texts_by_id = {each["id"]: each["text"] for each in templates_for(self.hub, self.number)}
        box, chosen = text(form, BEGIN), texts_by_id.get(text(form, "template"), "")
        if box in BOXES:
            form[box] = "\n\n".join(filter(None, (text(form, box), chosen)))
        self.tried = self.step
        return self.index()


def _decide(at, form):
    """Store the answers and take the step that they lead to: all of it, or nothing."""
    way = text(form, "way")
    if way and way not in WAYS:
        raise Refused("transition", _("There is no such step."))
    with courses.all_or_nothing():
        for question in QUESTIONS:
            given = text(form, QUESTION + question.id)
            if given in ("yes", "no"):
                _answer_question(at, question.id, given == "yes", form)
        return _take_way(at, way, form) if way else ("", None, None)


def _take_way(at, way, form):
    try:
        return ACTS[way].take(at, form)
    except Refused as refusal:
        faults = {f"{way}-{name}": refusal.faults[name] for name in refusal.faults}
        raise Refused(refusal.guard, refusal.sentence, faults) from refusal


def _answer_question(at, question, is_yes, form):
    case, secret = ticked(form, "case"), ticked(form, "secret")
    if question == "case" and is_yes and not (case or secret):
        raise Refused("given", _("Say whether it is about a case or about secrecy."))
    stated = stated_by(question, is_yes, case, secret)
    if _is_changed(at, question, is_yes, stated):
        steps.answer(at.hub, at.number, question, is_yes, stated)


def _is_changed(at, question, is_yes, stated):
    messages = messages_of(at.hub)
    state = messages.state(at.number)
    before = answers(state, messages.log(at.number)).get(question)
    return before is not is_yes or any(
        getattr(state.facts, name) != stated[name] for name in stated
    )


DECIDING = Act(DECIDE, _decide, said_of, then=onwards)
