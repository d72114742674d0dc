"""A channel's duties: the people in charge now and in the coming weeks, and their absences."""

from functools import cached_property
from typing import Any

from plone import api
from plone.autoform.directives import widget
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import Interface, provider
from zope.schema.interfaces import IContextSourceBinder
from zope.schema.vocabulary import SimpleVocabulary

from ... import _
from ...site.pages.acts import Act, ActPage, act_form, acts
from ...site.pages.form_schema import DateField, Line, SingleChoice, vocabulary
from ...site.pages.page_values import fact_row, fact_value, link, page_section
from ...site.pages.permissions import CONFIRM_CHANNEL, MODIFY, VIEW_DUTIES
from ...site.settings.registry import setting
from ..channels import history, times
from ..channels.facts import facts_of
from ..channels.person import person
from ..channels.responsibility import ROLES, Duties, coming_periods, duties_of, person_in_charge
from ..channels.times import local_date, today
from .absences import BOTH_DAYS, NOBODY, coming_absences, note_absence, remove_absence
from .confirmation import confirm_channel, is_confirmation_due, latest_changes
from .duty_holders import role_title

DAYS = 56  # shown ahead
WEEKS = [_("Period"), _("Answers"), _("Role")]
DUE = _("Nobody has changed or confirmed the channel for a long time. Is everything still right?")
OFFICE = _("Nobody: the information office does")
UNMET = "socialhub-unmet"


@provider(IContextSourceBinder)
def duties_vocabulary(channel: Any) -> SimpleVocabulary:
    """Return a vocabulary of the duties of a channel that have a holder."""
    duties = duties_of(channel)
    found = {role: person(getattr(duties, role)) for role in ROLES}
    return vocabulary(
        {role: f"{role_title(role)}: {who.name}" for role, who in found.items() if who}
    )


class IRole(Interface):
    """The field for the role of an absent person."""

    role = SingleChoice(title=_("Who is away"), source=duties_vocabulary, demand=NOBODY)


class IPeriod(Interface):
    """The fields for the first and the last day of an absence."""

    first = DateField(title=_("First day"), demand=BOTH_DAYS)
    last = DateField(title=_("Last day"), demand=BOTH_DAYS)


class IAbsence(IRole, IPeriod):
    """The fields for a new absence: the role and the period."""


class IChannelAbsenceEnd(Interface):
    """The hidden fields that identify an absence to remove."""

    role = Line(required=False)
    first = Line(required=False)
    widget("role", type="hidden")
    widget("first", type="hidden")


class ChannelDuties(BrowserView):
    """The base class of the pages about a channel's duties."""

    @cached_property
    def duties(self) -> Duties:
        return duties_of(self.context)

    @property
    def may_change(self) -> bool:
        return api.user.has_permission(MODIFY, obj=self.context)

    @property
    def may_confirm(self) -> bool:
        may = api.user.has_permission(CONFIRM_CHANNEL, obj=self.context)
        return may and facts_of(self.context).speaks

    def is_due(self) -> bool:
        """Return whether the channel has been unchanged for so long that it needs confirmation."""
        moment = latest_changes(history.channel_lines(self.context)).get(self.context.UID())
        changed = local_date(moment) if moment else None
        after = setting("confirm_after")
        return is_confirmation_due(
            facts_of(self.context), self.duties, changed, today(), after=after
        )

    def confirm_button(self) -> dict | None:
        """Return the button that confirms the channel, or None if the user may not do so."""
        if not self.may_confirm:
            return None
        form = act_form(f"{self.context.absolute_url()}/@@{CONFIRM.name}", CONFIRM, do="")
        button = {"do": "", "title": CONFIRM.title, "look": "secondary"}
        about = DUE if self.is_due() else ""
        return {**form, "classes": "socialhub-actions", "buttons": [button], "about": about}

    def person_in_charge(self) -> dict | None:
        """Return the person in charge today with the role's title, or None."""
        return _person_values(person_in_charge(self.duties, today()))


class DutiesBox(ChannelDuties):
    """``@@duties-box``: the duties on a channel's page, for users who may see them."""

    def __call__(self):
        may = api.user.has_permission(VIEW_DUTIES, obj=self.context)
        return self.index() if may else ""


