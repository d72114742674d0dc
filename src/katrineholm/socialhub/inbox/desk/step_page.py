"""The page that receives the form of a step; if the step is refused, it keeps all values."""

from collections.abc import Collection, Mapping
from typing import Any

from ... import _
from ...core.messages.engine import FACT_FIELDS, Refused
from ...core.messages.flow import QUESTIONS
from ...core.messages.guide import facts_of_answer, given_answers
from ...core.messages.store import messages_of
from ...site.pages.acts import Act, Acts, acts
from ...site.pages.request import form_text, form_texts
from ..steps import step_sequence, steps
from .acts import (
    ANSWER,
    DECIDE,
    PAGE_ACTS,
    STATE,
    WRITING_STEPS,
    Taken,
    is_ticked,
    step_act,
    step_confirmation,
    step_values,
    url_after_step,
)
from .answer_templates import filled_templates
from .guide import ALONG, ANSWER_STEPS, QUESTION
from .message_page import MessageView
from .next_message import url_with_list
from .visibility import may_see

# The button that inserts a template, and the names of the boxes for it.
INSERT_TEMPLATE, ANSWER_BOXES = "begin", (ANSWER, f"{ANSWER}-{ANSWER}")
# The id of the box to write in, and that of a confirmation.
ANSWER_BOX_ID = f"socialhub-{ANSWER}-{ANSWER}"
DONE_ID = "socialhub-done"


class StepView(MessageView):
    """``@@messages/<id>/<step>``, and likewise ``decide``, ``note`` and ``state``.

    A GET request redirects to the message. After a step the message is shown again with the
    confirmation, and with the writing box if that is what the step was taken for.
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
        return self._insert_template(form) if form_text(form, INSERT_TEMPLATE) else super().sent()

    @property
    def acts(self) -> Acts:
        known = {DECIDE: DECIDE_ACT, **PAGE_ACTS}
        return acts(known.get(self.step) or step_act(self.step))

    def requested_name(self, data: Mapping) -> str:
        return self.step

    def next_url(self) -> str:
        return url_with_list(self.url, self.list_query, then=self.next_open)

    def step_input(self, act: str, data: Mapping) -> tuple[dict, Collection[str]]:
        """Return the values submitted for an act, and the ticked steps to take along with it."""
        if act == STATE:
            return {name: is_ticked(data, name) for name in FACT_FIELDS}, ()
        prefix = f"{act}-" if self.step == DECIDE else ""
        return step_values(act, data, prefix), form_texts(data, prefix + ALONG)

    def url_after(self, taken: Taken) -> str:
        """Return the URL of this message, or of the list if the user may not see it any more."""
        if not may_see(self.hub, self.number):
            return self.back_url
        return f"{self.next_url()}#{ANSWER_BOX_ID if taken[0] in WRITING_STEPS else DONE_ID}"

    def _insert_template(self, form):
        texts_by_id = {each["id"]: each["text"] for each in filled_templates(self.hub, self.number)}
        chosen = texts_by_id.get(form_text(form, "template"), "")
        box = form_text(form, INSERT_TEMPLATE)
        if box in ANSWER_BOXES:
            form[box] = "\n\n".join(filter(None, (form_text(form, box), chosen)))
        self.tried = self.step
        return self.index()


def _decide(at, form):
    """Store the answers and take the step that they lead to: all of it, or nothing."""
    way = form_text(form, "way")
    if way and way not in ANSWER_STEPS:
        raise Refused("transition", _("There is no such step."))
    with step_sequence.atomic_steps():
        for question in QUESTIONS:
            given = form_text(form, QUESTION + question.id)
            if given in ("yes", "no"):
                _answer_question(at, question.id, given == "yes", form)
        return _take_way(at, way, form) if way else ("", None, "")


def _take_way(at, way, form):
    try:
        return PAGE_ACTS[way].take(at, form)
    except Refused as refusal:
        faults = {f"{way}-{name}": refusal.faults[name] for name in refusal.faults}
        raise Refused(refusal.guard, refusal.sentence, faults) from refusal


def _answer_question(at, question, is_yes, form):
    case, secret = is_ticked(form, "case"), is_ticked(form, "secret")
    if question == "case" and is_yes and not (case or secret):
        raise Refused("given", _("Say whether it is about a case or about secrecy."))
    stated = facts_of_answer(question, is_yes, case, secret)
    state, log = messages_of(at.hub).state(at.number), messages_of(at.hub).log(at.number)
    is_other = any(getattr(state.facts, name) != stated[name] for name in stated)
    if is_other or given_answers(state, log).get(question) is not is_yes:
        steps.answer_question(at.hub, at.number, question, is_yes, stated)


DECIDE_ACT = Act(DECIDE, _decide, step_confirmation, then=url_after_step)
