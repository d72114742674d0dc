"""The view ``@@mask-entry/<id>`` of a hub, with the mask of an entry and its whole content."""

from collections.abc import Mapping
from functools import cached_property

from zExceptions import NotFound
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.facts import all_channels, any_channel
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_time
from ...core.feeds.sanitiser import sanitised_text
from ...core.timeline.layout import Entry
from ...core.timeline.pictures import picture_file, stored_pictures
from ...core.timeline.store import timeline_of
from ...site.pages.acts import ActPage, Page, acts, form_with_options
from ...site.pages.response import tagged_document
from ...site.pages.security_headers import FILE_POLICY, POLICY
from ...site.pages.traversal import PathTraverser
from .entry_masks import MASK, MOST_TRACED, UNMASK, mask_traces
from .post_reads import note_read


class MaskPage(PathTraverser, ActPage):
    """The page that masks an entry; ``…/<name>`` serves a picture of the entry, masked or not."""

    title = _("Mask personal data")
    lead = _(
        "What is masked is seen by no visitor, in no feed, search or picture address, also when "
        "the entry is changed or retrieved again. The record keeps all of it, and the mask can be "
        "taken back."
    )
    acts = acts(MASK, UNMASK)
    deepest = 2
    most_traced = MOST_TRACED

    def __call__(self):
        if self.entry:
            note_read(self.context, self.entry, self.request)
        if len(self.path) == 2:
            return self._picture(self.path[1])
        return super().__call__() if self.entry else None

    @cached_property
    def entry(self) -> Entry:
        """The entry in the URL without its mask; raises NotFound if it does not exist."""
        entry = timeline_of(self.context).unmasked(self.path[0]) if self.path else None
        if entry is None:
            raise NotFound("/".join(self.path))
        return entry

    @cached_property
    def mask(self) -> Mapping | None:
        """The mask of the entry, or None."""
        return timeline_of(self.context).masks().get(self.path[0])

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@mask-entry/{self.path[0]}"

    @property
    def entry_url(self) -> str:
        return f"{self.context.absolute_url()}/@@entry/{self.path[0]}"

    @property
    def channel(self) -> str:
        """The title of the entry's channel; empty if the channel no longer exists."""
        facts = any_channel(self.context, self.entry["channel"])
        return facts.title if facts else ""

    @property
    def whole_text(self) -> str:
        """The text of the entry without its mask."""
        return sanitised_text(self.entry["html"]) or self.entry["summary"]

    @property
    def visible_content(self) -> dict:
        """The title and the text of the entry as visitors see them."""
        entry = timeline_of(self.context).existing(self.path[0])
        return {"title": entry["title"], "text": sanitised_text(entry["html"]) or entry["summary"]}

    def mask_form(self) -> dict:
        """Return the form with the masked passages, one per line, and all pictures to tick."""
        known = stored_pictures(timeline_of(self.context), self.entry)
        pictures = [
            {
                "value": each["name"],
                "title": each["alt"] or _("Picture without description"),
                "image": f"{self.url}/{each['name']}",
            }
            for each in known
        ]
        names = (MASK.name, UNMASK.name) if self.mask else (MASK.name,)
        values = {name: self.mask[name] for name in ("words", "pictures")} if self.mask else {}
        form = self.form(*names, look="primary secondary", **values)
        return form_with_options(form, pictures=pictures)

    @property
    def mask_sentence(self) -> Message | None:
        """A sentence that states who masked the entry, when and why; None if it is not masked."""
        return self.mask and mask_sentence(self.mask)

    def traces(self) -> list[dict]:
        """Return a row for each masked part that visitors can still see, this entry's first."""
        return [
            {
                "title": each.title or each.entry_id,
                "url": f"{self.context.absolute_url()}/@@mask-entry/{each.entry_id}",
                "is_this": each.entry_id == self.path[0],
                "word": each.word,
            }
            for each in mask_traces(self.context, self.path[0])
        ]

    def _picture(self, name):
        picture = picture_file(timeline_of(self.context), self.entry, name)
        if picture is None:
            raise NotFound("/".join(self.path))
        blob, content_type, _width, _height = picture
        with blob.open("r") as file:
            data = file.read()
        self.request.response.setHeader(POLICY, FILE_POLICY)
        return tagged_document(self.request, data, content_type)


class MaskedEntriesPage(Page):
    """The page that lists all masked entries for the office."""

    title = _("Masked entries")

    def entries(self) -> list[dict]:
        """Return a row for each masked entry as visitors see it, the latest mask first."""
        channels = {facts.uid: facts.title for facts in all_channels(self.context)}
        masks = timeline_of(self.context).masks().items()
        latest = sorted(masks, key=lambda pair: -pair[1]["when"])
        return [self._entry_row(*pair, channels) for pair in latest]

    def _entry_row(self, entry_id, mask, channels):
        entry = timeline_of(self.context).existing(entry_id)
        return {
            "url": f"{self.context.absolute_url()}/@@mask-entry/{entry_id}",
            "title": entry["title"] or entry_id,
            "channel": channels.get(entry["channel"], ""),
            "told": mask_sentence(mask),
        }


def mask_sentence(mask: Mapping) -> Message:
    """Return a sentence that states who masked an entry, when and why."""
    moment = formatted_time(mask["when"])["text"]
    values = {"who": member_name(mask["by"]), "when": moment, "reason": mask["reason"]}
    return _("Masked by ${who} on ${when}: ${reason}", mapping=values)
