"""``@@snapshots`` on a channel: the snapshots, and the form to upload screenshots."""

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
from ...accounts.channels.moments import day, today, when
from ...accounts.people.person import member_name
from ...site.forms.acts import Act, ActPage, acts
from ...site.forms.path import TakesPath
from ...site.forms.refusals import Refusal
from ...site.forms.schema import Line, described
from . import book
from .due import due_day, is_kept_here
from .taking import Brought, bring, take


class IBringing(Interface):
    """The field for the files."""

    file = Line(
        title=_(
            "Screenshots (PNG, JPEG, WebP), a PDF, or the service's own download (ZIP)",
        ),
    )
    widget("file", type="file")


def _take(at, given):
    if not at.is_kept_here:
        raise Refusal(_("There are no posts here to make a snapshot of: bring pictures."))
    take(at.context)


def _bring(at, given):
    sent = given.get("file")
    files = sent if isinstance(sent, list | tuple) else [sent]
    found = [Brought(each.filename, each) for each in files if getattr(each, "filename", "")]
    bring(at.context, found)


TAKE = Act("take", _take, _("The snapshot is kept."), title=_("Take one now"))
BRING = Act("upload", _bring, _("The files are kept as a snapshot."), title=_("Keep as a snapshot"))


class SnapshotsPage(ActPage):
    """The list, a button to take a snapshot of the stored posts, and the upload form."""

    leads_back = True
    title = _("Snapshots")
    acts = acts(TAKE, BRING)

    def upload_form(self) -> dict:
        """Return the upload form."""
        schema: Any = IBringing
        [file] = described(schema, faults=self.faults)
        file |= {"accept": ".png,.jpg,.jpeg,.webp,.pdf,.zip", "multiple": "multiple"}
        form = self.form(BRING.name, look="secondary" if self.is_kept_here else "primary")
        return form | {
            "fields": [file],
            "enctype": "multipart/form-data",
            "classes": "socialhub-decision",
        }

    @property
    def hub(self) -> Container:
        return hub_of(self.context)

    @property
    def is_kept_here(self) -> bool:
        return is_kept_here(self.hub, facts_of(self.context))

    def due(self) -> str:
        """Return the day of the next one in words; empty if none is scheduled."""
        found = due_day(self.hub, facts_of(self.context), int(time()))
        return day(found.isoformat()) if found else ""

    def is_late(self) -> bool:
        found = due_day(self.hub, facts_of(self.context), int(time()))
        return found is not None and found <= today()

    def snapshots(self) -> list[dict]:
        """Return the snapshots, newest first."""
        url = self.context.absolute_url()
        return [
            {
                "url": f"{url}/@@snapshot/{each.id}",
                "taken": when(each.taken),
                "by": member_name(each.by) if each.by else "",
                "posts": each.posts,
                "files": each.uploaded,
                "sha256": each.sha256,
                "disposed": each.disposed and when(each.disposed["when"])["text"],
            }
            for each in book.of_channel(self.hub, self.context.UID())
        ]


class SnapshotFile(TakesPath, BrowserView):
    """``@@snapshot/<id>`` on a channel: the ZIP file."""

    def __call__(self):
        found = book.one(hub_of(self.context), self.context.UID(), self.id)
        if found is None or found.disposed:
            raise NotFound(self.id)
        response = self.request.response
        response.setHeader("Content-Type", "application/zip")
        response.setHeader("Content-Length", str(found.size))
        name = f"ogonblicksbild-{self.context.getId()}-{found.id}.zip"
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return filestream_iterator(found.file.committed(), "rb")
