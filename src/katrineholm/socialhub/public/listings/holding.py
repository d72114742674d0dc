"""Entries that wait until somebody has looked at them: shown or hidden, many at once."""

from collections.abc import Iterator
from functools import cached_property
from time import time

from AccessControl import Unauthorized
from plone import api
from Products.Five import BrowserView

from ... import _, logger
from ...accounts.channels import post_acts
from ...accounts.channels.facts import ChannelFacts, visible
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IChannel
from ...core.timeline.store import timeline_of
from ...site.forms.refusals import Refusal
from ...site.forms.request import require_form, text
from .cards import CardMaker, ShowsCards
from .hand import may_hide_in, why_hidden, why_in

MOST = 50  # on a page; what is decided makes room for the next
DONE = {
    "show": _("Entries that are shown now: ${number}"),
    "hide": _("Entries that are hidden now: ${number}"),
}


class HeldEntries(ShowsCards, BrowserView):
    """``@@held-entries`` on a hub, an administration or a channel; a decision comes by POST.

    People see what they may decide on: an editor of one administration, that one's entries.
    """

    def __call__(self):
        if api.user.is_anonymous():
            raise Unauthorized
        if self.request.method == "POST":
            return self.decide()
        return self.index()

    def decide(self):
        """Show or hide what is chosen, and say how many."""
        require_form(self.request)
        what, chosen = text(self.request.form, "do"), chosen_in(self.request.form)
        if not chosen or what not in DONE:
            self.tell(_("Choose at least one entry."), "warning")
        else:
            self.decide_on(what, chosen)
        self.request.response.redirect(self.url)

    def decide_on(self, what: str, chosen: list[str]):
        """Show or hide what is chosen, for the reason that the form gives."""
        try:
            why = (why_hidden if what == "hide" else why_in)(self.request.form)
        except Refusal as refusal:
            self.tell(refusal.sentence, "error")
            return
        done = sum(self.is_done(what, each, why) for each in chosen)
        self.tell_how_many(what, done, len(chosen) - done)

    def is_done(self, what: str, chosen: str, why: str) -> bool:
        """Decide on one entry; False where it is not as it was seen, or waits no longer."""
        entry = self.timeline.get(chosen.partition(".")[0])
        if entry is None or entry["channel"] not in self.channels:
            return False
        if not self.timeline.is_waiting(entry) or token(entry) != chosen:
            return False
        decide = self.timeline.release if what == "show" else self.timeline.hide
        user, now, entry_id = api.user.get_current().getId(), int(time()), entry["entry_id"]
        logger.info("Entry %s has waited: %s, says %s", entry_id, what, user)
        is_done = decide(entry_id, by=user, now=now)
        if is_done:
            act = "release" if what == "show" else "decline"
            post_acts.note(hub_of(self.context), act, [entry_id], now=now, who=user, why=why)
        return is_done

    def tell_how_many(self, what: str, done: int, left: int):
        if done:
            self.tell(_(DONE[what], mapping={"number": done}))
        if left:
            message = _(
                "Entries that have changed since you saw them, or that somebody else has decided "
                "on: ${number}. Nothing was done with them.",
                mapping={"number": left},
            )
            self.tell(message, "warning")

    def tell(self, message, weight="info"):
        api.portal.show_message(message, self.request, weight)

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@held-entries"

    @property
    def timeline(self):
        return timeline_of(hub_of(self.context))

    @cached_property
    def channels(self) -> dict[str, ChannelFacts]:
        """The channels with waiting entries that the user may decide on, by UID."""
        return {facts.uid: facts for facts, _number in held(self.context)}

    def cards(self) -> list[dict]:
        """The newest entries that wait, each with the ``token`` that stands for it in the form."""
        maker = CardMaker(hub_of(self.context), self.timeline, self.request)
        return [
            maker.card(entry, self.channels[entry["channel"]]) | {"token": token(entry)}
            for entry in self.timeline.waiting(self.channels, MOST)
        ]

    def number(self) -> int:
        """How many wait in all."""
        return sum(number for _facts, number in held(self.context))

    def is_all_chosen(self) -> bool:
        """Whether the user has asked for every box to be ticked."""
        return "all" in self.request.form

    def is_over(self) -> bool:
        """Whether it is a channel that holds no new entries any more."""
        return IChannel.providedBy(self.context) and not self.context.hold


def held(context) -> Iterator[tuple[ChannelFacts, int]]:
    """The channels where entries wait that the present user may decide on, and how many."""
    hub = hub_of(context)
    numbers = timeline_of(hub).waiting_numbers()
    for facts in visible(context) if numbers else ():
        if facts.uid in numbers and may_hide_in(hub, facts):
            yield facts, numbers[facts.uid]


def token(entry) -> str:
    """The entry and what it says now: nobody lets be seen what has become another text since."""
    return f"{entry['entry_id']}.{entry['digest']}"


def chosen_in(form) -> list[str]:
    """The tokens of the entries that are ticked, each once."""
    given = form.get("entry", ())
    return list(dict.fromkeys([given] if isinstance(given, str) else map(str, given)))
