"""The page of an entry, and its stored pictures."""

from functools import cached_property

from plone import api
from Products.Five import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest

from ...accounts.channels import holds
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.person import member_name
from ...core.feeds.picture import narrow_picture
from ...core.timeline.entry import is_held
from ...core.timeline.layout import Entry
from ...core.timeline.pictures import picture_file
from ...core.timeline.store import timeline_of
from ...core.timeline.submissions import has_no_source
from ...site.pages.cache import LruCache
from ...site.pages.head import IDescribedPage
from ...site.pages.page_cache import CachedPage
from ...site.pages.permissions import HOLD_RECORD, MASK_ENTRY, WRITE_ENTRY, WRITE_NOTICE
from ...site.pages.response import tagged_document
from ...site.pages.security_headers import FILE_POLICY, POLICY
from ...site.pages.traversal import PathTraverser
from . import entry_serializer
from .cards import CARD_WIDTH, CardMaker, CardViewMixin
from .editorial import may_hide, may_hide_in_channel
from .entry_versions import last_change_time
from .gone import Gone, handle_gone
from .stream import is_disposed, visible_entry

# The pictures of the latest few hundred cards, some 20 kB each; a name is a hash of the content.
CARD_PICTURES = LruCache(256)
# Seconds that a shared cache keeps a picture, and then a browser: within a minute, a hidden or
# masked picture is gone everywhere.
MAX_AGE = 30


class EntryTraversal(PathTraverser, BrowserView):
    """Base of the views whose URL continues with the id of an entry."""

    @cached_property
    def found(self) -> tuple[Entry, ChannelFacts]:
        """The entry and its channel's facts. Raises NotFound, or Gone if it was disposed of."""
        found = visible_entry(self.context, self.path[0]) if self.path else None
        if self.path and found is None and is_disposed(self.context, self.path[0]):
            raise Gone("/".join(self.path))
        if found is None:
            raise NotFound("/".join(self.path))
        return found

    @property
    def entry(self) -> Entry:
        return self.found[0]

    @property
    def facts(self) -> ChannelFacts:
        return self.found[1]


@implementer(IDescribedPage)
class EntryView(CachedPage, CardViewMixin, EntryTraversal):
    """``@@entry/<id>``: one entry in full; ``@@entry/<id>/versions``: its earlier versions."""

    __call__ = handle_gone(CachedPage.__call__)

    def publishTraverse(self, request: HTTPRequest, name: str) -> BrowserView:
        if self.path and name == "versions":
            view = api.content.get_view("entry-versions", self.context, request)
            return view.publishTraverse(request, self.path[0])
        return super().publishTraverse(request, name)

    @cached_property
    def page(self) -> dict:
        return entry_serializer.serialize_entry(self)

    @cached_property
    def card(self) -> dict:
        maker = CardMaker(self.context, timeline_of(self.context), self.request)
        return maker.whole(self.entry, self.facts)

    @property
    def title(self) -> str:
        return self.card["title"]

    @property
    def url(self) -> str:
        return self.card["page"]

    @property
    def shared(self) -> dict:
        image = next((each["src"] for each in self.card["images"]), "")
        return {"description": self.card["summary"], "image": image}

    @cached_property
    def changed(self) -> int | None:
        """The time when the text of the entry last changed, or None if it never has."""
        return last_change_time(self.entry)

    @cached_property
    def may_hide(self) -> bool:
        return may_hide_in_channel(self.context, self.facts)

    @cached_property
    def may_change(self) -> bool:
        """True if the user may edit the entry's text or its pictures' descriptions."""
        has_something = has_no_source(self.entry) or bool(self.card["images"])
        channel = self.context.unrestrictedTraverse(self.facts.path)
        return has_something and api.user.has_permission(WRITE_ENTRY, obj=channel)

    @cached_property
    def may_mask(self) -> bool:
        return api.user.has_permission(MASK_ENTRY, obj=self.context)

    @cached_property
    def may_hold(self) -> bool:
        return api.user.has_permission(HOLD_RECORD, obj=self.context)

    @cached_property
    def held(self) -> dict | None:
        """The retention hold on the entry or its channel; None without a hold or permission."""
        entry_id = self.entry["entry_id"]
        hold = holds.hold_on(self.context, holds.ENTRY, entry_id, self.facts.uid)
        if hold is None or not self.may_hold:
            return None
        moment = self.when(hold.when)["text"]
        return {"who": member_name(hold.by), "when": moment, "reason": hold.reason}

    @cached_property
    def is_masked(self) -> bool:
        return self.path[0] in timeline_of(self.context).masks()

    @cached_property
    def may_mark(self) -> bool:
        return not self.is_waiting and may_hide(self.context)

    @cached_property
    def may_put_on_top(self) -> bool:
        """True if the user may make the entry the highlight."""
        return not self.is_waiting and api.user.has_permission(WRITE_NOTICE, obj=self.context)

    @cached_property
    def is_waiting(self) -> bool:
        """True if the entry waits for review, so that visitors do not see it."""
        return is_held(self.entry)

    def marked(self) -> dict | None:
        """Return who marked the entry and when; None without a mark or permission."""
        name = self.card["mark"]
        mark = timeline_of(self.context).marks().get(name) if self.may_mark else None
        if not mark:
            return None
        return {"name": name, "who": mark["by"], "when": self.when(mark["when"])}


class PictureView(EntryTraversal):
    """``@@picture/<entry id>/<name>``: a stored picture; ``…/400``: its version for cards.

    Caches keep a picture for a short time only, because its entry may be hidden or masked.
    """

    deepest = 3

    @handle_gone
    def __call__(self):
        name, width = (*self.path[1:], "", "")[:2]
        picture = self.picture(self.entry["entry_id"], name)
        if picture is None or width not in ("", str(CARD_WIDTH)):
            raise NotFound("/".join(self.path))
        blob, content_type, _width, _height = picture
        if width:
            data = CARD_PICTURES.get(name, lambda: narrow_picture(_content(blob), CARD_WIDTH))
        else:
            data = _content(blob)
        return self._send(data, content_type)

    def picture(self, entry_id: str, name: str) -> tuple | None:
        return picture_file(
            timeline_of(self.context), timeline_of(self.context).get(entry_id), name
        )

    def _send(self, data, content_type):
        response = self.request.response
        # A picture with restricted access must not stay in a shared cache.
        shared = "public" if api.user.is_anonymous() else "private"
        response.setHeader("Cache-Control", f"{shared}, max-age={MAX_AGE}")
        response.setHeader(POLICY, FILE_POLICY)
        return tagged_document(self.request, data, content_type)


def _content(blob):
    with blob.open("r") as file:
        return file.read()
