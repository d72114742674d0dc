"""A channel's duties: the people in charge now and in the coming weeks, and its confirmation."""

from functools import cached_property

from plone import api
from Products.Five import BrowserView

from ... import _
from ...site.pages.acts import Act, act_form, acts
from ...site.pages.page_values import fact_row, fact_value, link, page_section
from ...site.pages.permissions import CONFIRM_CHANNEL, MODIFY
from ..channels import times
from ..channels.facts import facts_of
from ..channels.person import person
from ..channels.responsibility import ROLES, Duties, coming_periods, duties_of
from ..channels.times import today
from .confirmation import confirm_channel, needs_confirmation
from .duties_page import END, NOTE, OFFICE, DutiesPage
from .duty_holders import role_title

DAYS = 56  # shown ahead
WEEKS = [_("Period"), _("Answers"), _("Role")]
DUE = _("Nobody has changed or confirmed the channel for a long time. Is everything still right?")
UNMET = "socialhub-unmet"


class ChannelDuties(BrowserView):
    """The base class of the pages about a channel's duties."""

    @cached_property
    def own_duties(self) -> Duties:
        """The duties for the channel."""
        return duties_of(self.context)

    @property
    def may_confirm(self) -> bool:
        may = api.user.has_permission(CONFIRM_CHANNEL, obj=self.context)
        return may and facts_of(self.context).speaks

    def confirm_button(self) -> dict | None:
        """Return the button that confirms the channel, or None if the user may not do so."""
        if not self.may_confirm:
            return None
        form = act_form(f"{self.context.absolute_url()}/@@{CONFIRM.name}", CONFIRM, do="")
        button = {"do": "", "title": CONFIRM.title, "look": "secondary"}
        about = DUE if needs_confirmation(self.context) else ""
        return {**form, "classes": "socialhub-actions", "buttons": [button], "about": about}


def _confirm(at, given):
    """Confirm a channel, and return a message about it."""
    if not facts_of(at.context).speaks:
        return _("Only an official channel is confirmed.")
    confirm_channel(at.context, "", today())
    return _("The channel is confirmed.")


CONFIRM = Act(
    "confirm-now",
    _confirm,
    said=lambda sentence: sentence,
    title=_("Confirm that everything is right"),
    permission=CONFIRM_CHANNEL,
)


class ChannelDutiesView(ChannelDuties, DutiesPage):
    """``@@duties`` on a channel, which the board also confirms by ``@@confirm-now``."""

    acts = acts(NOTE, END, CONFIRM)

    @property
    def title(self):
        return _("Duties and absence: ${channel}", mapping={"channel": self.context.title})

    def sections(self) -> list[dict]:
        """Return sections on the duty holders and on who is in charge in the coming weeks."""
        edit = f"{self.context.absolute_url()}/edit#fieldset-duties"
        may_change = api.user.has_permission(MODIFY, obj=self.context)
        links = [link(edit, _("Change who holds the duties"))] if may_change else []
        holders = [fact_row(role_title(role), *_holder(self.own_duties, role)) for role in ROLES]
        rows = [_period_row(*period) for period in coming_periods(self.own_duties, today(), DAYS)]
        rows[0][0] = _("Now, until ${day}", mapping=rows[0][0].mapping)
        return [
            page_section("holders", _("Who holds the duties"), facts=holders, links=links),
            page_section("weeks", _("Who answers"), table={"head": WEEKS, "rows": rows}),
        ]

    def absence_form(self) -> dict | None:
        form = super().absence_form()
        about = {"about": _("It is noted for this channel alone.")}
        return {**form, **about} if form else None

    @property
    def confirmation(self) -> dict:
        """A sentence about the latest confirmation, and the button for the next one."""
        day = self.own_duties.confirmed
        text = (
            _("Confirmed on ${day}.", mapping={"day": times.formatted_date(day)})
            if day
            else _("Not confirmed yet.")
        )
        return {"text": text, "form": self.confirm_button()}


def _holder(duties, role):
    """Return the holder of a duty, as values of a fact."""
    someone = person(getattr(duties, role))
    if someone is None:
        return [{**fact_value(_("Nobody")), "look": UNMET}]
    if someone.gone:
        text = _("${name} has no account on the site any more.", mapping={"name": someone.name})
        return [{**fact_value(text), "look": UNMET}]
    if not someone.email:
        return [fact_value(someone.name)]
    return [fact_value(f"{someone.name}, {someone.email}", f"mailto:{someone.email}")]


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
