"""The hub's yearly figures, which the worker counts and the office publishes.

A message counts in the year of its arrival. A year is recounted daily until it is published, so
that a page only reads plain data, however many messages there are.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from BTrees.IOBTree import IOBTree
from plone.dexterity.content import Container

from ... import HOUR, _
from ...accounts.channels import hub_storage
from ...accounts.channels.hub import all_hubs
from ...accounts.channels.times import local_date, start_of_day
from ...core.messages.store import messages_of
from ...refresh.chores import Chore
from ...refresh.faults import item_path, visit_each
from ...refresh.worker import Worker
from ...site.pages.refusals import Refusal
from .figures import case_counts, message_case

KEY = "katrineholm.socialhub.figures"
SOME = 500  # messages between two heartbeats


def stored_years(hub: Container) -> dict[int, Mapping]:
    """Return the stored years, the latest first.

    Each has ``numbers`` (see ``figures.case_counts``), ``counted`` (in seconds since 1970) and
    ``published``: None, or the time and the user's id.
    """
    return dict(sorted(_stored(hub).items(), reverse=True))


def years_with_current(hub: Container, now: int) -> dict[int, Mapping]:
    """Return ``stored_years`` and the current year, which is counted now if it is missing.

    Nothing is written. If a hub has many messages, only the worker counts them.
    """
    stored, year = stored_years(hub), local_date(now).year
    if year in stored or not 0 < len(messages_of(hub)) <= SOME:
        return stored
    return {year: {"numbers": year_numbers(hub, year), "counted": now, "published": None}} | stored


def count_all_years(worker: Worker) -> None:
    """Count the figures of every unpublished year in each hub."""
    visit_each(worker, all_hubs(), lambda hub: _count_hub(worker, hub))


def year_numbers(hub: Container, year: int, *, beat: Callable[[], None] = lambda: None) -> dict:
    """Return a year's numbers; ``beat`` is called regularly while they are counted."""
    messages = messages_of(hub)
    return case_counts(
        message_case(messages[n], messages.log(n)) for n in _numbers(hub, year, beat)
    )


def store_year(hub: Container, year: int, numbers: Mapping, now: int) -> None:
    """Store a year's numbers, unless they are published."""
    stored = hub_storage.writable_data(hub, KEY, IOBTree)
    if year not in stored or not stored[year]["published"]:
        stored[year] = {"numbers": dict(numbers), "counted": now, "published": None}


def publish_year(hub: Container, year: int, *, who: str, now: int) -> None:
    """Publish a year's numbers, which no longer change; raise Refusal if it is not possible."""
    stored = _stored(hub).get(year)
    if stored is None:
        raise Refusal(_("The year is not counted yet: the worker counts once a day."))
    if local_date(stored["counted"]).year <= year:
        raise Refusal(_("A year is published when it is over, and counted after that."))
    if stored["published"]:
        raise Refusal(_("The year's figures are published already."))
    _stored(hub)[year] = stored | {"published": {"at": now, "who": who}}


def withdraw_year(hub: Container, year: int) -> None:
    """Withdraw a published year, so that it is recounted; raise Refusal if it is not public."""
    stored = _stored(hub).get(year)
    if stored is None or not stored["published"]:
        raise Refusal(_("The year's figures are not published."))
    _stored(hub)[year] = stored | {"published": None}


def _count_hub(worker, hub):
    path = item_path(hub)
    years = {f"{path}/{year}": year for year in _unpublished_years(hub, worker.now())}
    visit_each(worker, years, lambda year: _count_year(worker, hub, year))


def _count_year(worker, hub, year):
    numbers = year_numbers(hub, year, beat=worker.beat)
    worker.write(store_year, hub, year, numbers, worker.now())


def _unpublished_years(hub, now) -> list[int]:
    messages = messages_of(hub)
    if not len(messages):
        return []
    first = messages[messages.root["messages"].minKey()]["log"][0]["time"]
    every = range(local_date(first).year, local_date(now).year + 1)
    return [each for each in every if not _stored(hub).get(each, {}).get("published")]


def _numbers(hub, year, beat) -> Iterator[int]:
    """Yield a year's message numbers in order, and keep memory use low."""
    messages = messages_of(hub)
    first, end = (
        messages.first_since(int(start_of_day(date(each, 1, 1)).timestamp()))
        for each in (year, year + 1)
    )
    numbers = messages.root["messages"].keys(first, end, excludemax=True)
    for place, number in enumerate(numbers):
        if place % SOME == 0:
            hub._p_jar.cacheGC()
            beat()
        yield number


def _stored(hub):
    return hub_storage.stored_data(hub, KEY, IOBTree)


FIGURES_CHORE = Chore(24 * HOUR, count_all_years)
