"""Many channels of a hub at once: chosen on the board, changed or moved on together."""

from functools import cached_property

from plone import api
from Products.Five import BrowserView

from ... import _
from ...accounts.channels.interfaces import CHANNEL_TYPES
from ...accounts.lifecycle.words import BUTTONS
from ...public.register.choices import STATE_TITLES
from ...site.forms.faults import note
from ...site.forms.request import require_form, texts
from ..importing.changes import changed
from ..importing.columns import TITLES
from ..importing.values import FIELDS
from .task import FACTS, STEPS, Judged, apply, judge, task_from

MOST = 500
MOST_ASKED = 25  # before a channel becomes official its feed may have to be asked


class BulkView(BrowserView):
    """``@@bulk`` on a hub, by POST with ``uids``; a change is shown before it is made.

    Who only follows a link to it has chosen no channels, and is led to where they are chosen.
    """

    fault = None
    judged = ()

    def __call__(self):
        if self.request.method != "POST":
            return self.request.response.redirect(self.board)
        require_form(self.request)
        if not self.channels:
            return self.leave(_("Choose at least one channel."), "warning")
        if self.request.form.get("do") in ("look", "apply"):
            return self.work()
        return self.index()

    def work(self):
        """Judge what is wanted, and do it where it was confirmed and nothing is refused."""
        task = task_from(self.request.form)
        self.fault = self.refusal(task)
        if self.fault:
            # What is asked for is chosen in one field of each form, the channels beforehand.
            note(self.request, {"step" if self.is_step else "fields": self.fault})
            return self.index()
        is_look = self.request.form["do"] == "look"
        self.judged = judge(task, self.channels, is_trial=is_look)
        if is_look or self.refused:
            return self.index()
        number = len(self.channels)
        if apply(task, self.judged):
            return self.index()
        return self.leave(_("Done for ${number} channels.", mapping={"number": number}))

    @property
    def is_step(self) -> bool:
        """Whether it is the form for a step that was sent."""
        return self.request.form.get("task") == "step"

    def refusal(self, task):
        """Why the task cannot even be looked at, as a message; None where it can."""
        if not task.cells and not task.step:
            return _("Choose what is to be changed, or a step.")
        most = MOST_ASKED if task.step == "make-official" else MOST
        if len(self.channels) > most:
            return _("At most ${number} channels at once.", mapping={"number": most})
        return None

    def leave(self, message, weight="info"):
        """Back to the board."""
        api.portal.show_message(message, self.request, weight)
        self.request.response.redirect(self.board)

    @property
    def board(self) -> str:
        return f"{self.context.absolute_url()}/@@board"

    @cached_property
    def channels(self) -> list:
        """The chosen channels of this hub that the user may see, by title."""
        uids = texts(self.request.form, "uids")
        if not uids:
            return []
        brains = api.content.find(
            portal_type=CHANNEL_TYPES,
            path="/".join(self.context.getPhysicalPath()),
            UID=uids[: MOST + 1],
            sort_on="sortable_title",
        )
        return [brain.getObject() for brain in brains]

    @property
    def refused(self) -> list[Judged]:
        """Those for which it cannot be done."""
        return [each for each in self.judged if each.reasons]

    def rows(self) -> list[dict]:
        """The chosen channels, with what would happen where that was asked."""
        judged = {each.channel.UID(): each for each in self.judged}
        return [self._row(channel, judged.get(channel.UID())) for channel in self.channels]

    def facts(self) -> list[dict]:
        """The fields that can be set, with the choices where there are any."""
        form = self.request.form
        chosen = texts(form, "fields")
        return [
            {
                "name": name,
                "title": TITLES[name],
                "value": form.get(name, ""),
                "chosen": name in chosen,
                "options": self._options(name),
            }
            for name in FACTS
        ]

    def steps(self) -> list[dict]:
        """The steps that can be taken together."""
        wanted = self.request.form.get("step")
        return [{"name": step, "title": BUTTONS[step], "chosen": step == wanted} for step in STEPS]

    def carried(self) -> list[dict]:
        """What was looked at, for the form that confirms it."""
        form = self.request.form
        names = ("task", "step", "comment", "closed_on", "link_only_reason", *FACTS)
        pairs = [(name, form[name]) for name in names if form.get(name)]
        pairs += [("fields", fact["name"]) for fact in self.facts() if fact["chosen"]]
        return [{"name": name, "value": value} for name, value in pairs]

    def given(self, name) -> str:
        """What was typed."""
        return self.request.form.get(name, "")

    def _options(self, name):
        field = FIELDS[name].bind(self.context)
        terms = getattr(field, "vocabulary", None) or ()
        return [{"value": term.token, "title": term.title or term.token} for term in terms]

    def _row(self, channel, judged):
        return {
            "uid": channel.UID(),
            "title": channel.title,
            "url": channel.absolute_url(),
            "administration": channel.__parent__.title,
            "state": STATE_TITLES[api.content.get_state(channel)],
            "changes": changed(channel, judged.changes) if judged else [],
            "reasons": judged.reasons if judged else [],
        }
