"""The base class of the sections on a message's page, see ``message_forms``."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from plone.app.layout.viewlets.common import ViewletBase
from plone.autoform.directives import widget
from plone.dexterity.content import Container
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message
from zope.interface import Interface
from zope.schema import TextLine

from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_time
from ...core.messages.content import known_content
from ...core.messages.state import State
from ...core.messages.store import messages_of
from ...site.pages.acts import Acts, FormTarget, act_form, acts
from ..desk.next_message import list_query_string, next_message, url_with_list
from ..steps.roles import message_roles


class IMessageReference(Interface):
    """The hidden fields for the form's message, and for the list it was opened from."""

    number = TextLine(required=False)
    list = TextLine(required=False)
    widget("number", type="hidden")
    widget("list", type="hidden")


class OpenedFromList:
    """Mix-in for views about a message that was opened from a list."""

    context: Any
    request: Any
    number: Any

    @property
    def list_query(self) -> str:
        """The URL query of the list that the message was opened from."""
        return list_query_string(self.request.form)

    def message_url(self, **more: Any) -> str:
        """Return the URL of the message's page, which includes the list's query."""
        url = f"{self.context.absolute_url()}/@@messages/{self.number}"
        return url_with_list(url, self.list_query, **more)

    @property
    def hidden_values(self) -> dict[str, str]:
        """The values of the hidden fields in each form, see ``IMessageReference``."""
        return {"number": str(self.number), "list": self.list_query}


class Section(OpenedFromList, ViewletBase):
    """A section of a message's page; ``who`` are the roles that see it, ``acts`` its forms."""

    name = ""
    title: Message | str = ""
    who: tuple[str, ...] = ()
    acts: Acts = acts()
    index = ViewPageTemplateFile("message_section.pt")

    def parts(self) -> Iterable[dict]:
        """Yield the section's parts in order, see ``section_parts``."""
        raise NotImplementedError

    @property
    def number(self) -> int:
        return self.view.number

    @property
    def hub(self) -> Container:
        return self.view.hub

    @property
    def hub_url(self) -> str:
        return self.hub.absolute_url()

    @property
    def message(self) -> Mapping:
        return messages_of(self.hub)[self.number]

    @property
    def known(self) -> Mapping:
        return known_content(self.message)

    @cached_property
    def log(self) -> list[dict]:
        return messages_of(self.hub).log(self.number)

    @cached_property
    def roles(self) -> set[str]:
        """The current user's roles for the message."""
        return message_roles(self.hub, self.message)

    @cached_property
    def state(self) -> State:
        return messages_of(self.hub).state(self.number)

    @property
    def has_role(self) -> bool:
        """True if the current user has a role that may see the section."""
        return bool(self.roles & set(self.who))

    @property
    def is_offered(self) -> bool:
        """True if the section is shown to the current user."""
        return self.has_role

    @property
    def may_change(self) -> bool:
        """True unless the message has been disposed of."""
        return "disposed" not in self.state.record

    @property
    def next_open(self) -> int | None:
        form = self.request.form
        return next_message(self.hub, self.hub, self.number, form, self.view.now)

    @property
    def refused(self) -> Message | str | None:
        """The error message if the section's form was refused, or None."""
        return self.view.refused if isinstance(self.view, FormTarget) else None

    def render(self) -> str:
        return self.index() if self.is_offered else ""

    def form(self, name: str, *, page: str = "", of: str = "", **values: Any) -> dict:
        """Return the form of an act as plain values; a refused form keeps the submitted values.

        ``page`` is the name of the page that receives the form, if it differs from the act's;
        ``of`` is a prefix of the ids.
        """
        act, faults = self.acts[name], {}
        values |= self.hidden_values
        if self.is_refused(name, of):
            values |= {each: self.request.form.get(each) for each in act.fields}
            # The summary of faults links to the fields by their names alone.
            faults, of = self.view.faults, ""
        else:
            of = of or name
        url = f"{self.hub_url}/@@{page or name}"
        do = name if page else ""
        return act_form(url, act, self.hub, do=do, values=values, faults=faults, of=of)

    def is_refused(self, name: str, of: str = "") -> bool:
        """Return whether the form of an act was refused."""
        return bool(self.refused) and self.view.tried == name

    def log_lines(self, *steps: str) -> list[dict]:
        """Return the log lines of some steps, the latest first.

        Each has ``given``, ``who``, ``when`` as a text, and ``time`` in seconds since 1970.
        """
        return [
            {
                "given": each["given"],
                "who": member_name(each["who"]),
                "when": formatted_time(each["time"])["text"],
                "time": each["time"],
            }
            for each in reversed(self.log)
            if each["step"] in steps
        ]
