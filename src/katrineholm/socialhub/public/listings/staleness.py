"""The notice that nothing has been fetched from a channel's source for a long time."""

from collections.abc import Sequence
from time import time

from plone import api
from plone.dexterity.content import Container

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.times import recent_time
from ...refresh import lease
from ...refresh.answer_storage import current_state
from ...refresh.state import last_checked

PATIENCE = 6 * 3600  # seconds; shorter outages are not reported


def staleness_notice(hub: Container, channels: Sequence[ChannelFacts]) -> str:
    """Return a notice if these channels have not been fetched for long, or an empty string.

    A single channel is judged by its own source, several channels by the worker's last run.
    """
    seen = lease.last_finished_round(api.portal.get())
    if len(channels) == 1:
        return _of_one(current_state(hub, channels[0]), 60 * channels[0].interval, seen)
    return _sentence(seen, PATIENCE) if seen and any(facts.feed_url for facts in channels) else ""


def _of_one(state, interval, seen):
    if state is None:
        return ""
    patience = max(PATIENCE, 3 * interval)
    last = last_checked(state, interval, seen, int(time()))
    if last is not None:
        return _sentence(last, patience)
    if state.since is None or time() - state.since <= patience:
        return ""
    return api.portal.translate(_("We have not been able to fetch anything from here yet."))


def _sentence(last, patience):
    if time() - last <= patience:
        return ""
    text = recent_time(last)["text"]
    sentence = _("We have not been able to fetch anything new since ${when}.")
    return api.portal.translate(_(sentence, mapping={"when": text[:1].lower() + text[1:]}))
