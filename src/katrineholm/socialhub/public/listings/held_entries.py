"""The review of waiting entries, of which many can be shown or hidden at once."""

from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from time import time

from AccessControl import Unauthorized
from plone import api
from plone.dexterity.content import Container
from zExceptions import NotFound
from zope.schema import List, TextLine

from ... import _, logger
from ...accounts.channels import post_acts
from ...accounts.channels.facts import ChannelFacts, viewable_channels
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IChannel
from ...core.timeline import decisions as timeline_decisions
from ...core.timeline.decisions import hide_entry
from ...core.timeline.entry import is_held
from ...core.timeline.layout import Entry
from ...core.timeline.review_queue import queue_sizes, queued_entries
from ...core.timeline.store import Timeline, timeline_of
from ...site.pages.acts import Act, ActContext, ActPage, acts
from ...site.pages.form_schema import Line
from ...site.pages.refusals import FaultyFields
from ...site.pages.request import form_texts
from ...site.pages.text_checks import NOTHING_WAITS
from .card_serializer import entry_source
from .cards import CardMaker, CardViewMixin
from .editorial import IDecision, IReason, may_hide_in_channel, require_reason

MOST = 50  # entries on a page; after a decision, the next ones move up
DONE = {
    "show": _("Entries that are shown now: ${number}"),
    "hide": _("Entries that are hidden now: ${number}"),
}
CHANGED_SINCE = _("The entry has changed since you saw it, or somebody else has decided on it.")


class IChosenEntries(IReason):
    """Form fields: the tokens of the chosen entries, and the reason for the decision."""

    entry = List(value_type=TextLine(), required=False)


class IRelease(IDecision):
    """Form fields for showing a waiting entry: its id, its token and the reason."""

    token = Line(title=_("What the entry looked like: the token of its page"), judged=True)


def decide_on_chosen(at: ActContext, given: Mapping, *, decision: str) -> None:
    """Show or hide the chosen entries and report the counts to the user. Raise FaultyFields."""
    if not given["entry"]:
        raise FaultyFields({"entry": _("Choose at least one entry.")})
    if decision == "hide":
        require_reason(given["reason"])
    done = sum(decide_entry(at.context, decision, each, given["reason"]) for each in given["entry"])
    left = len(given["entry"]) - done
    if done:
        api.portal.show_message(_(DONE[decision], mapping={"number": done}), at.request)
    if left:
        message = _(
            "Entries that have changed since you saw them, or that somebody else has decided on: "
            "${number}. Nothing was done with them.",
            mapping={"number": left},
        )
        api.portal.show_message(message, at.request, "warning")


def decide_entry(context: Container, decision: str, chosen: str, why: str) -> bool:
    """Show or hide one waiting entry; return False if it has changed or no longer waits."""
    hub = hub_of(context)
    timeline = timeline_of(hub)
    entry = timeline.get(chosen.partition(".")[0])
    if entry is None or not is_held(entry) or version_token(entry) != chosen:
        return False
    if not any(facts.uid == entry["channel"] for facts, _number in waiting_channels(context)):
        return False
    change = timeline_decisions.release_entry if decision == "show" else hide_entry
    user, now, entry_id = api.user.get_current().getId(), int(time()), entry["entry_id"]
    logger.info("Entry %s has waited: %s, says %s", entry_id, decision, user)
    if is_done := change(timeline, entry_id, by=user, now=now):
        act = "release" if decision == "show" else "decline"
        post_acts.note_act(hub, act, [entry_id], now=now, who=user, why=why)
    return is_done


def release_entry(at: ActContext, given: Mapping) -> None:
    """Show one waiting entry. Raise FaultyFields if it has changed or no longer waits."""
    if given["token"].partition(".")[0] != given["entry"]:
        raise NotFound(given["entry"])
    if not decide_entry(at.context, "show", given["token"], given["reason"]):
        raise FaultyFields({"reason": CHANGED_SINCE})


RELEASE = Act(
    "release",
    release_entry,
    title=_("Show this entry"),
    said=_("The entry is shown now."),
    fields=IRelease,
)
SHOW_CHOSEN = Act(
    "show",
    partial(decide_on_chosen, decision="show"),
    title=_("Show the chosen"),
    fields=IChosenEntries,
)
HIDE_CHOSEN = Act(
    "hide",
    partial(decide_on_chosen, decision="hide"),
    title=_("Hide the chosen"),
    fields=IChosenEntries,
)


class HeldEntries(CardViewMixin, ActPage):
    """``@@held-entries`` on a hub, an administration or a channel: the review of entries.

    Users see the entries that they may decide on; editors see those of their own administration.
    """

    acts = acts(SHOW_CHOSEN, HIDE_CHOSEN)
    nothing_waits = NOTHING_WAITS

    def __call__(self):
        if api.user.is_anonymous():
            raise Unauthorized
        return super().__call__()

    @property
    def title(self) -> str:
        waiting = api.portal.translate(_("Entries that wait to be reviewed"))
        return f"{waiting}: {self.context.title}"

    def decision(self) -> dict:
        """Return the form with the reason and the buttons, without the entries' checkboxes."""
        form = self.form("show", "hide", look="primary outline-danger")
        [reason, _entry] = form["fields"]
        return form | {"fields": [reason]}

    @property
    def timeline(self) -> Timeline:
        return timeline_of(hub_of(self.context))

    @cached_property
    def channels(self) -> dict[str, ChannelFacts]:
        return {facts.uid: facts for facts, _number in waiting_channels(self.context)}

    def cards(self) -> list[dict]:
        """Return the newest waiting entries, each with a token for the form."""
        maker = CardMaker(hub_of(self.context), self.timeline, self.request)
        found = queued_entries(self.timeline, self.channels, MOST)
        cards = [
            maker.card(each, self.channels[each["channel"]]) | {"token": version_token(each)}
            for each in found
        ]
        return [card | {"source": entry_source(card)} for card in cards]

    def waiting_count(self) -> int:
        return waiting_count(self.context)

    def is_all_chosen(self) -> bool:
        return "all" in self.request.form

    def is_chosen(self, card: dict) -> bool:
        """Return whether to tick an entry: it was ticked in a refused form, or all are chosen."""
        was_ticked = self.refused and card["token"] in form_texts(self.request.form, "entry")
        return bool(was_ticked or self.is_all_chosen())

    def is_review_disabled(self) -> bool:
        """Return whether the context is a channel whose new entries are no longer reviewed."""
        return IChannel.providedBy(self.context) and not self.context.hold


def waiting_channels(context: Container) -> Iterator[tuple[ChannelFacts, int]]:
    """Yield the channels whose waiting entries the user may decide on, with the entry counts."""
    hub = hub_of(context)
    numbers = queue_sizes(timeline_of(hub))
    for facts in viewable_channels(context) if numbers else ():
        if facts.uid in numbers and may_hide_in_channel(hub, facts):
            yield facts, numbers[facts.uid]


def waiting_count(context: Container) -> int:
    """Return the number of waiting entries that the user may decide on."""
    return sum(number for _facts, number in waiting_channels(context))


def version_token(entry: Entry) -> str:
    """Return an entry's id and digest as a token, which becomes invalid if the entry changes."""
    return f"{entry['entry_id']}.{entry['digest']}"
