"""The REST service that proves what a post said on a day, and the page that checks the proof."""

from datetime import date, timedelta

from plone import api
from plone.restapi.services import Service
from Products.Five import BrowserView
from zExceptions import NotFound

from ... import _
from ...accounts.channels.times import start_of_day
from ...core.timeline.layout import Entry
from ...core.timeline.record import present_id
from ...core.timeline.store import timeline_of
from ...public.listings.stream import visible_entry
from ...site.pages.permissions import READ_RECORD
from ...site.pages.rest_errors import bad_request_error
from ...site.pages.security_headers import POLICY
from ...site.pages.traversal import PathTraverser
from ...site.settings.registry import setting
from ..packages.proof_items import CHECK_PAGE, packaged_file
from ..packages.proofs import ProofMaker, content_before
from .post_reads import note_read

CHECK_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'"
)


class ProofGet(PathTraverser, Service):
    """``GET @proof/<id>`` on a hub: proves what a post says, or said at the end of a ``day``.

    Visitors get proofs of what they may see; those who may read the record, of every post.
    """

    def reply(self) -> dict:
        hub, end, may_read = self.context, self._end_of_day(), _may_read(self.context)
        timeline = timeline_of(hub)
        entry = timeline.unmasked(present_id(timeline, self.id))
        if entry is None or not (may_read or self._is_public(entry, end)):
            raise NotFound(self.id)
        content = entry if end is None else content_before(entry, end)
        if content is None:
            raise bad_request_error(_("What the post said on that day is not stored."))
        note_read(hub, entry, self.request)
        proof = ProofMaker(hub).proof(entry, [content], with_state=may_read)
        return {"@id": f"{hub.absolute_url()}/@proof/{entry['entry_id']}", **proof}

    def _is_public(self, entry: Entry, end: int | None) -> bool:
        """Return whether visitors may see a post, all of it, and what it said before."""
        is_whole = entry["entry_id"] not in timeline_of(self.context).masks()
        may_see_versions = end is None or setting("show_versions")
        is_seen = visible_entry(self.context, entry["entry_id"]) is not None
        return bool(is_whole and may_see_versions and is_seen)

    def _end_of_day(self) -> int | None:
        given = self.request.form.get("day")
        try:
            return _end(date.fromisoformat(given)) if given else None
        except (TypeError, ValueError, OverflowError) as error:
            raise bad_request_error(_("Write the day as in 2026-05-31.")) from error


def _may_read(hub):
    return api.user.has_permission(READ_RECORD, obj=hub)


def _end(day: date) -> int:
    return int(start_of_day(day + timedelta(days=1)).timestamp())


class CheckProofPage(BrowserView):
    """The page ``@@check-proof``, which needs nothing of the site and is in each package, too."""

    def __call__(self) -> bytes:
        self.request.response.setHeader("Content-Type", "text/html; charset=utf-8")
        self.request.response.setHeader(POLICY, CHECK_POLICY)
        return packaged_file(CHECK_PAGE)
