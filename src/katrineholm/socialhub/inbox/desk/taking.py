"""A step with a message by a form: taken, or refused on the same page with all that was written."""

from plone import api

from ... import _
from ...core.messages.engine import STATED, Refused
from ...core.messages.flow import TRANSITIONS
from ...core.messages.guide import stated_by
from ...core.messages.state import HANDLING
from ...site.forms.request import leave, require_form, text
from ..steps import steps
from .forms import given_by, ticked
from .page import MessageView
from .sight import may_see


class StepView(MessageView):
    """``@@messages/<id>/<step>``; beside the flow's steps there are ``note`` and ``state``.

    An address that is opened, and not sent a form, leads to the message.
    """

    def __init__(self, context, request, hub, number: int, step: str):
        super().__init__(context, request, hub, number)
        self.step = step

    def __call__(self):
        if self.request.method != "POST":
            return self.request.response.redirect(self.url)
        require_form(self.request)
        try:
            said = self._take(self.request.form)
        except Refused as refusal:
            self.refusal, self.tried = refusal.sentence, self.step
            return self.template()
        seen = may_see(self.hub, self.number)
        leave(self.request, self.url if seen else self.list_url, said)

    def _take(self, form):
        """What to say of the step that was taken."""
        if self.step == "note":
            steps.note(self.hub, self.number, text(form, "text"))
            return _("The note is kept.")
        if self.step == "state":
            self._state(form)
            return _("Your answer is kept.")
        state = steps.act(self.hub, self.number, self.step, given_by(self.step, form))
        mapping = {
            "step": api.portal.translate(TRANSITIONS[self.step].title),
            "state": api.portal.translate(HANDLING[state.handling]),
        }
        return _("Done: ${step}. The message is now: ${state}.", mapping=mapping)

    def _state(self, form):
        """An answer to a question, or else all facts at once."""
        if question := text(form, "question"):
            self._answer(question, text(form, "answer") == "yes", form)
        else:
            stated = {name: ticked(form, name) for name in STATED}
            steps.state_facts(self.hub, self.number, stated)

    def _answer(self, question, is_yes, form):
        case, secret = ticked(form, "case"), ticked(form, "secret")
        if question == "case" and is_yes and not (case or secret):
            raise Refused("given", _("Say whether it is about a case or about secrecy."))
        stated = stated_by(question, is_yes, case, secret)
        steps.answer(self.hub, self.number, question, is_yes, stated)
