"""The feed doctor: paste an address, learn what it is, what is wrong, and what to ask for."""

from functools import cached_property

from AccessControl import Unauthorized
from plone.autoform.directives import widget
from zope.interface import Interface

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.channels.moments import lately, when
from ...accounts.editing.adding import may_add, places
from ...accounts.editing.preview import every_way
from ...accounts.editing.probe import probe
from ...core.feeds.errors import FeedError
from ...site.forms.acts import Act, ActPage, acts
from ...site.forms.refusals import FaultyFields
from ...site.forms.request import text
from ...site.forms.schema import Line
from .answer import examined, refusal

LONGEST = 2000  # one sign more is refused as too long


class IAddress(Interface):
    """What is examined."""

    address = Line(
        title=_("Address or handle"),
        max_length=LONGEST,
        demand=_("Write an address."),
        clean=lambda typed, longest: typed.strip()[: longest + 1],
    )
    widget("address", inputmode="url")


def _examine(at, given):
    try:
        return examined(probe(given["address"]), at.context)
    except FeedError as error:
        said = refusal(error)
        at.advice = said["advice"]
        raise FaultyFields({"address": said["text"]}) from error


EXAMINE = Act("examine", _examine, title=_("Examine"), fields=IAddress, stays=True)


class FeedDoctor(ActPage):
    """``@@feed-doctor`` on a hub or an administration; a look is had by POST only."""

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
        if not may_add(self.context):
            raise Unauthorized
        return super().__call__()

    def question(self) -> dict:
        """The form, with the address that was looked at or comes with the page's own."""
        return self.form("examine", address=text(self.request.form, "address"))

    @cached_property
    def administrations(self) -> list[dict]:
        """Where the user may register a channel."""
        return [
            {"title": place.title, "url": f"{place.absolute_url()}/++add++Channel"}
            for place in places(self.context)
        ]

    @cached_property
    def hub_url(self):
        return hub_of(self.context).absolute_url()

    def services(self) -> list[dict]:
        """Every service, with the ways in there are."""
        return every_way()

    def when(self, seconds):
        return when(seconds)

    def lately(self, seconds):
        return lately(seconds)
