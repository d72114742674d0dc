"""``@@masked-copy`` on a hub: a copy of a message for somebody who requested the record.

Requesters are not asked for their identity or purpose (tryckfrihetsförordningen 2 kap. 18 §). The
log records which fields were masked and the lengths of the passages, never the content.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from time import time

from AccessControl import Unauthorized
from plone import api
from plone.transformchain.interfaces import DISABLE_TRANSFORM_REQUEST_KEY
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message
from zope.schema import Bool

from ... import _
from ...core.messages.store import messages_of
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import LongText, form_fields
from ...site.pages.page_values import link
from ...site.pages.refusals import FaultyFields
from ...site.pages.request import form_text
from ...site.settings.registry import municipality_name
from ..desk.form_page import FormPage
from ..desk.history import field_title
from ..desk.next_message import url_with_list
from ..desk.visibility import message_number
from ..steps.roles import current_actor, message_roles
from . import section_parts as part
from .mask import MASK, masked_copy
from .message_section import IMessageReference, OpenedFromList, Section
from .obstacles import HANDLER_ROLES
from .record_text import record_texts

LOG_STEP = "copy"
COPY_ROLES = (*HANDLER_ROLES, "archivist")
UNMASKED = "unmasked"
MARKS = _(
    "Put [[ before and ]] after what is secret. It becomes ${mask} in the copy, there and wherever "
    "else the same words stand.",
    mapping={"mask": MASK},
)
FILES = _("The files that came with the message are looked at and given out by themselves.")
NOTHING_MASKED = _(
    "The message is marked as one that may be secret, and nothing of it is masked. Mask what is "
    "secret, or confirm that all of it may be given out."
)


class ICopyField(IMessageReference):
    """The form field for one field of the record, and the confirmation for all of them."""

    words = LongText(required=False)
    unmasked = Bool(
        title=_(
            "Nothing is to be masked: a decision has been made that all of it may be given out"
        ),
        required=False,
    )


def _copy(at, form):
    """Return the masked record; an unmasked one that may be secret must be confirmed."""
    made = masked_copy(at.record, {name: at.submitted(name) for name in at.record})
    if at.is_marked and not made.lengths and not form_text(form, UNMASKED):
        raise FaultyFields({UNMASKED: NOTHING_MASKED})
    return made


AS_PAGE = Act("page", _copy, title=_("Page to print"), stays=True)
AS_TEXT = Act("text", _copy, title=_("Text file"), stays=True)


class CopyView(OpenedFromList, FormPage):
    """The page with the form for masks; when submitted, it returns the copy as page or text."""

    lead = _("Whoever asks for a record need not say who they are, or what it is for: do not ask.")
    acts = acts(AS_PAGE, AS_TEXT)
    page = ViewPageTemplateFile("copy_page.pt")

    def __call__(self):
        if not message_roles(self.context, self.message) & set(COPY_ROLES):
            raise Unauthorized("@@masked-copy")
        return super().__call__()

    def index(self) -> str:
        return super().index() if self.done is None else self._give_out(self.done)

    @property
    def title(self) -> Message | str:
        return _("Copy of message ${number}", mapping={"number": str(self.number)})

    def requested_name(self, data: Mapping) -> str:
        return super().requested_name(data) or AS_PAGE.name

    @property
    def is_text(self) -> bool:
        return self.requested_name(self.request.form) == AS_TEXT.name

    @cached_property
    def number(self) -> int:
        """The message's number; raises NotFound if it is missing or was disposed of."""
        given = form_text(self.request.form, "number")
        try:
            number = message_number(self.context, self.context, given)
        except KeyError as error:
            raise NotFound(given) from error
        if "disposed" in messages_of(self.context).state(number).record:
            raise NotFound(given)
        return number

    @property
    def message(self) -> Mapping:
        return messages_of(self.context)[self.number]

    @cached_property
    def record(self) -> dict[str, str]:
        """The readable fields of the record, keyed by name: the message's content and its log."""
        return record_texts(self.context, self.number)

    @property
    def back(self) -> dict:
        return link(self.message_url(), _("Back to the message"))

    def texts(self) -> list[str]:
        return [MARKS, FILES]

    def page_form(self) -> dict:
        """Return the form with each field of the record, in which to mark what is secret."""
        *hidden, words, unmasked = form_fields(
            ICopyField, values=self.hidden_values, faults=self.faults
        )
        fields = [words | self._field(name, value) for name, value in self.record.items()]
        fields += [unmasked] if self.is_marked else []
        form = self.form(AS_PAGE.name, AS_TEXT.name)
        return form | {"fields": hidden + fields, "classes": "socialhub-decision"}

    def _field(self, name, value):
        field = f"field_{name}"
        # Later log lines are not in the submitted form.
        value = self.submitted(name) if field in self.request.form else value
        return {
            "name": field,
            "id": f"socialhub-{field}",
            "title": field_title(name),
            # A browser leaves out the first line break of a text.
            "value": f"\n{value}",
            "rows": min(20, value.count("\n") + len(value) // 70 + 1),
            "fault": self.faults.get(field, ""),
        }

    def municipality(self) -> str:
        """Return the name of the municipality, which owns the record."""
        return municipality_name()

    @property
    def is_marked(self) -> bool:
        return messages_of(self.context).state(self.number).facts.secret

    def submitted(self, name: str) -> str:
        """Return a submitted field unchanged, since white space is part of the record."""
        given = self.request.form.get(f"field_{name}", "")
        return given if isinstance(given, str) else ""

    def _give_out(self, made):
        response = self.request.response
        given = {"masked": made.lengths, "as": self.requested_name(self.request.form)}
        given |= {UNMASKED: True} if self.is_marked and not made.lengths else {}
        messages_of(self.context).record(
            self.number, LOG_STEP, given, who=current_actor(), now=int(time())
        )
        self.copy = [(field_title(name), value) for name, value in made.fields.items()]
        if not self.is_text:
            # Without the theme, and without a token of the officer's session.
            self.request.environ[DISABLE_TRANSFORM_REQUEST_KEY] = True
            return self.page()
        response.setHeader("Content-Type", "text/plain; charset=utf-8")
        name = f"meddelande-{self.number}.txt"
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        parts = [f"{api.portal.translate(title)}:\n{value}" for title, value in self.copy]
        return "\n\n".join(parts) + "\n"


class CopySection(Section):
    """The section with a link to the form, and the copies given out so far."""

    name = "copy"
    title = _("Copy for whoever asks")
    who = COPY_ROLES

    @property
    def is_offered(self) -> bool:
        return super().is_offered and self.may_change

    def parts(self) -> Iterator[dict]:
        yield from (part.paragraph(_copy_line(each)) for each in self.log_lines(LOG_STEP))
        url = url_with_list(f"{self.hub_url}/@@masked-copy", self.list_query, number=self.number)
        yield part.paragraph(_("Make a copy, with what is secret masked"), url=url)


def _copy_line(line):
    when, masks = f"{line['when']}, {line['who']}", line["given"]["masked"]
    titles = ", ".join(api.portal.translate(field_title(name)) for name in masks)
    masked = api.portal.translate(_("masked"))
    return f"{when} ({masked}: {titles})" if masks else when
