"""The next step of a channel for the current user, and the button that takes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.facts import ChannelFacts, facts_of
from ...accounts.channels.times import formatted_date
from ...accounts.lifecycle.confirmation import needs_confirmation
from ...accounts.lifecycle.step_requirements import unmet_requirements
from ...accounts.lifecycle.step_texts import BUTTONS
from ...accounts.lifecycle.steps import available_steps
from ...accounts.registration.account_logins import login_of
from ...accounts.registration.looks import channel_look_reminder
from ...core.feeds.source_kinds import HAND, NONE
from ...public.posting.entry_storage import may_write, write_refusal
from ...refresh.report import retrieval_report
from ...site.pages.page_values import link
from ...site.pages.permissions import CONFIRM_CHANNEL, MODIFY, REFRESH_CHANNEL

WAITS = _("Waits for the information office")
TEXTS = {
    HAND: _("The channel has no feed: its entries come in by hand."),
    NONE: _("The channel is shown as a link: nothing of it is retrieved."),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next step of a channel: a title, a text and at most one way on.

    ``way`` is a link, and ``act`` a button with the ``url`` to post to and the name ``do`` of the
    act there; at most one of them is set. ``problems`` are links to what has to be mended first,
    ``also`` is a link to what should be done besides.
    """

    title: Message
    text: Message | str = ""
    way: dict | None = None
    act: dict | None = None
    problems: tuple[dict, ...] = ()
    also: dict | None = None

    @property
    def is_open(self) -> bool:
        """True if there is something to do for the user."""
        return bool(self.way or self.act)


def next_step(channel: Any) -> NextStep:
    """Return the next step of a channel for the current user."""
    facts = facts_of(channel)
    return STEPS_BY_STATE[facts.state](channel, facts)


def _of_draft(channel, facts):
    missing = tuple(unmet_requirements(channel, "report"))
    if missing:
        first = missing[0]["url"] if api.user.has_permission(MODIFY, obj=channel) else ""
        return NextStep(
            _("Fill in what is missing"),
            _("This is missing before the channel can be reported:"),
            way=link(first, _("Fill in")),
            problems=missing,
        )
    if "report" not in available_steps(channel):
        return NextStep(_("Waits to be reported"), _("An editor reports the channel."))
    return NextStep(
        _("Report the channel"),
        _("All that is needed is there. The information office decides what is official."),
        act=_lifecycle_act(channel, "report"),
        also=_way_to_login(channel) if login_of(channel) is None else None,
    )


def _way_to_login(channel):
    return link(f"{channel.absolute_url()}/@@account-login", _("Note who holds the log-in"))


def _of_reported(channel, facts):
    way = _lifecycle_way(channel, "make-official", _("Review"))
    if way:
        return NextStep(_("Review the channel"), _("The administration has reported it."), way=way)
    return NextStep(WAITS, _("The channel is reported. You get a mail when it is decided."))


def _of_official(channel, facts):
    found = (rule(channel, facts) for rule in OFFICIAL_RULES)
    return next(filter(None, found), NextStep(_("Nothing to do now"), _source_text(facts)))


def _mend_retrieval(channel, facts):
    problem = retrieval_report(api.portal.get(), facts)["problem"] if facts.feed_url else None
    if not problem or not api.user.has_permission(REFRESH_CHANNEL, obj=channel):
        return None
    way = link(f"{channel.absolute_url()}/@@retrieval", _("See what is wrong"))
    return NextStep(_("The posts cannot be retrieved"), problem["message"], way=way)


def _confirm(channel, facts):
    may = api.user.has_permission(CONFIRM_CHANNEL, obj=channel)
    if not may or not needs_confirmation(channel):
        return None
    return NextStep(
        _("Confirm the channel"),
        _("Nobody has changed or confirmed the channel for a long time. Is everything right?"),
        act=_act(channel, "confirm-now", _("Confirm that everything is right")),
    )


def _look(channel, facts):
    reminder = channel_look_reminder(channel)
    if not reminder or not api.user.has_permission(REFRESH_CHANNEL, obj=channel):
        return None
    title = _("I have looked at the account today")
    return NextStep(_("Look at the account"), reminder, act=_act(channel, "look-at-account", title))


def _write(channel, facts):
    if facts.source != HAND or not may_write(channel) or write_refusal(channel):
        return None
    way = link(f"{channel.absolute_url()}/@@new-entry", _("Write an entry"))
    return NextStep(_("Write an entry"), _("The posts of this channel are written by hand."), way)


def _of_paused(channel, facts):
    way = _lifecycle_way(channel, "resume", BUTTONS["resume"])
    text = _("Nothing is retrieved until the information office resumes the channel.")
    return NextStep(_("The channel is paused"), text, way=way)


def _of_closed(channel, facts):
    day = {"day": formatted_date(facts.closed_on) if facts.closed_on else "–"}
    return NextStep(_("The channel is closed"), _("It closed on ${day}.", mapping=day))


def _source_text(facts: ChannelFacts) -> Message | str:
    return TEXTS.get(facts.source, _("The posts are retrieved by themselves."))


def _lifecycle_way(channel, step, title):
    may = step in available_steps(channel)
    return link(may and f"{channel.absolute_url()}/@@lifecycle?step={step}", title)


def _lifecycle_act(channel, step):
    return {"url": f"{channel.absolute_url()}/@@lifecycle", "do": step, "title": BUTTONS[step]}


def _act(channel, name, title):
    return {"url": f"{channel.absolute_url()}/@@{name}", "do": "", "title": title}


Rule = Callable[[Any, ChannelFacts], NextStep | None]
OFFICIAL_RULES: tuple[Rule, ...] = (_mend_retrieval, _confirm, _look, _write)
STEPS_BY_STATE: dict[str, Callable[[Any, ChannelFacts], NextStep]] = {
    "draft": _of_draft,
    "reported": _of_reported,
    "official": _of_official,
    "paused": _of_paused,
    "closed": _of_closed,
}
