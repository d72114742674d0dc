"""Hiding an entry by hand and showing it again, regardless of its source."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from time import time

from AccessControl import Unauthorized
from plone import api
from zExceptions import NotFound
from zope.i18nmessageid import Message

from ... import _, logger
from ...accounts.channels import history, post_acts
from ...accounts.channels.facts import facts_of
from ...accounts.channels.hub import hub_of
from ...accounts.channels.times import formatted_time
from ...core.timeline import decisions as timeline_decisions
from ...core.timeline.entry import is_held
from ...core.timeline.layout import Entry
from ...core.timeline.record import invisible_entries
from ...core.timeline.store import timeline_of
from ...site.pages.acts import Act, ActContext, Page, act_form, acts
from .cards import CardMaker
from .editorial import IDecision, entry_id_in, may_hide, require_reason

MOST = 200
STEPS = {"hide": "entry-hidden", "show": "entry-shown"}  # of the channel's history


def change_visibility(at: ActContext, given: Mapping, *, act: str) -> str:
    """Hide or show an entry; return the URL of the page with its channel's hidden entries.

    A hidden entry stays in the record. Raise Unauthorized if the user may not hide entries there.
    """
    timeline = timeline_of(at.context)
    entry = timeline.get(entry_id_in(given))
    if entry is None:
        raise NotFound("entry")
    if (channel := api.content.get(UID=entry["channel"])) is None:
        raise NotFound("channel")
    if not may_hide(channel):
        raise Unauthorized
    entry_id, user, now = entry["entry_id"], api.user.get_current().getId(), int(time())
    done = "decline" if act == "hide" and is_held(entry) else act
    if act == "hide":
        require_reason(given["reason"])
        logger.info("Entry %s is hidden by %s", entry_id, user)
        is_changed = timeline_decisions.hide_entry(timeline, entry_id, by=user, now=now)
    else:
        logger.info("Entry %s is shown again by %s", entry_id, user)
        is_changed = timeline_decisions.show_entry(timeline, entry_id)
    if is_changed:
        post_acts.note_act(at.context, done, [entry_id], now=now, who=user, why=given["reason"])
        history.note_event(channel, STEPS[act], entry["title"])
    return f"{channel.absolute_url()}/@@hidden-entries"


HIDE = Act(
    "hide",
    partial(change_visibility, act="hide"),
    title=_("Hide this entry"),
    said=_("The entry is hidden. It stays hidden when the channel is retrieved again."),
    fields=IDecision,
    then=lambda at, url: url,
)
SHOW = replace(
    HIDE,
    name="show",
    do=partial(change_visibility, act="show"),
    title=_("Show again"),
    said=_("The entry is shown again."),
)


class HiddenEntries(Page):
    """``@@hidden-entries`` on a channel: stored entries that visitors do not see, with reasons."""

    title = _("Entries that are not shown")
    acts = acts(SHOW)

    @property
    def url(self) -> str:
        return f"{hub_of(self.context).absolute_url()}/@@show-entry"

    def entries(self) -> list[dict]:
        """Return cards with a ``reason`` and, if hidden by hand, a ``form`` to show the entry."""
        hub = hub_of(self.context)
        timeline, facts = timeline_of(hub), facts_of(self.context)
        maker = CardMaker(hub, timeline, self.request)
        return [
            {**maker.card(entry, facts), "reason": hidden_reason(entry), "form": self._form(entry)}
            for entry in islice(invisible_entries(timeline, facts.uid), MOST)
            if not entry.get("disposed")
        ]

    def _form(self, entry):
        if not entry["hidden"]:
            return None
        entry_id = entry["entry_id"]
        form = act_form(self.url, SHOW, do="", values={"entry": entry_id}, of=entry_id)
        [why, named] = form["fields"]
        fields = [named, why | {"help": ""}]
        return form | {"fields": fields, "of": entry["title"], "classes": None}


def hidden_reason(entry: Entry) -> Message:
    """Return the reason why visitors do not see an entry."""
    if entry["hidden"]:
        hidden = entry["hidden"]
        values = {"who": hidden["by"], "when": formatted_time(hidden["when"])["text"]}
        return _("Hidden by ${who} on ${when}", mapping=values)
    if entry["withdrawn"] is not None:
        return _("Withdrawn at the source")
    if entry.get("record"):
        return _("Kept for the record only")
    if entry["filtered"]:
        return _("Left out by the channel's filters")
    return _("Waits to be reviewed") if entry.get("held") else _("Too old, or over the limit")
