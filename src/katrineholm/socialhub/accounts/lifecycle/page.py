"""The page where a step in a channel's life is taken, and the information office's review."""

from AccessControl import Unauthorized
from plone import api
from plone.app.content.browser.contents.workflow import WorkflowActionView
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.Five import BrowserView
from zExceptions import NotFound

from ... import _
from ...site.forms.permissions import MODIFY
from ...site.forms.refusals import FaultyFields, Refusal
from ...site.forms.request import KeepsWhatWasWritten, day, leave, require_form, text
from ..channels.interfaces import IChannel
from ..channels.moments import today
from ..channels.public import hidden_by
from ..judging.standing import Held, is_link_only
from .demands import Demand, Given, demands
from .fact_sheet import fact_sheet
from .steps import LEADS_OUT, STEPS, Unmet, possible, state_title, take
from .words import BUTTONS, DONE

# What is decided on the same page, the first of them being what its checklist is about.
PAGES = (("report",), ("make-official", "return"), ("pause",), ("resume",), ("close",))
ASKED = ("comment", "closed_on")  # not on the checklist: the form asks for them
HEADINGS = {
    "report": _("Report to the information office"),
    "make-official": _("Review"),
    "pause": _("Pause the channel"),
    "resume": _("Resume the channel"),
    "close": _("Close the channel"),
}


class ChannelsWorkflow(WorkflowActionView):
    """``@@fc-workflow``: a refused step leaves nothing on the channel, and says why."""

    def action(self, obj, bypass_recurse=False):
        if not IChannel.providedBy(obj):
            return super().action(obj, bypass_recurse)
        try:
            take(obj, self.transition_id, Given(comment=self.comments))
        except Unauthorized:
            self._refuse(obj, _("You may not take this step."))
        except WorkflowException as refusal:
            self._refuse(obj, str(refusal))

    def _refuse(self, channel, why):
        self.errors.append(f"{channel.Title()}: {api.portal.translate(why)}")


class LifecycleView(KeepsWhatWasWritten, BrowserView):
    """``@@lifecycle?step=…`` on a channel: what the step demands, and the form that takes it."""

    def __call__(self):
        if "test" in self.request.form:
            return self._test()
        if self.request.method == "POST" and self._is_taken():
            return self._leave()
        self.update()
        return self.index()

    def update(self):
        """Make the page for the step that is asked for, else for one that can be taken now."""
        self.possible = possible(self.context)
        step = self.step or next(iter(self.possible), "")
        if step and step not in STEPS:
            raise NotFound(step)
        if step and not api.user.has_permission(STEPS[step], obj=self.context):
            raise Unauthorized(step)
        self.page = next((page for page in PAGES if step in page), ())
        self.steps = [step for step in self.page if step in self.possible]

    @property
    def step(self) -> str:
        return text(self.request.form, "step")

    def heading(self):
        return HEADINGS[self.page[0]] if self.page else _("Nothing to decide")

    def state(self) -> str:
        """The channel's state in the reader's language."""
        return state_title(api.content.get_state(self.context))

    def buttons(self) -> list[dict]:
        """The steps that can be taken here and now, the usual one first."""
        return [
            {"step": step, "title": BUTTONS[step], "is_first": step == self.steps[0]}
            for step in self.steps
        ]

    def checklist(self) -> list[Demand]:
        """What the page's first step demands, by what is known without asking on the net."""
        if not self.steps:
            return []
        trial = Given(link_only_reason=self.answer("link_only_reason"), is_trial=True)
        found = demands(self.context, self.page[0], trial)
        return [each for each in found if each.name not in ASKED]

    def facts(self) -> list[dict]:
        return fact_sheet(self.context)

    def answer(self, name: str) -> str:
        """What has been written in the form already."""
        return text(self.request.form, name)

    def asks_reason(self) -> bool:
        """Whether a reason must be given; elsewhere a comment may be."""
        return self.page[0] == "close"

    def asks_date(self) -> bool:
        return self.page[0] == "close"

    def closing_date(self) -> str:
        return self.answer("closed_on") or today().isoformat()

    def asks_link_only(self) -> bool:
        """Whether the reason is asked why a channel is to have no feed (guideline G4)."""
        return self.page[0] == "make-official" and is_link_only(Held(self.context))

    def may_edit(self) -> bool:
        return api.user.has_permission(MODIFY, obj=self.context)

    def may_test(self) -> bool:
        """Whether there is a feed to be tested, and a decision that rests on it."""
        return self.page[0] == "make-official" and bool(self.context.feed_url)

    def hidden_by(self):
        """Why visitors will not see the channel although it is official; empty if they will."""
        return hidden_by(self.context) if LEADS_OUT & {*self.steps} else ""

    def _leave(self):
        if self.step in LEADS_OUT and (hidden := hidden_by(self.context)):
            api.portal.show_message(hidden, self.request, "warning")
        leave(self.request, self.context.absolute_url(), DONE[self.step])

    def _is_taken(self):
        require_form(self.request)
        try:
            take(self.context, self.step, self._given())
        except Unmet as unmet:
            self.refuse(FaultyFields(self._at_fields(unmet.faults)))
        except WorkflowException as refusal:
            self.refuse(Refusal(str(refusal)))
        return not self.refused

    def _at_fields(self, faults):
        """What is unmet by its field here: a channel without a feed may tell why in the form."""
        feed = "link_only_reason" if is_link_only(Held(self.context)) else "feed"
        return {feed if name == "feed" else name: told for name, told in faults.items()}

    def _given(self):
        return Given(
            comment=self.answer("comment"),
            closed_on=day(self.request.form, "closed_on"),
            link_only_reason=self.answer("link_only_reason"),
        )

    def _test(self):
        """Ask the feed as its own button does, and come back."""
        self.context.restrictedTraverse("@@fetch-now")()
        address = f"{self.context.absolute_url()}/@@lifecycle?step=make-official"
        return self.request.response.redirect(address)


class StatusModify(BrowserView):
    """``content_status_modify`` on a channel: Plone's own way to a step leads to ours."""

    def __call__(self):
        step = text(self.request.form, "workflow_action")
        query = f"?step={step}" if step in STEPS else ""
        self.request.response.redirect(f"{self.context.absolute_url()}/@@lifecycle{query}")
