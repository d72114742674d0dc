"""Acts: one definition of each thing that a person does by a form and a program by a JSON body.

An ``Act`` has a name, fields, a permission, a function and a success message. ``ActPage`` reads its
values from forms, ``act_service.ActService`` from JSON bodies.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NoReturn, Protocol

from AccessControl import Unauthorized
from plone import api
from Products.Five import BrowserView
from zExceptions import MethodNotAllowed
from zope.i18nmessageid import Message
from zope.interface import implementer

from ... import _
from ...core.messages.engine import Refused
from .form_schema import cleaned_data, form_fields
from .head import ITitledPage
from .permissions import may_manage_register
from .refusals import Refusal
from .request import RefusableForm, form_text, redirect_with_message, require_own_form

DO = "do"  # the name of the act, in a form and in a body
REQUIRED = _("(required)")
NO_ACT = _("Choose what is to be done.")
# The status of a refusal that has none of its own.
BAD_REQUEST = 400


class ActContext(Protocol):
    """The page or service that does an act. Acts read from it whatever its URL identifies."""

    context: Any
    request: Any


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a user or a program can do on a page or by a service.

    ``do(at, given)`` does it at an ``ActContext``, with the values of ``fields``, a zope.schema
    interface, or with the raw data if there are no fields. It raises Refusal or engine.Refused
    before it writes anything. ``said`` is the success message, or a function of the result that
    returns it. ``then(at, result)`` returns the next URL, by default the page's own. If the act
    ``stays``, the page shows the result itself, once. ``permission`` is required in addition to the
    page's. A ``judged`` act validates the data itself: ``fields`` only describe the data, and their
    choices depend on the ``ActContext`` instead of its context.
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

    def may_take(self, at: ActContext) -> bool:
        """Return whether the current user has the act's own permission."""
        return not self.permission or api.user.has_permission(self.permission, obj=at.context)

    def take(self, at: ActContext, data: Mapping) -> Any:
        """Do the act and return the result. Raise Refusal, engine.Refused or Unauthorized."""
        if not self.may_take(at):
            raise Unauthorized(self.name)
        is_read = self.fields is not None and not self.judged
        return self.do(at, cleaned_data(self.fields, data, at.context) if is_read else data)

    def sentence(self, result: Any) -> Message | str:
        """Return the success message for a result."""
        return self.said(result) if callable(self.said) else self.said


Acts = Mapping[str, Act]


def acts(*rows: Act) -> Acts:
    """Return acts as a mapping by name."""
    return MappingProxyType({each.name: each for each in rows})


def requested_act(known: Acts, name: str) -> Act:
    """Return the act with this name, or the only act if it is "". Raise Refusal if unknown."""
    if len(known) == 1 and not name:
        [name] = known
    if name not in known:
        raise Refusal(NO_ACT)
    return known[name]


@implementer(ITitledPage)
class Page(RefusableForm, BrowserView):
    """A page with a ``title``, shown as its heading and in its head, and a ``lead`` below it.

    Most subclasses set both as class attributes. In ``context_title`` the context's own title is
    ``${channel}``, ``${place}`` or ``${title}``. If the page ``leads_back``, a link to its context
    is shown above the title.
    """

    leads_back = False
    context_title: Message = ""
    page_name = ""  # the name of the page itself, if its acts have views of their own

    @property
    def title(self) -> Message | str:
        """Return the title of the page."""
        named = dict.fromkeys(("channel", "place", "title"), self.context.title)
        return self.context_title and Message(self.context_title, mapping=named)

    @property
    def heading(self) -> Message | str:
        """Return the heading: the title without search words or a page number."""
        return self.title

    @property
    def lead(self) -> Message | str:
        """Return the introductory text below the heading, or ""."""
        return ""

    @property
    def url(self) -> str:
        """Return the page's own URL, to which its forms are posted."""
        return f"{self.context.absolute_url()}/@@{self.page_name or self.__name__}"

    @property
    def is_open(self) -> bool:
        """Return whether the page has anything for the current user, whom its permission admits."""
        return True

    @property
    def may_manage(self) -> bool:
        """Return whether the current user may manage the official list of channels."""
        return may_manage_register(self.context)

    def __call__(self):
        return self.index()


