"""The years' numbers as the hub keeps them: counted by the worker, published by the office.

A year is one of messages that came in then. It is counted anew once a day until it is published,
so that a page only reads some plain data, however many messages there are.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from BTrees.IOBTree import IOBTree

from ... import HOUR, _
from ...accounts.channels import books
from ...accounts.channels.hub import hubs
from ...accounts.channels.moments import begins, date_of
from ...core.messages.store import Messages, messages_of
from ...refresh.chores import Chore
from ...refresh.faults import path_of, visit
from ...refresh.worker import Worker
from ...site.forms.refusals import Refusal
from .figures import case_of, counted

KEY = "katrineholm.socialhub.figures"
SOME = 500  # messages between two signs of life


def years(hub) -> dict[int, Mapping]:
    """What is kept, the latest year first.

    Each has ``numbers`` (see ``figures.counted``), ``counted`` (seconds since 1970) and
    ``published``: None, or the moment and the user's id.
    """
    return dict(sorted(_root(hub).items(), reverse=True))


def years_with_this(hub, now: int) -> dict[int, Mapping]:
    """``years``, and this one, counted now where the worker has not come by; writes nothing.

    A hub that has many messages already waits for the worker.
    """
    kept, year = years(hub), date_of(now).year
    if year in kept or not 0 < len(messages_of(hub)) <= SOME:
        return kept
    return {year: {"numbers": count(hub, year), "counted": now, "published": None}} | kept


def count_all(worker: Worker) -> None:
    """Count every year that is not published."""
    visit(worker, hubs(), lambda hub: _count_hub(worker, hub))


def count(hub, year: int, *, beat: Callable[[], None] = lambda: None) -> dict:
    """A year's numbers; ``beat`` is called now and then meanwhile."""
    messages = messages_of(hub)
    return counted(case_of(messages[n], messages.log(n)) for n in _numbers(hub, year, beat))


def keep(hub, year: int, numbers: Mapping, now: int) -> None:
    """Keep a year's numbers, unless they are published."""
    kept = books.begun(hub, KEY, IOBTree)
    if year not in kept or not kept[year]["published"]:
        kept[year] = {"numbers": dict(numbers), "counted": now, "published": None}


def publish(hub, year: int, *, who: str, now: int) -> None:
    """From now on the public sees a year's numbers, and they stay; raises Refusal."""
    kept = _root(hub).get(year)
    if kept is None:
        raise Refusal(_("The year is not counted yet: the worker counts once a day."))
    if date_of(kept["counted"]).year <= year:
        raise Refusal(_("A year is published when it is over, and counted after that."))
    if kept["published"]:
        raise Refusal(_("The year's figures are published already."))
    _root(hub)[year] = kept | {"published": {"at": now, "who": who}}


def withdraw(hub, year: int) -> None:
    """The public no longer sees a year's numbers, and they are counted anew.

    Raises Refusal.
    """
    kept = _root(hub).get(year)
    if kept is None or not kept["published"]:
        raise Refusal(_("The year's figures are not published."))
    _root(hub)[year] = kept | {"published": None}


def _count_hub(worker, hub):
    path = path_of(hub)
    years = {f"{path}/{year}": year for year in _uncounted(hub, worker.now())}
    visit(worker, years, lambda year: _count_year(worker, hub, year))


def _count_year(worker, hub, year):
    numbers = count(hub, year, beat=worker.beat)
    worker.write(keep, hub, year, numbers, worker.now())


def _uncounted(hub, now) -> list[int]:
    """The years from the first message to this one that are not published."""
    messages = messages_of(hub)
    if not len(messages):
        return []
    first = messages.root["messages"].minKey()
    every = range(_year(messages, first), date_of(now).year + 1)
    return [each for each in every if not _root(hub).get(each, {}).get("published")]


def _numbers(hub, year, beat) -> Iterator[int]:
    """A year's messages lie one after the other; what has been read does not fill the memory."""
    messages = messages_of(hub)
    first, end = (
        messages.first_since(int(begins(date(each, 1, 1)).timestamp())) for each in (year, year + 1)
    )
    numbers = messages.root["messages"].keys(first, end, excludemax=True)
    for place, number in enumerate(numbers):
        if place % SOME == 0:
            hub._p_jar.cacheGC()
            beat()
        yield number


def _year(messages: Messages, number: int) -> int:
    """The year in which a message came in."""
    return date_of(messages[number]["log"][0]["time"]).year


def _root(hub):
    return books.read(hub, KEY, IOBTree)


COUNTING = Chore(24 * HOUR, count_all)
