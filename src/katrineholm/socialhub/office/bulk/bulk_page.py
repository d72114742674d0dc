"""The page where many channels, chosen on the board, are changed together."""

from functools import cached_property
from typing import Any

from plone import api
from plone.autoform.directives import widget
from zope.interface import Interface
from zope.schema import Date, TextLine

from ... import _
from ...accounts.channels.interfaces import CHANNEL_TYPES
from ...accounts.lifecycle.step_requirements import StepInput
from ...accounts.lifecycle.step_texts import BUTTONS
from ...public.register.filters import STATE_TITLES
from ...site.pages.acts import DO, Act, ActPage, acts
from ...site.pages.form_schema import Line, LongText, SingleChoice, ValueList, vocabulary
from ...site.pages.refusals import Refusal
from ...site.pages.request import form_text, form_texts
from .changes import FACT_COLUMNS, STEPS, BulkTask, apply_task, change_rows, task_effects
from .values import COLUMN_FIELDS, COLUMN_TITLES

MAX_CHANNELS = 500
MAX_RETRIEVED = 25  # before a channel becomes official its feed may have to be retrieved
NOTHING = _("Choose what is to be changed, or a step.")


class IChannelsForm(Interface):
    """The hidden field with the UIDs of the chosen channels."""

    uids = ValueList(value_type=TextLine(), required=False)
    widget("uids", type="hidden")


class IFactsForm(IChannelsForm):
    """The form that sets values on many channels, whose own fields validate the texts."""

    fields = ValueList(
        title=_("Set facts"),
        description=_(
            "Only what is ticked is set. Empty means that the field is emptied; language, kind and "
            "interval are kept."
        ),
        value_type=SingleChoice(
            vocabulary=vocabulary({n: COLUMN_TITLES[n] for n in FACT_COLUMNS}), demand=NOTHING
        ),
        demand=NOTHING,
    )
    for _name in FACT_COLUMNS:
        locals()[_name] = Line(title=COLUMN_TITLES[_name], required=False)
    del _name


class IStepForm(IChannelsForm):
    """The form for a workflow step and the data that it requires."""

    step = SingleChoice(
        title=_("Step"), vocabulary=vocabulary({n: BUTTONS[n] for n in STEPS}), demand=NOTHING
    )
    comment = LongText(title=_("Reason"), max_length=1000, required=False)
    closed_on = Date(title=_("Closing date"), required=False)
    link_only_reason = Line(title=_("Why link only"), required=False)
    widget("comment", rows=3)


def facts_task(given: dict) -> BulkTask:
    """Return the task that sets the ticked fields of a submitted form."""
    return BulkTask({name: given[name] for name in given["fields"]})


def step_task(given: dict) -> BulkTask:
    """Return the task that takes the chosen step of a submitted form."""
    names = ("comment", "closed_on", "link_only_reason")
    return BulkTask(step=given["step"], given=StepInput(**{name: given[name] for name in names}))


def _refuse_any(effects):
    if number := sum(bool(each.reasons) for each in effects):
        numbers = {"number": number}
        raise Refusal(_("Nothing has been changed. Refused channels: ${number}.", mapping=numbers))


def _preview(at, task, is_trial):
    most = MAX_RETRIEVED if task.step == "make-official" else MAX_CHANNELS
    if len(at.channels) > most:
        raise Refusal(_("At most ${number} channels at once.", mapping={"number": most}))
    at.effects = task_effects(task, at.channels, is_trial=is_trial)
    _refuse_any(at.effects)


def _preview_action(task_from):
    return lambda at, given: _preview(at, task_from(given), True) or given


def _apply_action(task_from):
    def do(at, given):
        task = task_from(given)
        _preview(at, task, False)
        _refuse_any(apply_task(task, at.effects))
        return len(at.channels)

    return do


def _acts(kind, fields, task_from):
    look, do = _("See what would happen"), _("Do it for all of them")
    yield Act(f"look-{kind}", _preview_action(task_from), title=look, fields=fields, stays=True)
    yield Act(
        f"do-{kind}",
        _apply_action(task_from),
        lambda number: _("Done for ${number} channels.", mapping={"number": number}),
        title=do,
        fields=fields,
        then=lambda at, result: at.board,
    )


class BulkView(ActPage):
    """``@@bulk`` on a hub: a POST with ``uids`` opens it, and a GET redirects to the board."""

    title = _("Change many channels")
    lead = _(
        "First you see what would happen to each channel. It is then done for all of them, or, "
        "where one is refused, for none."
    )
    acts = acts(*_acts("facts", IFactsForm, facts_task), *_acts("step", IStepForm, step_task))
    effects: Any = ()  # the effect on each channel

    def opened(self) -> Any:
        return self.request.response.redirect(self.board)

    def sent(self) -> Any:
        if not self.channels:
            api.portal.show_message(_("Choose at least one channel."), self.request, "warning")
            return self.opened()
        return super().sent() if DO in self.request.form else self.index()

    @property
    def board(self) -> str:
        return f"{self.context.absolute_url()}/@@board"

    @cached_property
    def channels(self) -> list:
        """The chosen channels of this hub that the user may see, sorted by title."""
        uids = form_texts(self.request.form, "uids")
        if not uids:
            return []
        brains = api.content.find(
            portal_type=CHANNEL_TYPES,
            path="/".join(self.context.getPhysicalPath()),
            UID=uids[: MAX_CHANNELS + 1],
            sort_on="sortable_title",
        )
        return [brain.getObject() for brain in brains]

    @property
    def is_step(self) -> bool:
        """True if the form for a step was submitted."""
        return form_text(self.request.form, DO).endswith("-step")

    def rows(self) -> list[dict]:
        """Return the chosen channels, with a preview of the task if one was requested."""
        effects = {each.channel.UID(): each for each in self.effects}
        return [self._row(channel, effects.get(channel.UID())) for channel in self.channels]

    def forms(self) -> list[dict]:
        """Return the form for facts, with the options of its fields, and the form for a step."""
        facts, step = self._filled("look-facts"), self._filled("look-step")
        return [{**facts, "fields": [*map(self._with_options, facts["fields"])]}, step]

    def confirmation(self) -> dict:
        """Return the form that applies the previewed task."""
        form = self._filled("do-step" if self.is_step else "do-facts")
        return {**form, "fields": [{**each, "type": "hidden"} for each in form["fields"]]}

    def _filled(self, name):
        sent = self.request.form
        return self.form(
            name, **{each: sent[each] for each in self.acts[name].fields if each in sent}
        )

    def _with_options(self, field):
        name = field["name"]
        own = COLUMN_FIELDS[name].bind(self.context) if name in FACT_COLUMNS else None
        terms = [*(getattr(own, "vocabulary", None) or ())]
        pairs = [("", ""), *((term.token, term.title or term.token) for term in terms)]
        options = [{"value": v, "title": t, "selected": v == field["value"]} for v, t in pairs]
        return {**field, "type": "select", "options": options} if terms else field

    def _row(self, channel, effects):
        return {
            "title": channel.title,
            "url": channel.absolute_url(),
            "administration": channel.__parent__.title,
            "state": STATE_TITLES[api.content.get_state(channel)],
            "changes": change_rows(channel, effects.changes) if effects else [],
            "reasons": effects.reasons if effects else [],
        }
