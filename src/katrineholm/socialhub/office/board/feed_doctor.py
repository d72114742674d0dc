"""The feed doctor's page: enter a web address, get a diagnosis."""

from functools import cached_property

from AccessControl import Unauthorized
from plone.autoform.directives import widget
from zope.interface import Interface

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.channels.times import formatted_time, recent_time
from ...accounts.registration.add_permission import addable_administrations, may_add_channel
from ...accounts.registration.probe import probe_url
from ...accounts.registration.probe_preview import ways_by_service
from ...core.feeds.errors import FeedError
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import Line
from ...site.pages.refusals import FaultyFields
from ...site.pages.request import form_text
from .doctor_report import doctor_report, error_with_advice

LONGEST = 2000  # characters; longer ones are refused


class IDoctorForm(Interface):
    """The form."""

    address = Line(
        title=_("Address or handle"),
        max_length=LONGEST,
        demand=_("Write an address."),
        clean=lambda typed, longest: typed.strip()[: longest + 1],
    )
    widget("address", inputmode="url")


def _examine(at, given):
    try:
        return doctor_report(probe_url(given["address"]), at.context)
    except FeedError as error:
        problem = error_with_advice(error)
        at.advice = problem["advice"]
        raise FaultyFields({"address": problem["text"]}) from error


EXAMINE = Act("examine", _examine, title=_("Examine"), fields=IDoctorForm, stays=True)


class FeedDoctor(ActPage):
    """``@@feed-doctor`` on a hub or an administration; nothing is fetched except by POST."""

    title = _("Feed doctor")
    lead = _(
        "Paste the address of a page, a profile or a feed. You learn what it is, what entries will "
        "look like, what is wrong and what to ask the supplier for. Nothing is stored."
    )
    acts = acts(EXAMINE)
    advice = ""
    may_hide = False  # for the cards
    undescribed = ""

    def __call__(self):
        if not may_add_channel(self.context):
            raise Unauthorized
        return super().__call__()

    def question(self) -> dict:
        """Return the form, with the submitted URL or that of the query string."""
        return self.form("examine", address=form_text(self.request.form, "address"))

    @cached_property
    def administrations(self) -> list[dict]:
        """The administrations in which the user may register a channel."""
        return [
            {"title": place.title, "url": f"{place.absolute_url()}/++add++Channel"}
            for place in addable_administrations(self.context)
        ]

    @cached_property
    def hub_url(self) -> str:
        return hub_of(self.context).absolute_url()

    def services(self) -> list[dict]:
        """Return every service, with its ways to retrieve entries."""
        return ways_by_service()

    def when(self, seconds: int) -> dict:
        return formatted_time(seconds)

    def lately(self, seconds: int) -> dict:
        return recent_time(seconds)
