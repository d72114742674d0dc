"""``@@follow-settings`` on a hub: a follower confirms, changes or leaves what an address follows.

Only links in mails lead there. Opening one changes nothing, as programs open all links of a mail;
everything is done by the form, and by the one click of RFC 8058.
"""

from collections.abc import Mapping
from functools import cached_property
from time import time
from typing import Any

from plone.autoform.interfaces import WIDGETS_KEY
from plone.autoform.widgets import ParameterizedWidget
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five import BrowserView
from zope.interface import Interface, alsoProvides
from zope.interface.interface import InterfaceClass

from ... import _
from ...site.pages.acts import Act, ActPage, Acts, acts
from ...site.pages.form_schema import Line, SingleChoice, vocabulary
from ...site.pages.information_page import InformationPage
from ...site.pages.refusals import Refusal
from ...site.pages.request import form_text
from ...site.pages.retries import write_with_retries
from .follow_page import links_after
from .followers import Wish, choose, current_wishes, follower, follower_of_token
from .mail_content import SETTINGS
from .periods import TITLES

STOP = "stop"
CHOICES = {**TITLES, STOP: _("Never: stop these mails")}
NOTHING = _("This address gets no mail from us, and nothing is stored about it.")
SAVED = _("Saved. You can change it whenever you want, by the link in any of the mails.")
# The page is private, and its address is a key.
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
CONFIRM, SAVE = _("Confirm"), _("Save")


class ISettings(Interface):
    """The form's field that is always there: what the link in the mail contains."""

    key = Line(title=_("The key in the link of a mail"), required=False)


def settings_schema(wishes: Mapping[str, Wish], stop: str = "") -> InterfaceClass:
    """Return the fields of the form: for each topic, how often; ``stop`` is to be left."""
    fields = {
        topic: SingleChoice(
            __name__=topic,
            title=wish.title,
            vocabulary=vocabulary(CHOICES),
            default=STOP if topic == stop else wish.often,
        )
        for topic, wish in wishes.items()
    }
    hints = {topic: {"type": "radio"} for topic in fields} | {"key": {"type": "hidden"}}
    return _schema(fields, hints)


class SettingsPage(ActPage, InformationPage):
    """The page with the form or, after it was sent, the receipt."""

    classes = "socialhub-step"
    robots = HEADERS["X-Robots-Tag"]
    page_name = SETTINGS

    def __call__(self):
        for name, value in HEADERS.items():
            self.request.response.setHeader(name, value)
        return super().__call__()

    @property
    def title(self):
        return _("Confirm that you want mail") if self.is_new else _("Your mails from us")

    @property
    def lead(self):
        if not self.wishes:
            return NOTHING
        return SAVED if self.is_saved else _("Choose how often you want mail.")

    @cached_property
    def key(self) -> str:
        """The key in the link."""
        return form_text(self.request.form, "key")

    @cached_property
    def id(self) -> str:
        """The id of the follower whose link it is, or an empty string."""
        return follower_of_token(self.context, self.key)

    @cached_property
    def wishes(self) -> dict[str, Wish]:
        """All that the follower follows or has to confirm, by topic."""
        return offered_wishes(self.context, self.id)

    @property
    def is_new(self) -> bool:
        """Whether there is something to confirm."""
        known = follower(self.context, self.id)
        return bool(known and known.wishes)

    @property
    def is_saved(self) -> bool:
        """Whether the form has just been sent."""
        return "saved" in self.request.form

    @property
    def acts(self) -> Acts:
        return acts(settings_act(self.context, self.key, form_text(self.request.form, STOP)))

    @property
    def office_form(self) -> dict | None:
        return self.form(SETTINGS, key=self.key) if self.wishes else None

    @property
    def value(self) -> dict:
        """The page as plain values, for Volto."""
        about = {"title": self.title, "lead": self.lead, "links": self.after()}
        form = self.office_form
        if form is None:
            return about | {"receipt": "", "text": ""}
        return about | {"lead": "", "receipt": "", "text": SAVED} if self.is_saved else form | about

    def next_url(self) -> str:
        return saved_url(self, self.key)

    def after(self) -> list[dict]:
        return links_after(self.context)


class Unfollow(BrowserView):
    """``@@unfollow``: a mail program stops the mails of one feed by a POST alone (RFC 8058)."""

    def __call__(self) -> str:
        key, stop = (form_text(self.request.form, name) for name in ("key", STOP))
        if self.request.method != "POST":
            url = f"{self.context.absolute_url()}/@@{SETTINGS}?key={key}&stop={stop}"
            self.request.response.redirect(url)
            return ""
        # The key is the permission, and a mail program has no session that could be misused.
        alsoProvides(self.request, IDisableCSRFProtection)
        id = follower_of_token(self.context, key)
        write_with_retries(lambda _tries: choose(self.context, id, {stop: ""}, int(time())))
        self.request.response.setHeader("Content-Type", "text/plain; charset=utf-8")
        return ""


def offered_wishes(hub: Any, id: str) -> dict[str, Wish]:
    """Return what a follower may choose, by topic: what is followed, then what is wished for."""
    known = follower(hub, id)
    found = [*current_wishes(hub, id), *known.wishes] if known else []
    return {each.topic: each for each in found}


def settings_act(hub: Any, key: str, stop: str = "") -> Act:
    """Return the act by which the follower with this key changes what is followed."""
    id = follower_of_token(hub, key)
    known = follower(hub, id)
    return Act(
        SETTINGS,
        _save,
        _("Saved."),
        title=CONFIRM if known and known.wishes else SAVE,
        fields=settings_schema(offered_wishes(hub, id), stop),
        then=lambda at, _done: saved_url(at, key),
    )


def saved_url(at: Any, key: str) -> str:
    """Return the URL of the receipt page."""
    return f"{at.context.absolute_url()}/@@{SETTINGS}?key={key}&saved=1"


def _save(at, given):
    id = follower_of_token(at.context, given["key"])
    if not id:
        raise Refusal(NOTHING)
    topics = offered_wishes(at.context, id)
    chosen = {topic: "" if given[topic] == STOP else given[topic] for topic in topics}
    write_with_retries(lambda _tries: choose(at.context, id, chosen, int(time())))


def _schema(fields, hints):
    schema = InterfaceClass("ITopics", (ISettings,), fields)
    schema.setTaggedValue(
        WIDGETS_KEY, {name: ParameterizedWidget(**hint) for name, hint in hints.items()}
    )
    return schema
