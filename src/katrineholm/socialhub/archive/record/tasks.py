"""The open requests and demands, and posts that are gone at their source, for the workplace."""

from collections.abc import Iterator
from datetime import date

from plone import api
from plone.dexterity.content import Container

from ... import _
from ...accounts.channels.facts import viewable_channels
from ...accounts.channels.interfaces import Task
from ...accounts.channels.times import today
from ...core.timeline.store import timeline_of
from ...inbox.steps.roles import handled_channels
from ...site.pages.permissions import ANSWER_REQUESTS
from .deadlines import month_later
from .post_cases import open_cases
from .request_storage import open_requests, person_terms

WAVE = _("Many posts are gone at the source: withdrawn, or a fault?")


def request_tasks(hub: Container) -> Iterator[Task]:
    """Yield how many requests for records and demands about posts are open."""
    if not api.user.has_permission(ANSWER_REQUESTS, obj=hub):
        return
    requests, cases = [*open_requests(hub)], [*open_cases(hub)]
    extracts = [month_later(each["opened"][1]) for each in requests if person_terms(each)]
    demands = [each.answer_by for each in cases]
    for title, page, number, days in (
        (_("Requests for records"), "@@request", len(requests), extracts),
        (_("Demands to correct or erase"), "@@post-cases", len(cases), demands),
    ):
        if number:
            yield Task(title, f"{hub.absolute_url()}/{page}", number, is_late=_is_late(days))


def withdrawal_tasks(hub: Container) -> Iterator[Task]:
    """Yield the channels of the current user whose posts are held back as a possible fault."""
    waves = timeline_of(hub).waves()
    mine = set(handled_channels(hub)) if waves else set()
    for facts in viewable_channels(hub) if mine else ():
        if facts.uid in mine and facts.uid in waves:
            url = f"{hub.REQUEST.physicalPathToURL(facts.path)}/@@withdrawn-posts"
            yield Task(facts.title, url, len(waves[facts.uid]["entries"]), WAVE, is_late=True)


def _is_late(days: list[date]) -> bool:
    return any(day < today() for day in days)