def _confirm(at, given):
    """Confirm a channel, and return a message about it."""
    if not facts_of(at.context).speaks:
        return _("Only an official channel is confirmed.")
    confirm_channel(at.context, "", today())
    return _("The channel is confirmed.")


ADD = Act(
    "add-absence",
    lambda at, given: note_absence(at.context, given["role"], given["first"], given["last"]),
    said=_("The absence is noted."),
    title=_("Add"),
    fields=IAbsence,
    permission=MODIFY,
)
REMOVE = Act(
    "remove-absence",
    lambda at, given: remove_absence(at.context, given["role"], given["first"]),
    said=_("The absence is taken away."),
    title=_("Take away"),
    fields=IChannelAbsenceEnd,
    permission=MODIFY,
)
CONFIRM = Act(
    "confirm-now",
    _confirm,
    said=lambda sentence: sentence,
    title=_("Confirm that everything is right"),
    permission=CONFIRM_CHANNEL,
)


class DutiesView(ChannelDuties, ActPage):
    """``@@duties`` on a channel. Each act can also be posted to a view with the act's name."""

    leads_back = True
    page_name = "duties"
    index = ViewPageTemplateFile("duties_page.pt")
    acts = acts(ADD, REMOVE, CONFIRM)
    context_title = _("Duties: ${channel}")

    def sections(self) -> list[dict]:
        """Return sections on the duty holders and on who is in charge in the coming weeks."""
        edit = f"{self.context.absolute_url()}/edit#fieldset-duties"
        change = link(edit, _("Change who holds the duties")) if self.may_change else None
        holders = [fact_row(role_title(role), *_holder(self.duties, role)) for role in ROLES]
        rows = [_period_row(*period) for period in coming_periods(self.duties, today(), DAYS)]
        rows[0][0] = _("Now, until ${day}", mapping=rows[0][0].mapping)
        return [
            page_section(
                "holders",
                _("Who holds the duties"),
                facts=holders,
                links=[each for each in (change,) if each],
            ),
            page_section("weeks", _("Who answers"), table={"head": WEEKS, "rows": rows}),
        ]

    def absences(self) -> list[dict]:
        """Return current and future absences as text, each with a button to remove it."""
        return [self._absence(each) for each in coming_absences(self.duties.absences, today())]

    def _absence(self, each):
        title, first = role_title(each["role"]), times.formatted_date(each["first"])
        period = {"role": title, "first": first, "last": times.formatted_date(each["last"])}
        about = {"role": each["role"], "first": each["first"]}
        return {
            "text": _("${role}: ${first} to ${last}", mapping=period),
            "form": self.may_change and self.buttons(REMOVE.name, of=f"{title} {first}", **about),
        }

    def absence_form(self) -> dict | None:
        """Return the form for a new absence, or None if the user may not add one."""
        held = [role for role in ROLES if getattr(self.duties, role)]
        return self.form(ADD.name, role=next(iter(held), "")) if self.may_change else None

    def confirmation_text(self) -> str:
        """Return a sentence about the latest confirmation, or that there is none."""
        if not self.duties.confirmed:
            return _("Not confirmed yet.")
        day = {"day": times.formatted_date(self.duties.confirmed)}
        return _("Confirmed on ${day}.", mapping=day)


def _holder(duties, role):
    """Return the holder of a duty, as values of a fact."""
    someone = person(getattr(duties, role))
    if someone is None:
        return [{**fact_value(_("Nobody")), "look": UNMET}]
    if someone.gone:
        text = _("${name} has no account on the site any more.", mapping={"name": someone.name})
        return [{**fact_value(text), "look": UNMET}]
    return [fact_value(someone.name), fact_value(someone.email, f"mailto:{someone.email}")]


def _period_row(first, last, answering):
    period = {"first": _day_text(first), "last": _day_text(last), "day": _day_text(last)}
    who = _person_values(answering)
    cells = [who["person"].name, who["role"]] if who else [OFFICE, ""]
    return [_("${first} to ${last}", mapping=period), *cells]


def _person_values(answering):
    """Return the person in charge and the role as values, or None if there is nobody."""
    if answering is None:
        return None
    return {"person": answering.person, "role": role_title(answering.role)}


def _day_text(day):
    return times.formatted_date(day.isoformat())
