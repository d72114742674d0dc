"""The section about a message's evidence, with a form for additions (G8, G9)."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from plone.autoform.directives import widget
from zope.schema import Bool

from ... import _
from ...accounts.channels.times import local_time
from ...core.messages.content import ADDITION, UNKNOWN, known_content
from ...core.messages.store import messages_of
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import Line, LongText, Upload
from ..desk.new_message import (
    ABOUT_FILES,
    ABOUT_SENDER,
    CHOOSE_FILES_AGAIN,
    ISuspectedAbuse,
    uploaded_files,
    zoned_time,
)
from ..steps.completion import (
    COMPLETION_ROLES,
    MISSING_EVIDENCE,
    complete_evidence,
    is_suspected_abuse,
    may_complete,
    missing_evidence,
)
from ..steps.validation import MAX_LINE as LONGEST
from ..steps.validation import MAX_LONG_TEXT
from . import section_parts as part
from .message_section import IMessageReference, Section

SENDER = ("name", "handle", "url")  # visible facts about an author
FILES = "image/png,image/jpeg,image/gif,image/webp,application/pdf"
HELP = _(
    "Open the message where it was written, and save what you see before it is taken down. What "
    "came in stays as it was; what you add is written beside it."
)
NO_IMAGES = _(
    "No image of it may be saved: of files that you give only hashes, sizes and types are kept. "
    "Send the image to nobody."
)


class IEvidenceForm(IMessageReference):
    """The form fields of additions, which ``completion.complete_evidence`` validates."""

    text = LongText(
        title=_("What it says, word by word"), max_length=MAX_LONG_TEXT, required=False, judged=True
    )
    published = Line(title=_("When it was written"), required=False)
    sender_name = Line(
        title=_("Who wrote it"),
        description=ABOUT_SENDER,
        max_length=LONGEST,
        required=False,
        judged=True,
    )
    sender_handle = Line(title=_("Account"), max_length=LONGEST, required=False, judged=True)
    sender_url = Line(
        title=_("The profile's address"), max_length=LONGEST, required=False, judged=True
    )
    files = Upload(title=_("Screenshots and files"), description=ABOUT_FILES, required=False)
    suspected_abuse = Bool(title=ISuspectedAbuse["suspected_abuse"].title, required=False)
    widget("text", rows=5)
    widget("published", type="datetime-local")
    widget("sender_url", type="url")
    widget("files", accept=FILES)


def _complete(at, given):
    known = known_content(messages_of(at.hub)[at.number])
    files = uploaded_files(at.request.form)
    complete_evidence(at.hub, at.number, completion_data(given, known), files, now=at.now)


COMPLETE = Act(
    "complete-message",
    _complete,
    said=_("The evidence is completed."),
    title=_("Save in the evidence"),
    fields=IEvidenceForm,
)


class EvidenceSection(Section):
    """The section of an open message, with a form that is folded unless it is urgent."""

    name = "complete"
    title = _("The evidence")
    acts = acts(COMPLETE)
    who = COMPLETION_ROLES

    def render(self) -> str:
        is_theirs = may_complete(self.hub, self.number)
        return super().render() if is_theirs or self.refused else ""

    @property
    def is_open(self) -> bool:
        """True if the form is unfolded: it was refused, or evidence is urgently missing."""
        is_soon_gone = self.state.handling == "acting" and not self.state.is_removed
        return bool(self.refused or "text" in self.lacking or (is_soon_gone and self.lacking))

    @cached_property
    def lacking(self) -> set[str]:
        return missing_evidence(self.hub, self.number)

    @cached_property
    def is_abuse(self) -> bool:
        """True if the message may contain images of abuse, which nobody may copy."""
        return is_suspected_abuse(self.hub, self.number)

    def had_files(self) -> bool:
        """Return whether the refused form had files, which the user has to choose again."""
        return bool(self.refused and uploaded_files(self.request.form))

    def parts(self) -> Iterator[dict]:
        for name in MISSING_EVIDENCE:
            if name in self.lacking and (name == "text" or self.is_open):
                yield part.paragraph(MISSING_EVIDENCE[name], "socialhub-unmet")
        added = [f"{each['when']} ({each['who']})" for each in self.log_lines(ADDITION)]
        yield part.facts(*(part.fact(_("Completed"), each) for each in added))
        if self.had_files():
            yield part.alert(CHOOSE_FILES_AGAIN)
        texts = [HELP, NO_IMAGES] if self.is_abuse else [HELP]
        title = _("Complete the evidence")
        yield part.folded_form(self._form(), title=title, is_open=self.is_open, texts=texts)

    def _form(self):
        """Return the form with known values; without a report that has been made."""
        form = self.form(COMPLETE.name, **initial_values(self.known))
        *fields, files, suspected = form["fields"]
        files |= {"multiple": "multiple"}
        return form | {"fields": [*fields, files, *([] if self.is_abuse else [suspected])]}


def initial_values(known: Mapping) -> dict[str, str]:
    """Return the initial values of the form's fields, given the known content."""
    sender = {} if known["sender"] == UNKNOWN else known["sender"]
    published = known["published"]
    return {
        "text": known["text"],
        "published": "" if published is None else f"{local_time(published):%Y-%m-%dT%H:%M}",
        **{f"sender_{name}": sender.get(name, "") for name in SENDER},
    }


def completion_data(given: Mapping, known: Mapping) -> dict:
    """Return the form's values in the format that ``completion.complete_evidence`` expects."""
    # A browser sends no seconds: an unchanged minute is not a new time.
    is_same = given["published"] == initial_values(known)["published"]
    return {
        "text": given["text"],
        "sender": {name: given[f"sender_{name}"] for name in SENDER},
        "published": "" if is_same else zoned_time(given["published"]),
        "suspected_abuse": given["suspected_abuse"],
    }
