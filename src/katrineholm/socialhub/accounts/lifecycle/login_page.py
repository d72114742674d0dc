"""The page on which those who tend a channel note who holds the log-in of its account."""

from typing import Any

from plone.autoform.directives import widget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import Interface

from ... import _
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_faults import FormFaults
from ...site.pages.form_schema import MISSING, DateField, Line, SingleChoice, vocabulary
from ...site.pages.page_values import fact_row, fact_value, link
from ...site.pages.permissions import CONFIRM_CHANNEL
from ...site.pages.refusals import Refusal
from ...site.pages.text_checks import has_words
from ..channels.person import readable_person, stored_person
from ..channels.person_widget import known_persons, person_choices
from ..channels.times import formatted_date, today
from ..registration.account_logins import (
    FACTORS,
    KINDS,
    PERSON,
    Login,
    login_of,
    note_login,
    proved_day,
)

UNKNOWN = _("Nobody has noted who holds the log-in.")
NO_PASSWORD = _("Never write a password here.")


class ILogin(Interface):
    """The fields about the log-in of an account."""

    kind = SingleChoice(title=_("Who has the log-in"), vocabulary=vocabulary(KINDS))
    holder = Line(
        title=_("Name"),
        description=_("The person's name, the function or the place of the safe."),
        max_length=300,
    )
    factor = SingleChoice(
        title=_("Second factor, such as a code in a phone"),
        vocabulary=vocabulary({each: FACTORS[each] for each in ("yes", "no")}),
        required=False,
    )
    recovery = Line(
        title=_("Recovery address"),
        description=_("Where the service sends a lost password: an address that stays."),
        max_length=300,
        required=False,
    )
    proved = DateField(title=_("Last logged in by it"), required=False)
    widget("kind", type="radio")
    widget("factor", none=FACTORS[""])
    widget("proved", most=today)


def _note(at: Any, given: dict) -> None:
    """Store what was written of the log-in."""
    faults = FormFaults()
    holder = given["holder"]
    faults.require("holder", has_words(holder), MISSING)
    if given["kind"] == PERSON and has_words(holder):
        holder = faults.take("holder", stored_person, holder)
    faults.take("proved", _require_past, given["proved"])
    faults.raise_faults()
    proved = proved_day(given["proved"])
    note_login(at.context, Login(given["kind"], holder, given["factor"], given["recovery"], proved))


def _require_past(day):
    if day and day > today():
        raise Refusal(_("Write a day that has been."))


NOTE = Act(
    "account-login",
    _note,
    said=_("It is noted who holds the log-in."),
    title=_("Note"),
    fields=ILogin,
    permission=CONFIRM_CHANNEL,
    then=lambda at, result: f"{at.context.absolute_url()}/@@account",
)


class LoginPage(ActPage):
    """``@@account-login`` on a channel: the form about the log-in of its account."""

    index = ViewPageTemplateFile("login_page.pt")
    acts = acts(NOTE)
    context_title = _("The log-in: ${channel}")
    lead = NO_PASSWORD

    def login_form(self) -> dict:
        """Return the form, with what is noted and the people nearby as suggestions."""
        known = login_of(self.context)
        values = _form_values(known) if known else {"proved": ""}
        form = self.form(NOTE.name, **values)
        people = {each["value"]: each["title"] for each in person_choices(known_persons())}
        fields = [
            each | {"suggestions": people} if each["name"] == "holder" else each
            for each in form["fields"]
        ]
        cancel = link(f"{self.context.absolute_url()}/@@account", _("Cancel"))
        return {**form, "fields": fields, "cancel": cancel}


def _form_values(login):
    holder = readable_person(login.holder) if login.kind == PERSON else login.holder
    return {
        "kind": login.kind,
        "holder": holder,
        "factor": login.factor,
        "recovery": login.recovery,
        "proved": login.proved,
    }


def login_facts(channel: Any) -> list[dict]:
    """Return what is noted of a channel's log-in as rows of facts, none if nothing is."""
    known = login_of(channel)
    if known is None:
        return []
    gone = _("${name} has no account on the site any more.", mapping={"name": known.name})
    proved = formatted_date(known.proved) if known.proved else _("Never, or not known")
    return [
        fact_row(_("The log-in"), fact_value(gone if known.is_gone else known.name)),
        fact_row(_("Kept by"), fact_value(KINDS[known.kind])),
        fact_row(_("Second factor"), fact_value(FACTORS[known.factor])),
        fact_row(_("Recovery address"), fact_value(known.recovery or _("Not known"))),
        fact_row(_("Last logged in by it"), fact_value(proved)),
    ]
