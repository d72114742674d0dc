"""``@@messages-rounds`` on a hub: a form to record supervision rounds, and past rounds."""

from functools import cached_property
from itertools import islice
from time import time

from AccessControl import Unauthorized
from plone import api
from plone.autoform.directives import widget
from zope.interface import Interface
from zope.schema import TextLine

from ... import _
from ...accounts.channels.facts import all_channels
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_time, today
from ...site.pages.acts import Act, acts, form_with_options
from ...site.pages.form_schema import ValueList
from ...site.pages.page_values import link, page_section
from ...site.pages.refusals import FaultyFields
from ..desk.form_page import FormPage
from ..steps.roles import current_actor, handled_channels, hub_roles, is_handler
from . import rounds

MOST = 30  # past rounds on the page
HEAD = (_("When"), _("Who"), _("Channels"))
NONE_CHOSEN = _("Choose at least one channel that you have gone through.")


class IRound(Interface):
    """The form field with the UIDs of the checked channels."""

    channel = ValueList(
        title=_("Today's round"),
        description=_(
            "Open each channel where it is, look at what has been written, and take down what "
            "breaks a rule. Untick what you have not gone through."
        ),
        value_type=TextLine(),
        demand=NONE_CHOSEN,
    )
    widget("channel", type="checkboxes")


def _go_through(at, given):
    uids = [facts.uid for facts in at.channels if facts.uid in given["channel"]]
    if not uids:
        raise FaultyFields({"channel": NONE_CHOSEN})
    rounds.record_round(at.context, uids, who=current_actor(), now=int(time()))


ROUND_ACT = Act(
    "messages-go-through",
    _go_through,
    said=_("The round is noted."),
    title=_("I have gone through them"),
    fields=IRound,
    then=lambda at, _done: f"{at.context.absolute_url()}/@@messages-rounds",
)


class RoundsView(FormPage):
    """The page of rounds; the office sees all channels with a dialogue, others their own."""

    title = _("Supervision round")
    lead = _(
        "Whoever lets the public write must look at what is written. Go through the channels "
        "every working day."
    )
    list_title = _("To the messages")
    empty = _("No channel with dialogue is yours to go through.")
    acts = acts(ROUND_ACT)
    page_name = ROUND_ACT.name

    @property
    def is_open(self) -> bool:
        return is_handler(self.context)

    def __call__(self):
        if not self.is_open:
            raise Unauthorized(self.__name__)
        return super().__call__()

    @cached_property
    def channels(self) -> list:
        """The channels that the user supervises."""
        found = rounds.supervised_channels(self.context)
        if "office" in hub_roles(self.context):
            return found
        mine = set(handled_channels(self.context))
        return [facts for facts in found if facts.uid in mine]

    def page_form(self) -> dict | None:
        """Return the form of today's round, with all channels ticked; None if there are none."""
        if not self.channels:
            return None
        form = self.form(ROUND_ACT.name, channel=[facts.uid for facts in self.channels])
        return form_with_options(form, channel=map(self._option, self.channels))

    def sections(self) -> list[dict]:
        """Return a section with the latest rounds of the user's channels."""
        seen = {facts.uid for facts in self.channels}
        is_office = "office" in hub_roles(self.context)
        found = (
            line
            for line in rounds.past_rounds(self.context)
            if is_office or not seen.isdisjoint(line["channels"])
        )
        rows = [self._row(line) for line in islice(found, MOST)]
        table, texts = ({"head": HEAD, "rows": rows}, ()) if rows else (None, (_("None."),))
        return [page_section("past-rounds", _("Past rounds"), *texts, table=table)]

    def _option(self, facts):
        days = rounds.missed_days(self.context, facts.uid, today())
        # Short dates: there may be ten of them.
        missed = ", ".join(f"{each.day}/{each.month}" for each in days)
        about = [
            facts.administration.title,
            rounds.is_round_done(self.context, facts.uid, today()) and _("Gone through today"),
            missed and _("Missed: ${days}", mapping={"days": missed}),
        ]
        return {
            "value": facts.uid,
            "title": facts.title,
            "about": ". ".join(api.portal.translate(each) for each in about if each),
            "link": link(facts.profile_url, _("Open the channel")),
        }

    def _row(self, line):
        titles = [self._titles.get(uid) for uid in line["channels"]]
        return [
            formatted_time(line["time"])["text"],
            member_name(line["who"]),
            ", ".join(filter(None, titles)),
        ]

    @cached_property
    def _titles(self):
        return {facts.uid: facts.title for facts in all_channels(self.context)}
