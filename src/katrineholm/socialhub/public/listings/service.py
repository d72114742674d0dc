"""The stream over plone.restapi."""

from plone.restapi.services import Service

from ... import _
from ...site.forms.page_service import page_of
from ...site.forms.queries import misread
from ...site.forms.rest_errors import bad_request, refused
from .cards import published, wholes_of
from .important import important
from .important import told as on_top_of
from .query import LIMITS, LONGEST_TEXT, NEWEST, SORTS, query_from
from .searching import caution, excerpt_of
from .stream import stream

SIZE = 25


class EntriesGet(Service):
    """``GET @entries``: the entries below a hub, an administration or a channel.

    With ``SearchableText`` those that have it, each with an ``excerpt``; ``complete`` tells whether
    all entries have been looked through. ``crisis`` is what is on top, while something is.
    """

    def reply(self):
        refuse_nonsense(self.request.form)
        query = query_from(self.request.form, SIZE)
        found = stream(self.context, query)
        items = [published(each) for each in wholes_of(found, self.request)]
        if not query.text:
            page = page_of(self.request, items, query.start, query.size, found.total)
            on_top = important(found.hub)
            return page | {"crisis": on_top_of(found.hub, on_top, self.request)} if on_top else page
        if not found.found.is_usable:
            return refused(self.request, 503, caution(found))
        excerpts = [excerpt_of(entry, query.clauses) for entry in found.entries]
        items = [item | told(parts) for item, parts in zip(items, excerpts, strict=True)]
        page = page_of(self.request, items, query.start, query.size, found.total)
        return {**page, "complete": found.found.is_whole and not found.found.is_cut}


def told(parts):
    """An excerpt for programs: texts, and which of them were looked for."""
    return {"excerpt": [{"text": part.text, "found": part.is_found} for part in parts]}


def refuse_nonsense(form):
    """A program is told what it wrote wrongly, where a person's page passes it over."""
    if message := misread(form, LIMITS):
        raise bad_request(message)
    if "month" in form and "year" not in form:
        raise bad_request(_("A month needs its year."))
    if text := form.get("SearchableText"):
        _refuse_unsearchable(text, query_from(form))
    if form.get("sort", NEWEST) not in SORTS:
        raise bad_request(_("sort must be one of ${names}.", mapping={"names": ", ".join(SORTS)}))


def _refuse_unsearchable(text, query):
    if len(text) > LONGEST_TEXT:
        most = {"most": LONGEST_TEXT}
        raise bad_request(_("SearchableText may have at most ${most} characters.", mapping=most))
    if not query.clauses:
        raise bad_request(_("Write at least one word to search for."))
