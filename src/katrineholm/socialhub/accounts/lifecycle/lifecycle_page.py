"""The page on which a channel's step is taken, also for the information office's review."""

from collections.abc import Mapping
from functools import cached_property, partial
from typing import Any

from AccessControl import Unauthorized
from plone import api
from plone.app.content.browser.contents.workflow import WorkflowActionView
from plone.autoform.directives import widget
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.interface import Interface

from ... import _
from ...site.pages.acts import DO, Act, ActPage, acts
from ...site.pages.form_schema import DateField, LongText
from ...site.pages.page_values import fact_row, fact_value, link, page_section
from ...site.pages.permissions import MODIFY
from ...site.pages.refusals import Refusal
from ...site.pages.request import form_text
from ...site.pages.text_checks import has_words
from ..channels.channel_names import state_title
from ..channels.interfaces import IChannel
from ..channels.times import today
from ..channels.visibility import visibility_warning
from ..registration.requirements import ChannelValues, is_link_only
from .fact_sheet import fact_sheet
from .login_page import UNKNOWN, login_facts
from .step_requirements import NO_DAY, NO_REASON, Requirement, StepInput, step_requirements
from .step_texts import BUTTONS, STEP_MESSAGES
from .steps import (
    PUBLISHING_STEPS,
    STEPS,
    UnmetRequirements,
    available_steps,
    take_channel_step,
)

# The steps on the same page; the checklist is about the first.
PAGES = (("report",), ("make-official", "return"), ("pause",), ("resume",), ("close",))
FORM_FIELDS = ("comment", "closed_on")  # fields of the form, not on the checklist
HEADINGS = {
    "report": _("Report to the information office"),
    "make-official": _("Review"),
    "pause": _("Pause the channel"),
    "resume": _("Resume the channel"),
    "close": _("Close the channel"),
}
NOTHING = _("Nothing to decide")
KEPT_IN_HISTORY = _("Kept in the channel's history; not shown to the public.")
WHY_BACK = _(
    "Needed when you send the channel back: say what is to be changed. It goes by mail to who "
    "reported the channel."
)


class ChannelsWorkflow(WorkflowActionView):
    """``@@fc-workflow`` takes a step for several channels, and lists those that it fails for."""

    def action(self, obj: Any, bypass_recurse: bool = False) -> Any:
        if not IChannel.providedBy(obj):
            return super().action(obj, bypass_recurse)
        try:
            take_channel_step(obj, self.transition_id, StepInput(comment=self.comments))
        except Unauthorized:
            self._refuse(obj, _("You may not take this step."))
        except WorkflowException as refusal:
            self._refuse(obj, str(refusal))

    def _refuse(self, channel, why):
        self.errors.append(f"{channel.Title()}: {api.portal.translate(why)}")


def valid_reason(given: str) -> str:
    """Return a stripped reason. Raise Refusal if it contains no words."""
    if not has_words(given):
        raise Refusal(NO_REASON)
    return given.strip()


class IStep(Interface):
    """The fields of any step but closing."""

    link_only_reason = LongText(
        title=_("Why link only"),
        description=_(
            "The channel has no feed, so its entries cannot be shown on this site. Shown to the "
            "public."
        ),
        required=False,
    )
    comment = LongText(title=_("Comment"), description=KEPT_IN_HISTORY, required=False)
    widget("link_only_reason", rows=2)
    widget("comment", rows=3)


class IClosing(Interface):
    """The fields of the step that closes a channel."""

    closed_on = DateField(title=_("Closing date"), demand=NO_DAY)
    comment = LongText(
        title=_("Reason"), description=KEPT_IN_HISTORY, demand=NO_REASON, clean=valid_reason
    )
    widget("comment", rows=3)


def _take(step, at, given):
    """Take a step of a channel. Raise Refusal, with the errors for the form's fields."""
    try:
        take_channel_step(at.context, step, StepInput(**given))
    except UnmetRequirements as unmet:
        feed = "link_only_reason" if is_link_only(ChannelValues(at.context)) else "feed"
        refusal = Refusal(str(unmet))
        refusal.faults = {
            feed if name == "feed" else name: why for name, why in unmet.faults.items()
        }
        raise refusal from unmet
    except WorkflowException as refusal:
        raise Refusal(str(refusal)) from refusal


def _test(at, given):
    """Fetch the feed as its own button does."""
    fetch = at.context.restrictedTraverse("@@fetch-now").acts["fetch-now"]
    fetch.then(at, fetch.take(at, given))


