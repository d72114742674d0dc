"""The list of items on a page of disposals, with filters by channel and year, page by page."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from ... import _
from ...accounts.channels.times import local_date
from ...site.pages.acts import ActPage
from ...site.pages.query import filter_choice, neighbour_pages, query_number, url_with_query
from ...site.pages.request import form_text
from .disposal_items import place_titles
from .due_records import MOST_AT_ONCE, Choice, DueRecord

SIZE = 50
NO_MATCH = _("Nothing matches your choice.")


class ChosenItemsPage(ActPage):
    """A page that lists ``items``, or those of the channel and the year in its query."""

    all_title = _("All")

    @property
    def known(self) -> Mapping[str, str]:
        """Return titles of channels that may have been removed, keyed by UID."""
        return {}

    @property
    def items(self) -> list[DueRecord]:
        """Return all items, of which the page lists the chosen ones."""
        raise NotImplementedError

    @property
    def subject(self) -> dict[str, str]:
        """Return the values in the query that say what the items are."""
        raise NotImplementedError

    @cached_property
    def choice(self) -> Choice:
        """The channel (or administration) and the year in the query."""
        form = self.request.form
        return Choice(form_text(form, "whose"), query_number(form, "year", 1, 9999) or 0)

    @cached_property
    def chosen(self) -> list[DueRecord]:
        """The items that match the choice."""
        return [each for each in self.items if self.choice.has(each)]

    @property
    def start(self) -> int:
        """Return the position of the first item on this page of the list."""
        at = query_number(self.request.form, "b_start", 0, MOST_AT_ONCE) or 0
        return at // SIZE * SIZE if at < len(self.chosen) else 0

    @property
    def shown(self) -> list[DueRecord]:
        """Return the items on this page of the list."""
        return self.chosen[self.start : self.start + SIZE]

    @property
    def is_chosen(self) -> bool:
        """Return whether a channel or a year is chosen."""
        return self.choice != Choice()

    def number_sentence(self) -> str:
        """Return which of the chosen items are on this page of the list."""
        if not self.chosen:
            return NO_MATCH
        first, last = self.start + 1, self.start + len(self.shown)
        values = {"first": str(first), "last": str(last), "number": str(len(self.chosen))}
        return _("Items ${first} to ${last} of ${number}", mapping=values)

    def filters(self) -> list[dict]:
        """Return the choices of channel and year, with the number of items for each."""
        titles = {**self.known, **place_titles(self.context)}
        whose = Counter(each.whose for each in self.items)
        years = Counter(local_date(each.time).year for each in self.items)
        places = sorted((titles.get(each, each), each) for each in whose)
        named = [(each, f"{title} ({whose[each]})") for title, each in places]
        dated = [(str(each), f"{each} ({years[each]})") for each in sorted(years)]
        return [
            filter_choice("whose", _("Channel"), named, {self.choice.whose}),
            filter_choice("year", _("Year"), dated, {str(self.choice.year)}),
        ]

    def hidden_fields(self) -> Iterable[dict]:
        """Return what the form with the filters keeps of the query."""
        return [{"name": name, "value": value} for name, value in self.subject.items()]

    def pages(self) -> dict:
        """Return the links to the neighbouring pages of the list."""
        return neighbour_pages(self.start, SIZE, len(self.chosen), self._page_url)

    def _page_url(self, start):
        chosen = {"whose": self.choice.whose, "year": self.choice.year, "b_start": start}
        return url_with_query(
            f"{self.context.absolute_url()}/@@{self.__name__}", **self.subject, **chosen
        )