class ActPage(Page):
    """A page with forms that are posted to itself. Each form does one of its ``acts``."""

    done: Any = None  # the result of an act that stays
    tried = ""  # the act that was refused
    is_wide = False  # without the column of portlets

    def __call__(self):
        if self.is_wide:
            self.request.set("disable_plone.rightcolumn", True)
        if not self.is_sent:
            return self.opened()
        require_own_form(self.request)
        return self.sent()

    @property
    def is_sent(self) -> bool:
        """Return whether a form was posted."""
        return self.request.method == "POST"

    def opened(self) -> Any:
        """Return the answer to a request that is not a posted form."""
        return self.index()

    def sent(self) -> Any:
        """Do the act of the posted form, and return the answer."""
        try:
            return self._take(self.request.form)
        except (Refusal, Refused) as refusal:
            self.refuse(refusal)
            return self.index()

    @property
    def acts(self) -> Acts:
        """Return the acts of this page."""
        return MappingProxyType({})

    def requested_name(self, data: Mapping) -> str:
        """Return the name of the act that a form requests, by default the page's own."""
        return form_text(data, DO) or (self.__name__ if self.__name__ in self.acts else "")

    def next_url(self) -> str:
        """Return the URL to redirect to after an act that has no ``then``."""
        return self.url

    def form(
        self, *names: str, of: str = "", look: str = "", about: str = "", **values: Any
    ) -> dict:
        """Return the form of one or more acts with the same fields, as ``act_form`` does.

        The form has a button for each act, the most important first. ``look`` contains a style for
        each button, and ``about`` is text for screen readers after their labels. ``values`` are the
        initial values of the fields; a refused form shows the posted values instead. If the page
        has the form several times, ``of`` makes the ids of its fields unique, and the hidden fields
        identify the posted form.
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
        """Return a form of hidden fields, with a button for each act.

        ``of`` is the object of the acts, which screen readers hear after each button's label.
        ``titles`` replace the labels.
        """
        shown = self._buttons(names, ["outline-secondary btn-sm"])
        if titles:
            shown = [{**each, "title": title} for each, title in zip(shown, titles, strict=True)]
        form = self.form(names[0], **values)
        return {**form, "classes": "socialhub-ask", "buttons": shown, "of": of}

    def _form_of(self, names, values, of):
        act = self.acts[names[0]]
        faults: Mapping[str, str] = MappingProxyType({})
        if self.tried in names and self._is_sent(act, values):
            values |= {each: self.request.form.get(each) for each in act.fields or ()}
            # The summary of faults links to the fields by their names.
            faults, of = self.faults, ""
        do = act.name if len(self.acts) > 1 else ""
        return act_form(self.url, act, self.context, do=do, values=values, faults=faults, of=of)

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
        act = requested_act(self.acts, self.requested_name(form))
        self.tried = act.name
        result = act.take(self, form)
        self.tried = ""
        if act.stays:
            self.done = result
            return self.index()
        url = act.then(self, result) if act.then else self.next_url()
        return redirect_with_message(self.request, url, act.sentence(result))


class FormTarget(ActPage):
    """A view to which forms of other pages are posted. It shows a page only after a refusal."""

    def opened(self) -> NoReturn:
        raise MethodNotAllowed("POST")

    index = opened


def form_with_options(form: dict, **options: Iterable[dict]) -> dict:
    """Return a form with options for some of its fields. A field without options is removed.

    An option has ``value`` and ``title``, and optionally ``about``, the URL of an ``image`` and a
    ``link`` (see the macro ``field``).
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


def act_form(
    url: str,
    act: Act,
    context: object = None,
    *,
    do: str,
    values: Mapping[str, Any] = MappingProxyType({}),
    faults: Mapping[str, str] = MappingProxyType({}),
    of: str = "",
) -> dict:
    """Return the form of an act as plain values, which the macro ``form`` or ``Form.tsx`` renders.

    It has ``url`` (its target), ``do`` (the act's name, or "" if the target has only one act),
    ``fields`` as in ``form_schema.form_fields``, ``button`` (its label), ``required`` (the label of
    required fields), ``mend`` (the heading of its errors) and ``about`` (the act's object), and
    optionally ``trap``, a field that no person sees.
    """
    prefix = f"{of}-" if of else ""
    fields = _fields(act, context, values=values, faults=faults, prefix=prefix)
    has_file = any(each["type"] == "file" for each in fields)
    traps = [each for each in fields if each["type"] == "trap"]
    return {
        "url": url,
        "do": do,
        "fields": [each for each in fields if each not in traps],
        **_trap(traps),
        "enctype": "multipart/form-data" if has_file else None,
        "required": REQUIRED,
        "mend": Page.not_sent,
        "button": act.title,
        "about": "",
    }


def _trap(fields):
    for each in fields:
        return {"trap": {"name": each["name"], "label": each["title"], "fault": each["fault"]}}
    return {}


def _fields(act: Act, context: object, **more: Any) -> list[dict]:
    return form_fields(act.fields, context, **more) if act.fields else []


def _texts(value) -> list[str]:
    """Return the values of a hidden field as texts; a single value may be no list."""
    values = value if isinstance(value, list | tuple) else [value]
    return ["" if each is None else str(each).strip() for each in values]
