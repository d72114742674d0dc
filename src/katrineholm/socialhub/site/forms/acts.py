"""An act is one row: what a person does with a form, and a program with a body, the same way.

``Act`` says its name, fields, permission, what it does and what is said after. ``ActPage`` takes
acts from forms, ``act_service.ActService`` from bodies; nothing else does.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

from AccessControl import Unauthorized
from plone import api
from Products.Five import BrowserView
from zExceptions import MethodNotAllowed
from zope.i18nmessageid import Message
from zope.interface import implementer

from ... import _
from ...core.messages.engine import Refused
from .head import ITitledPage
from .refusals import Refusal
from .request import KeepsWhatWasWritten, leave, require_form, text
from .schema import described, read

DO = "do"  # what names the act in a form and in a body
REQUIRED = _("(required)")
NO_ACT = _("Choose what is to be done.")
# What a refusal is answered with where it names no status of its own.
BAD_REQUEST = 400


class Place(Protocol):
    """Where an act is done: a page or a service, with what its address has named already."""

    context: Any
    request: Any


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done.

    ``do(at, given)`` does it at a ``Place``, with what ``fields``, a zope.schema interface, read;
    without fields with what was sent as it is. It raises Refusal or engine.Refused, before it has
    written anything. ``said`` is the sentence for a person then, or makes one of what ``do`` gave;
    ``then(at, result)`` is the address to go on with: without it the page's own. ``stays`` says
    that the page shows the result itself, once. ``permission`` is asked beside that of the page.
    An act that is ``judged`` reads what was sent itself: its ``fields`` say what it takes, and the
    choices in them are asked of the ``Place`` instead of its context.
    """

    name: str
    do: Callable[[Any, Any], Any]
    said: Message | Callable[[Any], Message | str] = ""
    title: Message = ""
    fields: Any = None
    permission: str = ""
    then: Callable[[Any, Any], str] | None = None
    stays: bool = False
    judged: bool = False

    def may_take(self, at: Place) -> bool:
        """Whether the present user may do it, as far as its own permission goes."""
        return not self.permission or api.user.has_permission(self.permission, obj=at.context)

    def take(self, at: Place, data: Mapping) -> Any:
        """Do it with what was sent; what ``do`` gives.

        Raises Refusal, engine.Refused or Unauthorized.
        """
        if not self.may_take(at):
            raise Unauthorized(self.name)
        is_read = self.fields is not None and not self.judged
        return self.do(at, read(self.fields, data, at.context) if is_read else data)

    def sentence(self, result: Any) -> Message | str:
        """What is said after it."""
        return self.said(result) if callable(self.said) else self.said


Acts = Mapping[str, Act]


def acts(*rows: Act) -> Acts:
    """Return acts by their names."""
    return MappingProxyType({each.name: each for each in rows})


def chosen(known: Acts, name: str) -> Act:
    """Return the act of a name; where there is but one it needs none. Raises Refusal."""
    if len(known) == 1 and not name:
        [name] = known
    if name not in known:
        raise Refusal(NO_ACT)
    return known[name]


@implementer(ITitledPage)
class Page(KeepsWhatWasWritten, BrowserView):
    """A page of ours: its ``title`` is its heading and stands in its head, ``lead`` follows it.

    ``leads_back`` is for a page that is reached from its place: a link above it leads there again.
    """

    leads_back = False

    @property
    def title(self) -> Message | str:
        """The heading: most pages have a class attribute for it, and for the lead."""
        return ""

    @property
    def heading(self) -> Message | str:
        """The same, but where the title says more: what was found, or which page of a list."""
        return self.title

    @property
    def lead(self) -> Message | str:
        """What stands below the heading; empty for nothing."""
        return ""

    def __call__(self):
        return self.index()


