"""The original files of a post's pictures, for those who read the record."""

from Products.Five import BrowserView
from zExceptions import NotFound

from ...core.timeline.originals import StoredOriginal, stored_originals
from ...core.timeline.store import timeline_of
from ...site.pages.security_headers import FILE_POLICY, POLICY
from ...site.pages.traversal import PathTraverser
from ..packages.post_article import original_name
from .post_reads import note_read

ORIGINAL = "@@record-original"


class RecordOriginal(PathTraverser, BrowserView):
    """``@@record-original/<entry id>/<SHA-256>``: an original, to be saved and never opened.

    It may be of any type and may contain the place where it was taken.
    """

    deepest = 2

    def __call__(self) -> bytes:
        original = self._found()
        response = self.request.response
        response.setHeader("Content-Type", "application/octet-stream")
        response.setHeader(
            "Content-Disposition", f'attachment; filename="{original_name(original)}"'
        )
        response.setHeader("Cache-Control", "private, no-store")
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader(POLICY, FILE_POLICY)
        with original.blob.open() as file:
            return file.read()

    def _found(self) -> StoredOriginal:
        entry_id, sha256 = (*self.path, "", "")[:2]
        timeline = timeline_of(self.context)
        entry = timeline.unmasked(entry_id)
        for each in () if entry is None else stored_originals(timeline, entry):
            if each.sha256 == sha256:
                note_read(self.context, entry, self.request)
                return each
        raise NotFound("/".join(self.path))
