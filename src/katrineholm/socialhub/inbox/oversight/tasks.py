"""The tasks of registrars, archivists and those who handle messages, for the workplace."""

from collections.abc import Iterator
from itertools import islice
from time import time

from plone.dexterity.content import Container

from ... import _
from ...accounts.channels import times
from ...accounts.channels.interfaces import Task
from ...core.messages.message_lists import KINDS, REGISTRAR, listed_count
from ...core.messages.office_hours import is_working_day
from ...core.messages.state import HANDLING
from ...core.messages.store import messages_of
from ..steps.roles import handled_channels, has_role_anywhere, is_handler
from .diary_page import REGISTRAR_ROLE
from .disposal import expired_messages
from .disposal_page import ARCHIVIST
from .removal_reviews import reviewable_numbers
from .rounds import is_round_done, supervised_channels

MOST, MOST_REVIEWS = 1000, 50  # messages that are counted; those to review are loaded


def registration_tasks(hub: Container) -> Iterator[Task]:
    """Yield how many messages wait to be registered, for a registrar."""
    if has_role_anywhere(hub, REGISTRAR_ROLE):
        number = listed_count(messages_of(hub).root, [REGISTRAR], HANDLING, KINDS)
        yield from _task(_("Messages to register"), f"{hub.absolute_url()}/@@diary", number)


def oversight_tasks(hub: Container) -> Iterator[Task]:
    """Yield what those who handle messages have to go through and to review today."""
    if not is_handler(hub):
        return
    today, mine = times.today(), set(handled_channels(hub))
    rounds = [
        facts
        for facts in supervised_channels(hub)
        if facts.uid in mine and not is_round_done(hub, facts.uid, today)
    ]
    url = hub.absolute_url()
    if is_working_day(today):
        title = _("Channels to go through today")
        yield from _task(title, f"{url}/@@messages-rounds", len(rounds))
    reviews = sum(1 for _each in islice(reviewable_numbers(hub), MOST_REVIEWS))
    yield from _task(_("Removals to review"), f"{url}/@@messages-reviews", reviews)


def disposal_tasks(hub: Container) -> Iterator[Task]:
    """Yield how many messages have been kept for long enough, for an archivist."""
    if has_role_anywhere(hub, ARCHIVIST):
        found = islice(expired_messages(hub, int(time())), MOST)
        url = f"{hub.absolute_url()}/@@disposal"
        yield from _task(_("Messages whose time is over"), url, sum(1 for _each in found))


def _task(title, url, number) -> Iterator[Task]:
    if number:
        yield Task(title, url, number)
