"""The form for an entry written by hand, which works without JavaScript."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from AccessControl import Unauthorized
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message
from zope.schema import Bool

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.channels.times import local_time
from ...core.feeds.picture import LIMIT
from ...core.feeds.sanitiser import sanitised_text
from ...core.timeline.entry import is_held, is_visible
from ...core.timeline.layout import Entry
from ...core.timeline.pictures import MAX_FETCHED, stored_pictures
from ...core.timeline.store import timeline_of
from ...core.timeline.submissions import NEW, SAME, has_source_text
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import form_fields
from ...site.pages.request import form_text
from ...site.pages.traversal import PathTraverser
from ..listings.cards import PICTURE
from ..listings.hidden_entries import hidden_reason
from .entry_storage import change_entry, create_entry, may_write, stored_submission, write_refusal
from .submission import (
    EMPTY_SUBMISSION,
    UPLOAD_PREFIX,
    IAlternative,
    IDetails,
    IFile,
    IWords,
    UploadedPicture,
)

TEXT_FIELDS = ("link", "title", "text", "published")


class IPicture(IFile, IAlternative):
    """Form fields for one picture; the picture's number is added to the field names."""

    remove = Bool(title=_("Take this picture away"), required=False)


SAVE = Act(
    "save",
    lambda at, form: at.save(form),
    said=lambda saved: saved[1],
    title=_("Save the entry"),
    then=lambda at, saved: at.entry_url(saved[0]),
)


class EntryForm(ActPage):
    """Base of the forms for new and existing entries."""

    leads_back = True
    acts = acts(SAVE)
    index = ViewPageTemplateFile("entry_form.pt")

    def __call__(self):
        if not may_write(self.context):
            raise Unauthorized(self.__name__)
        self.closed = write_refusal(self.context)
        return self.index() if self.closed else super().__call__()

    @property
    def is_from_source(self) -> bool:
        """True if the text comes from the source, so that only pictures can be described here."""
        return False

    def given(self, name: str) -> str:
        """Return the value of a field in the request, or else in the stored entry."""
        form = self.request.form
        return form_text(form, name) if name in form else self.before.get(name, "")

    def entry_form(self) -> dict:
        form = self.form(SAVE.name)
        return form | {"classes": "socialhub-decision", "enctype": "multipart/form-data"}

    def words(self) -> list[dict]:
        """Return the link and text fields, with the focus on the first empty one unless refused."""
        begins_at = "" if self.refused else "text" if self.given("link") else "link"
        is_begun = {begins_at: "autofocus"}
        return [each | {"autofocus": is_begun.get(each["name"])} for each in self._fields(IWords)]

    def details(self) -> list[dict]:
        """Return the optional fields, which are collapsed while they are empty."""
        return self._fields(IDetails)

    def rows(self) -> list[dict]:
        """Return the rows for pictures in the form: stored pictures first, then empty rows."""
        kept = list(self.kept())
        free = [{"kept": None, "alt": ""} for _each in range(MAX_FETCHED - len(kept))]
        return [self._row(row, number) for number, row in enumerate([*kept, *free], 1)]

    def _row(self, row, number):
        alt = self.given(f"alt-{number}") or row["alt"]
        is_left_out = {"picture": row["kept"], "remove": self.is_from_source or not row["kept"]}
        fields = []
        for each in form_fields(IPicture, values={"alt": alt}):
            if not is_left_out.get(each["name"]):
                name = f"{each['name']}-{number}"
                own = {"name": name, "id": f"socialhub-{name}", "fault": self.faults.get(name, "")}
                fields.append(each | own)
        return {**row, "number": number, "alt": alt, "fields": fields}

    def _fields(self, schema):
        values = {name: self.given(name) for name in schema}
        return form_fields(schema, values=values, faults=self.faults)

    def entry_url(self, entry_id: str) -> str:
        """Return the URL of the page that shows a saved entry."""
        hub = hub_of(self.context)
        timeline = timeline_of(hub)
        entry = timeline.existing(entry_id)
        if is_visible(entry) or is_held(entry):
            return f"{hub.absolute_url()}/@@entry/{entry_id}"
        return f"{self.context.absolute_url()}/@@hidden-entries"

    def confirmation(self, entry_id: str, message: Message) -> Message:
        """Return the message, or the reason why visitors do not see the entry yet."""
        timeline = timeline_of(hub_of(self.context))
        entry = timeline.existing(entry_id)
        return message if is_visible(entry) else hidden_reason(entry)


