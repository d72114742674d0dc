"""``@@masked-copy`` on a hub: a copy of a message for whoever asks for the record.

Nobody is asked who they are, or what they want it for (tryckfrihetsförordningen 2 kap. 18 §). The
log tells which fields were masked, and how much of them, never what.
"""

from functools import cached_property
from time import time

from AccessControl import Unauthorized
from plone import api
from plone.transformchain.interfaces import DISABLE_TRANSFORM_REQUEST_KEY
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound

from ... import _
from ...core.messages.engine import Refused
from ...core.messages.store import messages_of
from ...site.forms.refusals import FaultyFields
from ...site.forms.request import KeepsWhatWasWritten, require_form, text
from ...site.settings.registry import municipality
from ..desk.history import title_of
from ..desk.onwards import address
from ..desk.sight import number_in
from ..routing.roles import me, roles_for
from .done import whole
from .masking import masked
from .section import FromList, Section
from .standing import HANDLERS

LINE = "copy"
WHO = (*HANDLERS, "archivist")
UNMASKED = "unmasked"
NOTHING_MASKED = _(
    "The message is marked as one that may be secret, and nothing of it is masked. Mask what is "
    "secret, or confirm that all of it may be given out."
)


class CopyView(FromList, KeepsWhatWasWritten, BrowserView):
    """The form; posted, the copy itself: as a page to print, or as a text file."""

    form = ViewPageTemplateFile("copy_form.pt")
    page = ViewPageTemplateFile("copy_page.pt")

    def __call__(self):
        if not roles_for(self.context, self.message) & set(WHO):
            raise Unauthorized("@@masked-copy")
        if self.request.method != "POST":
            return self.form()
        require_form(self.request)
        try:
            made = masked(self.original, {name: self._written(name) for name in self.original})
            self._refuse_unasked(made)
        except Refused as refusal:
            self.refuse(refusal)
            return self.form()
        return self._given_out(made)

    @cached_property
    def number(self) -> int:
        """The message's number; raises NotFound where there is none, or nothing left of it."""
        given = text(self.request.form, "number")
        try:
            number = number_in(self.context, self.context, given)
        except KeyError as error:
            raise NotFound(given) from error
        if "disposed" in messages_of(self.context).state(number).record:
            raise NotFound(given)
        return number

    @property
    def message(self):
        return messages_of(self.context)[self.number]

    @cached_property
    def original(self) -> dict[str, str]:
        """The record's fields by name, as they are read: what came in, and what was done."""
        return whole(self.context, self.number)

    def shown(self) -> list[dict]:
        """The form's fields: ``name``, ``title``, ``value`` and how many ``rows`` it has."""
        return [
            {
                "name": f"field_{name}",
                "title": title_of(name),
                # What was done after the form was opened is not in it.
                "value": self._written(name) if f"field_{name}" in self.request.form else value,
                "rows": min(20, value.count("\n") + len(value) // 70 + 1),
            }
            for name, value in self.original.items()
        ]

    def municipality(self) -> str:
        """Whose record it is."""
        return municipality()

    @property
    def is_marked(self) -> bool:
        """Whether somebody has said that the message may be secret."""
        return messages_of(self.context).state(self.number).facts.secret

    def _refuse_unasked(self, made):
        """Whoever masks nothing of what may be secret has to say that it is meant so."""
        if self.is_marked and not made.lengths and not text(self.request.form, UNMASKED):
            raise FaultyFields({UNMASKED: NOTHING_MASKED})

    def _written(self, name):
        # Blanks are the record's, too: they are not stripped.
        given = self.request.form.get(f"field_{name}", "")
        return given if isinstance(given, str) else ""

    def _given_out(self, made):
        response, is_text = self.request.response, text(self.request.form, "as") == "text"
        given = {"masked": made.lengths, "as": "text" if is_text else "page"}
        given |= {UNMASKED: True} if self.is_marked and not made.lengths else {}
        messages_of(self.context).record(self.number, LINE, given, who=me(), now=int(time()))
        self.copy = [(title_of(name), value) for name, value in made.fields.items()]
        if not is_text:
            # No theme, and no token of the officer's session in what is given to somebody else.
            self.request.environ[DISABLE_TRANSFORM_REQUEST_KEY] = True
            return self.page()
        response.setHeader("Content-Type", "text/plain; charset=utf-8")
        name = f"meddelande-{self.number}.txt"
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        parts = [f"{api.portal.translate(title)}:\n{value}" for title, value in self.copy]
        return "\n\n".join(parts) + "\n"


class CopySection(Section):
    """On the message's page: the way to a copy, and that copies have been given out."""

    name = "copy"
    who = WHO
    index = ViewPageTemplateFile("copy.pt")

    @property
    def is_offered(self) -> bool:
        return super().is_offered and self.may_change

    def form_url(self) -> str:
        """Where a copy is made."""
        return address(f"{self.hub_url}/@@masked-copy", self.listed, number=self.number)

    def copies(self) -> list[dict]:
        """Those given out, the latest first; ``masked`` are the titles of fields with masks."""
        return [
            each | {"masked": [title_of(name) for name in each["given"]["masked"]]}
            for each in self.lines(LINE)
        ]
