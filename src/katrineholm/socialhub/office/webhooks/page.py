"""The office's receivers of webhooks in the browser; a secret is shown once."""

from Products.Five import BrowserView
from zope.interface import Interface, implementer

from ... import _
from ...accounts.channels.moments import when
from ...site.forms.refusals import Refusal
from ...site.forms.request import KeepsWhatWasWritten, leave, require_form, text, texts
from .acting import act, again, throw_away
from .described import receivers, title_of, untaken
from .making import BESIDE, change_secret, make
from .telling import TYPES

STATES = {"on": _("On"), "off": _("Off"), "failed": _("Turned off: it does not answer")}
DEAD = {"again": again, "throw-away": throw_away}


class IWebhooksPage(Interface):
    """The page of receivers."""


@implementer(IWebhooksPage)
class WebhooksPage(KeepsWhatWasWritten, BrowserView):
    """``@@webhooks`` on a hub, for the office; changes by POST with ``do``."""

    title = _("Webhooks")
    secret = ""

    def __call__(self):
        if self.request.method != "POST":
            return self.index()
        require_form(self.request)
        try:
            said = self._taken(self.request.form)
        except Refusal as refusal:
            self.refuse(refusal)
            return self.index()
        return leave(self.request, self.url, said) if said else self.index()

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@webhooks"

    def receivers(self) -> list[dict]:
        """The receivers there are; moments and types as people read them."""
        return [
            {
                **each,
                "types": [title_of(type) for type in each["events"]],
                "says": STATES[each["state"]],
                "taken": when(each["taken"])["text"] if each["taken"] else "",
                "until": when(each["former_until"])["text"] if each["former_until"] else "",
                "is_on": each["state"] == "on",
            }
            for each in receivers(self.context)
        ]

    def untaken(self) -> list[dict]:
        """What was given up."""
        return [
            {**each, "made": when(each["made"]), "type": title_of(each["type"])}
            for each in untaken(self.context)
        ]

    def types(self) -> list[dict]:
        """What a receiver can be told of; what was chosen in a form that was refused, is again."""
        chosen = texts(self.request.form, "events") if self.refused else list(TYPES)
        return [
            {"name": name, "title": title, "is_chosen": name in chosen}
            for name, title in TYPES.items()
        ]

    def beside(self) -> list[dict]:
        """For how long an old secret may count beside a new one."""
        return [{"days": days, "title": title} for days, title in BESIDE.items()]

    def _taken(self, form):
        do = text(form, "do")
        if do == "make":
            given = text(form, "url"), text(form, "name"), texts(form, "events")
            _hook, self.secret = make(self.context, *given)
            return None
        if do == "new-secret":
            days = text(form, "days")
            self.secret = change_secret(
                self.context, text(form, "id"), int(days) if days in map(str, BESIDE) else -1
            )
            return None
        if do in DEAD:
            return DEAD[do](self.context, texts(form, "ids"))
        return act(self.context, do, text(form, "id"))
