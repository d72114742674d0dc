"""The base of sections on a message's page, and of their forms.

A section is rendered on the message's page, and alone with its form's values if they were refused.
"""

from collections.abc import Iterable
from functools import cached_property
from time import time
from typing import Any

from AccessControl import Unauthorized
from plone.app.layout.viewlets.common import ViewletBase
from plone.autoform.directives import widget
from plone.dexterity.content import Container
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message
from zope.interface import Interface, implementer
from zope.schema import TextLine

from ... import _
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_time
from ...core.messages.engine import Refused
from ...core.messages.state import State
from ...core.messages.store import messages_of
from ...site.pages.acts import Acts, FormTarget, act_form, acts
from ...site.pages.request import form_text
from ..desk.interfaces import IMessageView
from ..desk.next_message import list_query_string, next_message, url_with_list
from ..steps.roles import message_roles
from ..steps.validation import GUARD


class IMessageReference(Interface):
    """The message that a form is about, and the list that it was opened from."""

    number = TextLine(required=False)
    list = TextLine(required=False)
    widget("number", type="hidden")
    widget("list", type="hidden")


def fact(title: str, *texts: str, code: str = "", quote: str = "", folded: bool = False) -> dict:
    """Return a line of ``facts``; ``quote`` is a person's own words, perhaps ``folded``."""
    return {"title": title, "texts": texts, "code": code, "quote": quote, "folded": folded}


def facts(*rows: dict) -> dict:
    """Return a list of facts, a part of a section."""
    return {"facts": rows}


def paragraph(words: str, look: str = "", url: str = "") -> dict:
    """Return a paragraph, a part of a section; all of it is a link if it has a ``url``."""
    return {"text": words, "look": look or None, "@id": url}


def heading(words: str) -> dict:
    """Return a heading within a section."""
    return {"heading": words}


def alert(words: str) -> dict:
    """Return a highlighted paragraph."""
    return paragraph(words, "alert alert-warning")


def folded_form(
    form: dict, *, title: str = "", is_open: object = False, texts: Iterable = ()
) -> dict:
    """Return a form that is folded, a part of a section, with texts above the form."""
    title = title or form["button"]
    return {"form": form, "title": title, "open": "open" if is_open else None, "texts": [*texts]}


def plain_form(form: dict) -> dict:
    """Return a form that is not folded, a part of a section."""
    return {"form": form, "title": "", "open": None, "texts": []}


def with_button(form: dict, title: str, look: str) -> dict:
    """Return a form with another title and look of its button."""
    return form | {"buttons": [{"do": "", "title": title, "look": look}]}


class OpenedFromList:
    """Mix-in for views of a message, or of a form about it, opened from a list."""

    context: Any
    request: Any
    number: Any

    @property
    def list_query(self) -> str:
        """The query of the list that the message was opened from."""
        return list_query_string(self.request.form)

    def message_url(self) -> str:
        """Return the URL of the message's page, with that list."""
        return url_with_list(
            f"{self.context.absolute_url()}/@@messages/{self.number}", self.list_query
        )

    @property
    def hidden_values(self) -> dict[str, str]:
        """The hidden values of each form, see ``IMessageReference``."""
        return {"number": str(self.number), "list": self.list_query}


class Section(OpenedFromList, ViewletBase):
    """``name`` is the section's id on the page; ``who`` are the roles that may see it.

    Each of its ``acts`` has a form in it, and a page of its name that takes the form.
    """

    name = ""
    title: Message | str = ""
    who: tuple[str, ...] = ()
    acts: Acts = acts()
    index = ViewPageTemplateFile("message_section.pt")

    def parts(self) -> Iterable[dict]:
        """Yield the parts in order, see ``facts``, ``paragraph`` and ``folded_form``."""
        raise NotImplementedError

    @property
    def number(self) -> int:
        return self.view.number

    @property
    def hub_url(self) -> str:
        """The base URL of the forms' pages."""
        return self.view.hub.absolute_url()

    @cached_property
    def roles(self) -> set[str]:
        """The current user's roles for the message."""
        return message_roles(self.view.hub, messages_of(self.view.hub)[self.number])

    @cached_property
    def state(self) -> State:
        return messages_of(self.view.hub).state(self.number)

    @property
    def has_role(self) -> bool:
        """True if the current user has a role for it, in any state of the message."""
        return bool(self.roles & set(self.who))

    @property
    def is_offered(self) -> bool:
        """True if there is anything to see in it."""
        return self.has_role

    @property
    def may_change(self) -> bool:
        return "disposed" not in self.state.record

    @property
    def next_open(self) -> int | None:
        """The next open message in that list."""
        form = self.request.form
        return next_message(self.view.hub, self.view.hub, self.number, form, self.view.now)

    @property
    def refused(self) -> Message | str | None:
        """The sentence of its form's refusal, or None."""
        return self.view.refused if isinstance(self.view, MessageForm) else None

    def render(self) -> str:
        return self.index() if self.is_offered else ""

    def form(self, name: str, *, page: str = "", of: str = "", **values: Any) -> dict:
        """Return the form of an act as a value, with the submitted values if it was refused.

        ``page`` takes it, if that is another than the act's own; ``of`` is then a prefix of its
        ids.
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
        return act_form(url, act, self.view.hub, do=do, values=values, faults=faults, of=of)

    def is_refused(self, name: str, of: str = "") -> bool:
        """Return whether the form of an act was refused."""
        return bool(self.refused) and self.view.tried == name

    def log_lines(self, *steps: str) -> list[dict]:
        """Return ``given``, ``who``, ``when`` and ``time`` of some steps' log lines.

        The latest is first; ``time`` is in seconds since 1970.
        """
        log = messages_of(self.view.hub).log(self.number)
        return [
            {
                "given": each["given"],
                "who": member_name(each["who"]),
                "when": formatted_time(each["time"])["text"],
                "time": each["time"],
            }
            for each in reversed(log)
            if each["step"] in steps
        ]


@implementer(IMessageView)
class MessageForm(OpenedFromList, FormTarget):
    """The page of a section's form; ``number`` is the message's."""

    section: type[Section]
    index = ViewPageTemplateFile("message_form.pt")

    def sent(self) -> Any:
        if not self.own_section().has_role:
            raise Unauthorized(self.__name__)
        return super().sent()

    @property
    def title(self) -> Message | str:
        return _("Message ${number}", mapping={"number": str(self.number)})

    @property
    def acts(self) -> Acts:
        """The act that the page is named after, or all of them."""
        known = self.section.acts
        return acts(known[self.__name__]) if self.__name__ in known else known

    @property
    def hub(self) -> Container:
        return self.context

    @cached_property
    def now(self) -> int:
        return int(time())

    @cached_property
    def number(self) -> int:
        """The message's number; raises NotFound if there is none."""
        given = form_text(self.request.form, "number")
        number = int(given) if given.isascii() and given.isdigit() and len(given) < 12 else 0
        if number not in messages_of(self.hub).root["messages"]:
            raise NotFound(given)
        return number

    def own_section(self) -> Section:
        """Return the section as the current user sees it."""
        return self.section(self.context, self.request, self, None)

    def next_url(self) -> str:
        """Return the URL of the section on the message's page."""
        return f"{self.message_url()}#socialhub-{self.section.name}"

    def _take(self, form):
        if not self.own_section().may_change:
            raise Refused(GUARD, _("The message has been disposed of."))
        if not self.own_section().is_offered:
            raise Refused("state", _("This step cannot be taken from where the message stands."))
        return super()._take(form)