STEP_ACTS = [
    Act(
        step,
        partial(_take, step),
        said=STEP_MESSAGES[step],
        title=BUTTONS[step],
        fields=IClosing if step == "close" else IStep,
        permission=STEPS[step],
    )
    for step in STEPS
]
TEST = Act(
    "test", _test, title=_("Test the feed"), then=lambda at, result: f"{at.url}?step=make-official"
)


class LifecycleView(ActPage):
    """``@@lifecycle?step=…`` on a channel: the requirements of a step, and its form."""

    template = ViewPageTemplateFile("lifecycle_page.pt")
    acts = acts(*STEP_ACTS, TEST)

    def index(self) -> str:
        """Render the page of the requested step, or else of a possible one."""
        step = self.requested_step
        if step and step not in STEPS:
            raise NotFound(step)
        if step and not api.user.has_permission(STEPS[step], obj=self.context):
            raise Unauthorized(step)
        return self.template()

    @property
    def title(self) -> str:
        heading = HEADINGS[self.page[0]] if self.page else NOTHING
        return f"{api.portal.translate(heading)}: {self.context.title}"

    def requested_name(self, data: Mapping) -> str:
        return form_text(data, DO) or form_text(data, "step")

    def next_url(self) -> str:
        step = self.requested_name(self.request.form)
        if step in PUBLISHING_STEPS and (hidden := visibility_warning(self.context)):
            api.portal.show_message(hidden, self.request, "warning")
        return self.context.absolute_url()

    @cached_property
    def possible_steps(self) -> list[str]:
        return available_steps(self.context)

    @cached_property
    def requested_step(self) -> str:
        """The requested step, or else a possible one; empty if there is none."""
        return self.requested_name(self.request.form) or next(iter(self.possible_steps), "")

    @cached_property
    def page(self) -> tuple[str, ...]:
        return next((page for page in PAGES if self.requested_step in page), ())

    @cached_property
    def steps(self) -> list[str]:
        """The possible steps on this page, the usual one first."""
        return [step for step in self.page if step in self.possible_steps]

    def state_title(self) -> str:
        """Return the translated title of the channel's state."""
        return state_title(api.content.get_state(self.context))

    def checklist(self) -> list[Requirement]:
        """Return the requirements of the page's first step, without sending requests."""
        trial = StepInput(link_only_reason=self.given("link_only_reason"), is_trial=True)
        found = step_requirements(self.context, self.page[0], trial)
        return [each for each in found if each.name not in FORM_FIELDS]

    def facts(self) -> dict:
        rows = [
            fact_row(each["title"], fact_value(each["text"], each["url"]))
            for each in fact_sheet(self.context)
        ]
        unknown = [fact_row(_("The log-in"), fact_value(UNKNOWN))]
        rows += login_facts(self.context) or unknown
        return page_section("facts", _("What is known of the channel"), facts=rows)

    def decision_form(self) -> dict:
        """Return the form for the steps, with a field for why there is no feed if needed (G4)."""
        form = self.form(*self.steps, closed_on=today())
        asks_why = self.page[0] == "make-official" and is_link_only(ChannelValues(self.context))
        fields = [each for each in form["fields"] if asks_why or each["name"] != "link_only_reason"]
        if "return" in self.steps:
            fields[-1]["help"] = " ".join(map(api.portal.translate, (WHY_BACK, KEPT_IN_HISTORY)))
        return {**form, "fields": fields, "cancel": link(self.context.absolute_url(), _("Cancel"))}

    def test_button(self) -> dict | None:
        """Return the button that tests the feed, or None if the decision needs no feed."""
        may_test = self.page[0] == "make-official" and self.context.feed_url
        return self.buttons("test") if may_test else None

    def may_edit(self) -> bool:
        return api.user.has_permission(MODIFY, obj=self.context)

    def visibility_warning(self) -> str:
        """Return a warning if visitors will not see the official channel; else empty."""
        return visibility_warning(self.context) if PUBLISHING_STEPS & {*self.steps} else ""


class StatusModify(BrowserView):
    """``content_status_modify`` on a channel, which redirects Plone's URL to ``@@lifecycle``."""

    def __call__(self):
        step = form_text(self.request.form, "workflow_action")
        query = f"?step={step}" if step in STEPS else ""
        self.request.response.redirect(f"{self.context.absolute_url()}/@@lifecycle{query}")
