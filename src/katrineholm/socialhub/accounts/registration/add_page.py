"""``++add++Channel`` on an administration: a channel is added in three steps.

What has been typed goes from step to step in the form's own hidden fields, and is checked as a
whole when it is saved; until then nothing is stored.
"""

from functools import cached_property
from typing import Any

from AccessControl import Unauthorized
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.schema import getFieldNames

from ... import _
from ...core.feeds.errors import FeedError
from ...core.platforms.interfaces import Profile
from ...site.pages.acts import DO, ActPage, act_form, acts
from ...site.pages.address_validation import account_of_url
from ...site.pages.form_schema import form_fields
from ...site.pages.page_values import fact_row, fact_value, page_section
from ...site.pages.permissions import ADD_CHANNEL
from ...site.pages.request import form_text
from ...site.settings.titles import service_title
from ..channels.interfaces import site_language
from ..channels.person import person, readable_person
from ..channels.person_widget import known_persons, person_choices
from .add_form import FIND, PEOPLE, REPORT, SAVE, IAddress, IFound, IPeople, ITexts, IWhole
from .probe_preview import NO_ENTRIES, probe_values, service_examples

# The steps in order, each with its title, its fields, and the acts that end it.
STEPS = {
    "address": (_("The account"), IAddress, (FIND,)),
    "people": (_("People"), IPeople, (PEOPLE,)),
    "texts": (_("Texts"), ITexts, (REPORT, SAVE)),
}
ORDER = (*STEPS,)
BACK = "to-"  # and the name of a step, in place of an act
NEXT = {FIND.name: "people", PEOPLE.name: "texts"}
KEPT = 2000  # characters of a field that go from step to step


