"""A step with a message by a form: taken, or refused on the same page with all that was written."""

from functools import partial

from plone import api

from ... import _
from ...core.messages.engine import STATED, Refused
from ...core.messages.flow import QUESTIONS, TRANSITIONS
from ...core.messages.guide import answers, stated_by
from ...core.messages.state import HANDLING
from ...core.messages.store import messages_of
from ...site.forms.faults import Faults
from ...site.forms.request import leave, require_form, text, texts
from ..steps import courses, steps
from .forms import given_by, ticked
from .guided import ALONG, ANSWER, DECIDE, QUESTION, WAYS
from .onwards import address, arriving, is_at_work
from .page import MessageView
from .sight import may_see
from .templates import templates_for

# The button that puts a template into an answer's box, and the names of such boxes.
BEGIN, BOXES = "begin", (ANSWER, f"{ANSWER}-{ANSWER}")
DONE = _("Done: ${step}. The message is now: ${state}.")
HINDERED = _("Done: ${step}. The message is now: ${state}. It was not closed: ${sentence}")


class StepView(MessageView):
    """``@@messages/<id>/<step>``; beside the flow's there are ``decide``, ``note`` and ``state``.

    An address that is opened, and not sent a form, leads to the message. When a step has moved the
    message on and nothing more is to be done with it, the next one that waits is opened.
    """

    def __init__(self, context, request, hub, number: int, step: str):
        super().__init__(context, request, hub, number)
        self.step = step

    def __call__(self):
        if self.request.method != "POST":
            return self.request.response.redirect(self.url)
        require_form(self.request)
        if text(self.request.form, BEGIN):
            return self._begun(self.request.form)
        # Where the message stands in the list is asked before it moves.
        coming = self.coming
        try:
            step, said = self._take(self.request.form)
        except Refused as refusal:
            self.tried = self.step
            self.refuse(refusal)
            return self.template()
        leave(self.request, self._onwards(step, coming), said)

    def _begun(self, form):
        """The same page with a template in the answer's box: nothing is taken yet."""
        texts_by_id = {each["id"]: each["text"] for each in templates_for(self.hub, self.number)}
        box, chosen = text(form, BEGIN), texts_by_id.get(text(form, "template"), "")
        if box in BOXES:
            form[box] = "\n\n".join(filter(None, (text(form, box), chosen)))
        self.tried = self.step
        return self.template()

    def _onwards(self, step, coming):
        """The page to go on with: this message's, the next one's, or the list."""
        is_moved = step in TRANSITIONS and bool(TRANSITIONS[step].to)
        is_seen = may_see(self.hub, self.number)
        if is_seen and (not is_moved or is_at_work(self.hub, self.number)):
            return address(self.url, self.listed, then=coming)
        if coming is None:
            return self.back_url
        done = self.number if is_seen else None
        return arriving(f"{self.list_url}/{coming}", self.listed, done)

    def _take(self, form):
        """The step that was taken, and what to say of it."""
        if self.step == "note":
            self._note(text(form, "text"))
            return self.step, _("The note is kept.")
        if self.step == "state":
            stated = {name: ticked(form, name) for name in STATED}
            steps.state_facts(self.hub, self.number, stated)
            return self.step, _("Your answer is kept.")
        if self.step == DECIDE:
            return self._decide(form)
        return self._step(self.step, form)

    def _note(self, words):
        faults = Faults()
        faults.take("text", partial(steps.note, self.hub, self.number), words)
        faults.done()

    def _decide(self, form):
        """The answers, and along with them the step that they lead to: all of it, or nothing."""
        way = text(form, "way")
        if way and way not in WAYS:
            raise Refused("transition", _("There is no such step."))
        with courses.all_or_nothing():
            self._answer_all(form)
            return self._step(way, form, f"{way}-") if way else ("", _("Your answers are kept."))

    def _step(self, step, form, prefix=""):
        given, along = given_by(step, form, prefix), texts(form, prefix + ALONG)
        try:
            state, hindrance = courses.take(self.hub, self.number, step, given, along)
        except Refused as refusal:
            faults = {prefix + name: told for name, told in refusal.faults.items()}
            raise Refused(refusal.guard, refusal.sentence, faults) from refusal
        mapping = {
            "step": api.portal.translate(TRANSITIONS[step].title),
            "state": api.portal.translate(HANDLING[state.handling]),
        }
        if hindrance is None:
            return step, _(DONE, mapping=mapping)
        return step, _(HINDERED, mapping=mapping | {"sentence": api.portal.translate(hindrance)})

    def _answer_all(self, form):
        """What is answered as before is not written down again."""
        for question in QUESTIONS:
            given = text(form, QUESTION + question.id)
            if given in ("yes", "no"):
                self._answer(question.id, given == "yes", form)

    def _answer(self, question, is_yes, form):
        case, secret = ticked(form, "case"), ticked(form, "secret")
        if question == "case" and is_yes and not (case or secret):
            raise Refused("given", _("Say whether it is about a case or about secrecy."))
        stated = stated_by(question, is_yes, case, secret)
        if self._is_news(question, is_yes, stated):
            steps.answer(self.hub, self.number, question, is_yes, stated)

    def _is_news(self, question, is_yes, stated):
        messages = messages_of(self.hub)
        state = messages.state(self.number)
        before = answers(state, messages.log(self.number)).get(question)
        return before is not is_yes or any(
            getattr(state.facts, name) != stated[name] for name in stated
        )