class NewEntry(EntryForm):
    """``@@new-entry`` on a channel: the form for a new entry, which a query may fill in."""

    title = _("Write an entry by hand")
    before: Mapping[str, str] = {}

    def kept(self) -> Iterator[dict]:
        return iter(())

    def save(self, form: Mapping) -> tuple[str, Message]:
        changes = {name: form_text(form, name) for name in TEXT_FIELDS}
        entry_id, done = create_entry(self.context, {**changes, "pictures": _pictures(form, {})})
        return entry_id, self.confirmation(entry_id, _confirmation(done))


class EditEntry(PathTraverser, EntryForm):
    """``@@edit-entry/<id>`` on a channel: edits an entry, or only its pictures' descriptions."""

    title = _("Change an entry")

    def __call__(self):
        if may_write(self.context):
            _entry = self.entry  # NotFound before anything is revealed about a closed channel
        return super().__call__()

    @cached_property
    def entry(self) -> Entry:
        """The stored entry. Raises NotFound if it belongs to another channel."""
        entry = timeline_of(hub_of(self.context)).unmasked(self.id)
        if entry is None or entry["channel"] != self.context.UID():
            raise NotFound(self.id)
        return entry

    @property
    def url(self) -> str:
        return f"{super().url}/{self.id}"

    @property
    def is_from_source(self) -> bool:
        return has_source_text(self.entry)

    @cached_property
    def before(self) -> dict[str, str]:
        given = EMPTY_SUBMISSION if self.is_from_source else stored_submission(self.entry)
        seconds = None if self.is_from_source else self.entry["hand"]["wrote"]["published"]
        return {
            "link": given.link,
            "title": given.title,
            "text": sanitised_text(given.html),
            "published": "" if seconds is None else f"{local_time(seconds):%Y-%m-%dT%H:%M}",
        }

    def kept(self) -> Iterator[dict]:
        timeline = timeline_of(hub_of(self.context))
        url = f"{hub_of(self.context).absolute_url()}/{PICTURE}/{self.id}"
        for picture in stored_pictures(timeline, self.entry):
            if self.is_from_source or picture["src"].startswith(UPLOAD_PREFIX):
                yield {"kept": f"{url}/{picture['name']}", **picture, "alt": picture["alt"] or ""}

    def rows(self) -> list[dict]:
        return [row for row in super().rows() if row["kept"] or not self.is_from_source]

    def save(self, form: Mapping) -> tuple[str, Message]:
        changes = {} if self.is_from_source else self._changed(form)
        kept = {f"{number}": row["src"] for number, row in enumerate(self.kept(), 1)}
        done = change_entry(self.context, self.id, {**changes, "pictures": _pictures(form, kept)})
        return self.id, self.confirmation(self.id, _confirmation(done))

    def _changed(self, form):
        """Return the changed fields, so that an unchanged text keeps its hidden markup."""
        changes = {name: form_text(form, name) for name in TEXT_FIELDS}
        return {
            name: value
            for name, value in changes.items()
            if value.replace("\r\n", "\n") != self.before[name]
        }


def _confirmation(done):
    if done == NEW:
        return _("The entry stands in the stream.")
    if done == SAME:
        return _("The entry was here already, just so: nothing is changed.")
    return _("The entry is changed. What it said before is kept.")


def _pictures(form, kept: Mapping[str, str]) -> list[UploadedPicture]:
    found = []
    for number in map(str, range(1, MAX_FETCHED + 1)):
        alt, file = form_text(form, f"alt-{number}") or None, form.get(f"picture-{number}")
        if getattr(file, "filename", "") and hasattr(file, "read"):
            found.append(UploadedPicture(alt, data=file.read(LIMIT + 1)))
        elif number in kept and form.get(f"remove-{number}") != "1":
            found.append(UploadedPicture(alt, src=kept[number]))
    return found
