"""``@@followers`` on a hub: how many follow what by e-mail, without any address."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ... import _
from ...site.pages.information_page import InformationPage
from ...site.pages.page_values import link, page_section
from .followers import BOOK
from .keys import is_open
from .mail_content import place_url
from .news import stored_query
from .periods import TITLES

CLOSED = _(
    "Nobody can follow anything by e-mail yet: the operator first has to set an encryption key on "
    "the server, by which addresses are stored safely."
)


@dataclass(frozen=True, slots=True)
class Count:
    """The number of followers of one stream by its frequency."""

    title: str
    often: str
    number: int
    place: str
    query: str


def follower_counts(hub: Any) -> Iterator[Count]:
    """Yield how many follow each stream of a hub, the most followed ones first."""
    feeds = BOOK.read(hub)["feeds"].values()
    found = (
        Count(each["title"], each["often"], len(each["members"]), each["place"], each["query"])
        for each in feeds
    )
    yield from sorted(found, key=lambda each: (-each.number, each.title.casefold(), each.often))


class CountsPage(InformationPage):
    """The page with a table of what is followed."""

    title = _("Followers by e-mail")
    lead = _("How many follow what. Nobody sees who they are: the addresses are encrypted.")
    empty = _("Nobody follows anything by e-mail yet.")

    def sections(self) -> list[dict]:
        rows = [_row(each) for each in follower_counts(self.context)]
        people = BOOK.read(self.context)["people"]
        confirmed = sum(bool(kept[3]) for kept in people.values())
        return [
            *([] if is_open() else [page_section("closed", _("Not open"), CLOSED)]),
            *([_table(rows, confirmed, len(people) - confirmed)] if people else []),
        ]


def _table(rows, confirmed, waiting):
    text = _(
        "Addresses that follow something: ${number}. Not confirmed yet: ${waiting}.",
        mapping={"number": str(confirmed), "waiting": str(waiting)},
    )
    head = [_("What"), _("How often"), _("Followers")]
    table = {"table": {"head": head, "rows": rows}} if rows else {}
    return page_section("followed", _("What is followed"), text, **table)


def _row(count: Count) -> list:
    return [
        link(place_url(count.place, count.query), count.title) or count.title,
        TITLES[count.often],
        str(count.number),
    ]


def follow_way(view: Any) -> dict | None:
    """Return the link by which the stream of a ``StreamView`` is followed by e-mail, or None."""
    if not is_open():
        return None
    query = stored_query(view.query)
    url = f"{view.context.absolute_url()}/@@follow" + (f"?{query}" if query else "")
    return link(url, _("Follow by e-mail"))
