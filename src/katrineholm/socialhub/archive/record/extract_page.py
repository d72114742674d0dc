"""The page ``@@request/<id>/matches``, on which a registrar chooses what is about the person."""

from collections.abc import Iterator
from functools import cached_property
from itertools import chain

from plone.dexterity.content import Container
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.times import formatted_time
from ...core.search.clauses import search_clauses
from ...site.pages.acts import acts, form_with_options
from ...site.pages.query import neighbour_pages, query_number
from .extract_search import MOST, Matches, find_matches, term_text
from .request_forms import ADD, request_title
from .request_pages import PAGE_SIZE, RequestView
from .request_storage import person_terms
from .requested_records import requested_record
from .result_rows import result_row


class ExtractMatchesPage(RequestView):
    """The page with all that may be about the person of a register extract."""

    index = ViewPageTemplateFile("extract_page.pt")
    acts = acts(ADD)
    lead = _(
        "All that was found by the names, handles and addresses. Others may have the same name: "
        "tick only what is about the person who asks."
    )

    def __call__(self):
        if not person_terms(self.stored_request):
            raise NotFound("matches")
        return super().__call__()

    @property
    def title(self) -> str:
        return request_title(self.stored_request)

    @property
    def url(self) -> str:
        return f"{self.request_url}/matches"

    @cached_property
    def found(self) -> Matches:
        """All that may be about the person."""
        return find_matches(self.context, person_terms(self.stored_request))

    @cached_property
    def start(self) -> int:
        """The index of the first record on the current page."""
        return query_number(self.request.form, "b_start", 0, MOST) or 0

    def rows(self) -> list[dict]:
        """Return a row for each match on the current page; ``is_added`` if the extract has it."""
        terms, added = person_terms(self.stored_request), self.stored_request["things"]
        rows = match_rows(self.context, self.found, terms, self.start, PAGE_SIZE)
        return [row | {"is_added": row["key"] in added} for row in rows]

    def pages(self) -> dict:
        total = len(self.found.keys)
        return neighbour_pages(
            self.start, PAGE_SIZE, total, lambda start: f"{self.url}?b_start={start}"
        )

    def add_form(self) -> dict:
        """Return the form around the rows, with a button if the extract is open."""
        form = form_with_options(self.form(ADD.name), into=()) | {"classes": None}
        return form if self.is_open else form | {"buttons": ()}

    def cautions(self) -> Iterator[Message]:
        """Yield a sentence for each thing that was not found or not searched."""
        if not self.found.is_whole:
            yield _("Not everything could be searched. Look again in a while, or write more words.")
        if self.found.elsewhere:
            number = {"number": str(self.found.elsewhere)}
            yield _(
                "Messages of another authority that match: ${number}. They are not yours to read, "
                "and the extract says that the person has to ask that authority.",
                mapping=number,
            )


def match_rows(
    hub: Container, found: Matches, terms: tuple[str, ...], start: int, size: int
) -> list[dict]:
    """Return a row for each of ``size`` matches from number ``start`` on, people first."""
    clauses = tuple(chain.from_iterable(search_clauses(term_text(term)) for term in terms))
    hits = {hit.key: hit for hit in found.hits}
    return [
        _hit_row(hub, hits[key], clauses) if key in hits else _other_row(hub, key)
        for key in found.keys[start : start + size]
    ]


def _hit_row(hub, hit, clauses):
    row = result_row(hub, hit, clauses)
    return {
        "key": row["key"],
        "title": row["title"] or row["id"],
        "url": row["url"],
        "kind": row["type_title"],
        "channel": row["channel"]["title"],
        "when": formatted_time(row["time"])["text"],
        "excerpt": "".join(part.text for part in row["excerpt"]),
    }


def _other_row(hub, key):
    thing = requested_record(hub, key)
    texts = [field.value for field in thing.fields] if thing else []
    return {
        "key": key,
        "title": thing.title if thing else key,
        "url": "",
        "kind": thing.kind if thing else "",
        "channel": "",
        "when": formatted_time(thing.time)["text"] if thing and thing.time else "",
        "excerpt": " · ".join(texts)[:300],
    }
