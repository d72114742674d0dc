"""What the sections on a message's page have in common, and the forms in them.

A section is shown on the message's page, and alone where its form was refused: what was written is
in it then.
"""

from functools import cached_property
from time import time
from typing import Any

from AccessControl import Unauthorized
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.interface import implementer

from ... import _
from ...accounts.channels.moments import when
from ...accounts.people.person import member_name
from ...core.messages.engine import Refused
from ...core.messages.state import State
from ...core.messages.store import messages_of
from ...site.forms.request import KeepsWhatWasWritten, leave, require_form, text
from ..desk.interfaces import IMessageView
from ..desk.onwards import address, listed, next_after
from ..routing.roles import roles_for
from ..steps.given import GUARD


class FromList:
    """What is shown of a message, or of a form about it, that was opened from a list.

    ``hidden`` is what each form brings along unseen: that it is ours, of which message, and from
    which list.
    """

    context: Any
    request: Any
    number: Any
    hidden = ViewPageTemplateFile("hidden.pt")

    @property
    def listed(self) -> str:
        """The query of the list that the message was opened from."""
        return listed(self.request.form)

    def back(self) -> str:
        """The message's page, with that list."""
        return address(f"{self.context.absolute_url()}/@@messages/{self.number}", self.listed)


class Section(FromList, ViewletBase):
    """``name`` is its place on the page; ``who`` are the roles that it is for."""

    name = ""
    who: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        return self.view.number

    @property
    def hub_url(self) -> str:
        """Where the forms' pages are."""
        return self.view.hub.absolute_url()

    @cached_property
    def roles(self) -> set[str]:
        """What the present user is to the message."""
        return roles_for(self.view.hub, messages_of(self.view.hub)[self.number])

    @cached_property
    def state(self) -> State:
        return messages_of(self.view.hub).state(self.number)

    @property
    def is_offered(self) -> bool:
        """Whether there is anything to see in it."""
        return bool(self.roles & set(self.who))

    @property
    def may_change(self) -> bool:
        return "disposed" not in self.state.record

    @property
    def coming(self) -> int | None:
        """The message that comes behind this one in that list."""
        form = self.request.form
        return next_after(self.view.hub, self.view.hub, self.number, form, self.view.now)

    @property
    def refused(self):
        """Why its form was refused: a sentence, or None."""
        return self.view.refused if isinstance(self.view, MessageForm) else None

    def render(self) -> str:
        return self.index() if self.is_offered else ""

    def given(self, name: str, otherwise: str = "") -> str:
        """What was written in a form that was refused, or else what to begin with."""
        return text(self.request.form, name) if self.refused else otherwise

    def lines(self, *steps: str) -> list[dict]:
        """What the log tells of some steps, the latest first.

        ``given``, ``who``, ``when`` and ``time`` (seconds since 1970) of each.
        """
        log = messages_of(self.view.hub).log(self.number)
        return [
            {
                "given": each["given"],
                "who": member_name(each["who"]),
                "when": when(each["time"])["text"],
                "time": each["time"],
            }
            for each in reversed(log)
            if each["step"] in steps
        ]


@implementer(IMessageView)
class MessageForm(FromList, KeepsWhatWasWritten, BrowserView):
    """One of a section's forms: ``number`` says which message it is about."""

    section: type[Section]
    done = _("It is noted.")
    page = ViewPageTemplateFile("form.pt")

    def __call__(self):
        require_form(self.request)
        self.hub, self.now = self.context, int(time())
        if not self.shown().is_offered:
            raise Unauthorized(self.__name__)
        try:
            if not self.shown().may_change:
                raise Refused(GUARD, _("The message has been disposed of."))
            self.take(self.request.form)
        except Refused as refusal:
            self.refuse(refusal)
            return self.page()
        leave(self.request, self.onwards(), self.done)

    def take(self, form) -> None:
        """Do what the form asks for; raises engine.Refused, and has written nothing then."""
        raise NotImplementedError

    @cached_property
    def number(self) -> int:
        """The message's number; raises NotFound where there is none."""
        given = text(self.request.form, "number")
        number = int(given) if given.isascii() and given.isdigit() and len(given) < 12 else 0
        if number not in messages_of(self.hub).root["messages"]:
            raise NotFound(given)
        return number

    def shown(self) -> Section:
        """The section, as it is shown to the present user."""
        return self.section(self.context, self.request, self, None)

    def onwards(self) -> str:
        """Where to go when the form's work is done: to its section on the message's page."""
        return f"{self.back()}#socialhub-{self.section.name}"