class ActPage(Page):
    """A page whose forms are sent to itself: each of them is one of ``acts``."""

    done: Any = None  # what an act gave that the page shows itself
    tried = ""  # the act that was refused

    def __call__(self):
        if not self.is_sent:
            return self.opened()
        require_form(self.request)
        return self.sent()

    @property
    def is_sent(self) -> bool:
        """If a form was sent, and the page not only opened."""
        return self.request.method == "POST"

    def opened(self) -> Any:
        """What is answered where no form was sent."""
        return self.index()

    def sent(self) -> Any:
        """Do what the form asks for, which is one of the site's own."""
        try:
            return self._take(self.request.form)
        except (Refusal, Refused) as refusal:
            self.refuse(refusal)
            return self.index()

    @property
    def acts(self) -> Acts:
        """What can be done on it."""
        return MappingProxyType({})

    @property
    def url(self) -> str:
        """The page's own address, which its forms are sent to."""
        return f"{self.context.absolute_url()}/@@{self.__name__}"

    def named(self, data: Mapping) -> str:
        """The name of the act that a form asks for; else the page's own, where that is one."""
        return text(data, DO) or (self.__name__ if self.__name__ in self.acts else "")

    def next_url(self) -> str:
        """Where to go on after an act that does not say it."""
        return self.url

    def form(
        self, *names: str, of: str = "", look: str = "", about: str = "", **values: Any
    ) -> dict:
        """Return the form of an act as a value, see ``form_of``.

        Several acts that take the same fields have a button each, the first of them the weightiest.
        ``look`` is that of the buttons, or of each of them, ``about`` what only a listener hears
        after them. ``values`` are what its fields hold to begin with; what was refused holds what
        was sent. Where the page has the form several times, ``of`` sets the ids of its fields
        apart, and what its hidden fields hold says which of them was sent.
        """
        form = self._form_of(names, values, of)
        if all(each["type"] == "hidden" for each in form["fields"]):
            form["classes"] = "socialhub-actions"
        if look or len(names) > 1:
            looks = look.split() or ["primary", "secondary"]
            form |= {"buttons": self._buttons(names, looks), "of": about}
        return form

    def buttons(
        self, *names: str, of: str = "", titles: Sequence[Message] = (), **values: Any
    ) -> dict:
        """Return a form of buttons alone, one for each act; its fields are hidden.

        ``of`` is what they are about: it follows their titles, for who hears them. ``titles`` are
        others than those of the acts.
        """
        shown = self._buttons(names, ["outline-secondary btn-sm"])
        if titles:
            shown = [{**each, "title": title} for each, title in zip(shown, titles, strict=True)]
        form = self.form(names[0], **values)
        return {**form, "classes": "socialhub-ask", "buttons": shown, "of": of}

    def _form_of(self, names, values, of):
        act, faults = self.acts[names[0]], MappingProxyType[str, str]({})
        if self.tried in names and self._is_sent(act, values):
            values |= {each: self.request.form.get(each) for each in act.fields or ()}
            # The summary of faults leads to the fields by their names alone.
            faults, of = self.faults, ""
        do = act.name if len(self.acts) > 1 else ""
        return form_of(self.url, act, self.context, do=do, values=values, faults=faults, of=of)

    def _buttons(self, names, looks):
        looks = [*looks, *looks[-1:] * len(names)]
        return [
            {"do": each if len(self.acts) > 1 else "", "title": self.acts[each].title, "look": look}
            for each, look in zip(names, looks, strict=False)
        ]

    def _is_sent(self, act, values):
        hidden = (each["name"] for each in _fields(act, self.context) if each["type"] == "hidden")
        sent = self.request.form
        return all(_texts(sent.get(each)) == _texts(values.get(each)) for each in hidden)

    def _take(self, form):
        act = chosen(self.acts, self.named(form))
        self.tried = act.name
        result = act.take(self, form)
        self.tried = ""
        if act.stays:
            self.done = result
            return self.index()
        url = act.then(self, result) if act.then else self.next_url()
        return leave(self.request, url, act.sentence(result))


class FormTarget(ActPage):
    """Where forms of other pages are sent: it has a page itself only to refuse one, if at all."""

    def opened(self):
        raise MethodNotAllowed("POST")

    index = opened


def offered(form: dict, **options: Iterable[dict]) -> dict:
    """Return a form with what can be chosen in some fields; where that is nothing they are gone.

    An option has ``value`` and ``title``, perhaps ``about``, the address of an ``image`` and a
    ``link``, see macro ``field``.
    """
    fields = []
    for each in form["fields"]:
        if each["name"] not in options:
            fields.append(each)
        elif rows := [*options[each["name"]]]:
            chosen = [each["value"]] if isinstance(each["value"], str) else each["value"]
            ticked = [row | {"selected": row["value"] in chosen} for row in rows]
            fields.append(each | {"options": ticked})
    return form | {"fields": fields}


def form_of(
    url: str,
    act: Act,
    context: object = None,
    *,
    do: str,
    values: Mapping[str, Any] = MappingProxyType({}),
    faults: Mapping[str, str] = MappingProxyType({}),
    of: str = "",
) -> dict:
    """Return a form as a value that any frontend draws: macro ``form`` here, Volto's ``Form``.

    It has ``url``, where it is sent, ``do``, the act's name or empty if there is no other there,
    ``fields`` as in ``schema.described``, ``button``, what is pressed, ``required``, the words for
    a field that has to be filled in, ``mend``, those above its faults, and ``about``, what it is
    about, perhaps ``trap``, a field that no person sees.
    """
    prefix = f"{of}-" if of else ""
    fields = _fields(act, context, values=values, faults=faults, prefix=prefix)
    has_file = any(each["type"] == "file" for each in fields)
    traps = [each for each in fields if each["type"] == "trap"]
    return {
        "url": url,
        "do": do,
        "fields": [each for each in fields if each not in traps],
        **_trapped(traps),
        "enctype": "multipart/form-data" if has_file else None,
        "required": REQUIRED,
        "mend": Page.not_sent,
        "button": act.title,
        "about": "",
    }


def _trapped(fields):
    for each in fields:
        return {"trap": {"name": each["name"], "label": each["title"], "fault": each["fault"]}}
    return {}


def _fields(act: Act, context: object, **more: Any) -> list[dict]:
    return described(act.fields, context, **more) if act.fields else []


def _texts(value) -> list[str]:
    """What a hidden field holds; one value may be alone, and nothing is an empty text."""
    values = value if isinstance(value, list | tuple) else [value]
    return ["" if each is None else str(each).strip() for each in values]
