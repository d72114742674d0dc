"""The section about the evidence, and its form: what is seen of a message is saved (G8, G9)."""

from functools import cached_property

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...accounts.channels.moments import local
from ...core.messages.captured import UNKNOWN
from ...core.messages.completing import LINE, as_known
from ...core.messages.store import messages_of
from ...site.forms.request import text
from ..desk.handing_in import files_from, with_zone
from ..steps.completing import WHO, complete, lacking, may_complete, must_not_be_held
from ..steps.given import LONG
from .section import MessageForm, Section

SENDER = ("name", "handle", "url")  # what can be seen of whoever wrote something


class EvidenceSection(Section):
    """While a message is open; folded where nothing is urgent."""

    name = "complete"
    who = WHO
    index = ViewPageTemplateFile("evidence.pt")
    longest = LONG

    def render(self) -> str:
        is_theirs = may_complete(self.view.hub, self.number)
        return super().render() if is_theirs or self.refused else ""

    @property
    def is_open(self) -> bool:
        """Whether it must be done now: the text is missing, or it is soon to be taken down."""
        is_soon_gone = self.state.handling == "acting" and not self.state.is_removed
        return bool(self.refused or "text" in self.lacking or (is_soon_gone and self.lacking))

    @cached_property
    def lacking(self) -> set[str]:
        """What the evidence does not have yet."""
        return lacking(self.view.hub, self.number)

    @cached_property
    def is_abuse(self) -> bool:
        """Whether no copy of its files may be made at all."""
        return must_not_be_held(self.view.hub, self.number)

    def had_files(self) -> bool:
        """Whether files were sent along: a browser has to be given them again."""
        return bool(self.refused and files_from(self.request.form))

    def added(self) -> list[dict]:
        """When something has been added, and by whom, the latest first."""
        return self.lines(LINE)

    def written(self) -> dict[str, str]:
        """What the form's fields begin with: as it was written, or as it is known."""
        return {name: self.given(name, begun) for name, begun in begun(self._known).items()}

    @property
    def _known(self):
        return as_known(messages_of(self.view.hub)[self.number])


class CompleteMessage(MessageForm):
    """``@@complete-message`` on a hub."""

    section = EvidenceSection
    done = _("The evidence is completed.")

    def take(self, form):
        known = as_known(messages_of(self.hub)[self.number])
        complete(self.hub, self.number, data_from(form, known), files_from(form), now=self.now)


def begun(known) -> dict[str, str]:
    """The form's fields, as they begin with what is known of a message."""
    sender = {} if known["sender"] == UNKNOWN else known["sender"]
    published = known["published"]
    return {
        "text": known["text"],
        "published": "" if published is None else f"{local(published):%Y-%m-%dT%H:%M}",
        **{f"sender_{name}": sender.get(name, "") for name in SENDER},
    }


def data_from(form, known) -> dict:
    """The form's fields, as ``completing.complete`` takes them; raises engine.Refused."""
    published = text(form, "published")
    # A browser tells no seconds: the minute that it was given is not another moment.
    is_same = published == begun(known)["published"]
    return {
        "text": text(form, "text"),
        "sender": {name: text(form, f"sender_{name}") for name in SENDER},
        "published": "" if is_same else with_zone(published),
        "suspected_abuse": text(form, "suspected_abuse") == "1",
    }