class AddChannelPage(ActPage):
    """The page with the current step of a new channel."""

    index = ViewPageTemplateFile("add_page.pt")
    acts = acts(FIND, PEOPLE, SAVE, REPORT)
    title = _("Register a channel")
    not_sent = _("Nothing has been saved. Please correct the following:")
    elsewhere: dict | None = None  # where the address belongs instead
    services = staticmethod(service_examples)

    def __init__(self, context: Any, request: Any, _type_info: Any):
        super().__init__(context, request)

    def __call__(self):
        if not api.user.has_permission(ADD_CHANNEL, obj=self.context):
            raise Unauthorized(self.__name__)
        return super().__call__()

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/++add++Channel"

    def sent(self) -> Any:
        """Return the page of an earlier step, or do the act of the form."""
        return self.index() if self._earlier else super().sent()

    @property
    def _earlier(self):
        """The step to go back to, or an empty text."""
        name = form_text(self.request.form, DO)
        step = name.removeprefix(BACK)
        return step if name.startswith(BACK) and step in STEPS else ""

    @cached_property
    def step(self) -> str:
        """The name of the step that is shown: of the first fault, the act or the way back."""
        if self._earlier:
            return self._earlier
        for step, (_title, schema, _acts) in STEPS.items():
            if self.faults.keys() & set(getFieldNames(schema)):
                return step
        if self.refused:
            return next((step for step in ORDER if self.acts.get(self.tried) in STEPS[step][2]), "")
        return NEXT.get(form_text(self.request.form, DO), ORDER[0]) if self.is_sent else ORDER[0]

    def progress(self) -> list[dict]:
        """Return the titles of the steps, the current one marked."""
        return [
            {"title": title, "current": "step" if step == self.step else None}
            for step, (title, _schema, _acts) in STEPS.items()
        ]

    def step_form(self) -> dict:
        """Return the form of the step, with the fields of the others hidden."""
        _title, schema, ends = STEPS[self.step]
        ends = tuple(act for act in ends if act.may_take(self))
        fields = [*self._feed_choice(), *self._fields(schema)]
        shown = {each["name"] for each in fields}
        typed = {name: self._typed(name) for name in IWhole}
        others = form_fields(IWhole, self.context, values=typed)
        hidden = [each | {"type": "hidden"} for each in others if each["name"] not in shown]
        buttons = [
            {"do": act.name, "title": act.title, "look": look}
            for act, look in zip(ends, ("primary", "secondary"), strict=False)
        ]
        form = act_form(self.url, ends[0], do=ends[0].name)
        return form | {"fields": [*fields, *hidden], "buttons": [*buttons, *self._way_back()]}

    def _way_back(self):
        number = ORDER.index(self.step)
        to = f"{BACK}{ORDER[number - 1]}"
        return [{"do": to, "title": _("Back"), "look": "link", "is_free": True}] if number else []

    def _fields(self, schema):
        values = {name: self._typed(name) or self._default(name) for name in schema}
        fields = form_fields(schema, self.context, values=values, faults=self.faults)
        for each in fields:
            if each["name"] in ("responsible", "substitute", "login_holder"):
                each["suggestions"] = self._suggestions
        return fields

    def _typed(self, name):
        return form_text(self.request.form, name)[:KEPT]

    def _default(self, name):
        """Return the value of a field that nobody has filled in yet."""
        if name == "language":
            return site_language(self.context)
        is_first = form_text(self.request.form, DO) == FIND.name
        return self._own_name if name == "responsible" and is_first else ""

    @property
    def _own_name(self):
        who = api.user.get_current().getUserName()
        someone = person(who)
        return readable_person(who) if someone and someone.email else ""

    @cached_property
    def _suggestions(self):
        found = person_choices(known_persons())
        return {each["value"]: each["title"] for each in found}

    def _feed_choice(self):
        """Return a field to choose one of several feeds, where they have just been found."""
        feeds = self.found["candidates"] if self.found else []
        if len(feeds) < 2 or self.step != "people":
            return []
        chosen = self._typed("feed_url")
        options = [
            {
                "value": each["feed_url"],
                "title": each["title"] or each["feed_url"],
                "about": each["feed_url"],
                "selected": each["feed_url"] == chosen,
            }
            for each in feeds
        ]
        fields = form_fields(IFound, faults=self.faults)
        return [each | {"options": options} for each in fields if each["name"] == "feed_url"]

    @cached_property
    def found(self) -> dict | None:
        """The values of what has just been found at the address, or None."""
        return probe_values(self.done) if self.tried == "" and self._is_found else None

    @property
    def _is_found(self):
        return form_text(self.request.form, DO) == FIND.name and self.done is not None

    def sections(self) -> list[dict]:
        """Return a section with what was found at the address, after the first step."""
        if self.step == ORDER[0]:
            return []
        found = self.found or {"problems": [], "ways": [], "candidates": [], "advice": ""}
        ways = found["ways"] if not (found["candidates"] or found["problems"]) else []
        texts = [each["message"] for each in (*found["problems"], *ways)]
        texts += [found["advice"]] if found["advice"] and not found["candidates"] else []
        section = page_section("found", _("This was found"), *texts, facts=self._facts())
        return [section | {"items": _entry_titles(found, self._typed("feed_url"))}]

    def _facts(self):
        profile, feed = self._profile(), self._typed("feed_url")
        account = f"{service_title(profile.platform)} {profile.account}" if profile else ""
        address = self._typed("profile_url")
        return [
            fact_row(_("Account"), fact_value(account)),
            fact_row(_("Public address"), fact_value(address, address)),
            fact_row(_("Feed"), fact_value(feed or _("None"))),
        ]

    def _profile(self) -> Profile | None:
        try:
            return account_of_url(self._typed("profile_url"))
        except FeedError:
            return None


def _entry_titles(found, feed_url):
    """Return the titles of the feed's first entries, or that it has none."""
    for each in found["candidates"]:
        if each["feed_url"] == feed_url:
            return [entry["title"] for entry in each["entries"]] or [NO_ENTRIES]
    return []
