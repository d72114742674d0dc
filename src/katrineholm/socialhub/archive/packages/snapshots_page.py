"""The view ``@@snapshots`` of a channel, with its snapshots and a form to upload screenshots."""

from time import time
from typing import Any

from plone.autoform.directives import widget
from plone.dexterity.content import Container
from Products.Five import BrowserView
from zExceptions import NotFound
from zope.interface import Interface
from ZPublisher.Iterators import filestream_iterator

from ... import _
from ...accounts.channels.facts import facts_of
from ...accounts.channels.hub import hub_of
from ...accounts.channels.limits import require_storage
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_date, formatted_time, today
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import Line, form_fields
from ...site.pages.refusals import Refusal
from ...site.pages.traversal import PathTraverser
from . import snapshot_storage
from .snapshot_storage import has_stored_posts, next_snapshot_day
from .snapshots import UploadedFile, store_uploads, take_snapshot


class IUpload(Interface):
    """The field for files to upload as a snapshot."""

    file = Line(
        title=_(
            "Screenshots (PNG, JPEG, WebP), a PDF, or the service's own download (ZIP)",
        ),
    )
    widget("file", type="file")


def _take(at, given):
    if not at.has_posts:
        raise Refusal(_("There are no posts here to make a snapshot of: bring pictures."))
    require_storage()
    take_snapshot(at.context)


def _bring(at, given):
    require_storage()
    sent = given.get("file")
    files = sent if isinstance(sent, list | tuple) else [sent]
    found = [UploadedFile(each.filename, each) for each in files if getattr(each, "filename", "")]
    store_uploads(at.context, found)


TAKE = Act("take", _take, _("The snapshot is kept."), title=_("Take one now"))
BRING = Act("upload", _bring, _("The files are kept as a snapshot."), title=_("Keep as a snapshot"))


class SnapshotsPage(ActPage):
    """The page of a channel's snapshots, with a button to take one and an upload form."""

    leads_back = True
    title = _("Snapshots")
    acts = acts(TAKE, BRING)

    def upload_form(self) -> dict:
        """Return the form to upload files as a snapshot."""
        schema: Any = IUpload
        [file] = form_fields(schema, faults=self.faults)
        file |= {"accept": ".png,.jpg,.jpeg,.webp,.pdf,.zip", "multiple": "multiple"}
        form = self.form(BRING.name, look="secondary" if self.has_posts else "primary")
        return form | {
            "fields": [file],
            "enctype": "multipart/form-data",
            "classes": "socialhub-decision",
        }

    @property
    def hub(self) -> Container:
        return hub_of(self.context)

    @property
    def has_posts(self) -> bool:
        """True if a snapshot can be made from posts stored in the hub."""
        return has_stored_posts(self.hub, facts_of(self.context))

    def due(self) -> str:
        """Return the day of the next snapshot as text; empty if none is scheduled."""
        found = next_snapshot_day(self.hub, facts_of(self.context), int(time()))
        return formatted_date(found.isoformat()) if found else ""

    def is_late(self) -> bool:
        """Return whether the next snapshot is due today or overdue."""
        found = next_snapshot_day(self.hub, facts_of(self.context), int(time()))
        return found is not None and found <= today()

    def snapshots(self) -> list[dict]:
        """Return a row for each snapshot, newest first."""
        url = self.context.absolute_url()
        return [
            {
                "url": f"{url}/@@snapshot/{each.id}",
                "taken": formatted_time(each.taken),
                "by": member_name(each.by) if each.by else "",
                "posts": each.posts,
                "files": each.uploaded,
                "sha256": each.sha256,
                "disposed": each.disposed and formatted_time(each.disposed["when"])["text"],
            }
            for each in snapshot_storage.channel_snapshots(self.hub, self.context.UID())
        ]


class SnapshotFile(PathTraverser, BrowserView):
    """The view ``@@snapshot/<id>`` of a channel, which serves the ZIP file of a snapshot."""

    def __call__(self):
        found = snapshot_storage.find_snapshot(hub_of(self.context), self.context.UID(), self.id)
        if found is None or found.disposed:
            raise NotFound(self.id)
        response = self.request.response
        response.setHeader("Content-Type", "application/zip")
        response.setHeader("Content-Length", str(found.size))
        name = f"ogonblicksbild-{self.context.getId()}-{found.id}.zip"
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return filestream_iterator(found.file.committed(), "rb")
