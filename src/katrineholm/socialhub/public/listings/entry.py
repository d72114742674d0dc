"""An entry's own page, and the pictures that the site keeps of it."""

from functools import cached_property, partial

from plone import api
from Products.Five import BrowserView
from zExceptions import NotFound
from zope.interface import implementer

from ...accounts.channels import holds
from ...accounts.people.person import member_name
from ...core.feeds.picture import narrow
from ...core.timeline.store import timeline_of
from ...core.timeline.written import is_only_written
from ...site.caching.memory import Shelf
from ...site.caching.pages import KeptPage
from ...site.forms.head import IDescribedPage
from ...site.forms.path import TakesPath
from ...site.forms.permissions import HOLD_RECORD, MASK_ENTRY, WRITE_ENTRY, may_manage
from ...site.forms.response import serve
from ...site.settings.registry import setting
from . import plainentry
from .cards import NARROW, CardMaker, ShowsCards
from .gone import Gone, calmly
from .hand import may_hide, may_hide_in
from .holding import token
from .players import files, frame, source_label
from .stream import entry_at, is_disposed
from .telling import SHOWN, last_change

# The pictures of the latest few hundred cards, some 20 kB each: their names tell what they hold.
NARROWED = Shelf(256)
# For so many seconds a picture is kept by a shared cache, and for as many by a browser that has it
# from there: a hidden or masked one is gone everywhere within a minute.
KEPT = 30


class Traversed(TakesPath, BrowserView):
    """A view that takes the rest of the address as names."""

    @cached_property
    def found(self):
        """The entry and its channel's facts; NotFound where the visitor may not see it.

        Gone where it has been disposed of.
        """
        found = entry_at(self.context, self.path[0]) if self.path else None
        if self.path and found is None and is_disposed(self.context, self.path[0]):
            raise Gone("/".join(self.path))
        if found is None:
            raise NotFound("/".join(self.path))
        return found


@implementer(IDescribedPage)
class EntryView(KeptPage, ShowsCards, Traversed):
    """``@@entry/<id>``: one entry in full; ``@@entry/<id>/versions`` what it said before."""

    __call__ = calmly(KeptPage.__call__)

    def publishTraverse(self, request, name):
        if self.path and name == "versions":
            view = api.content.get_view("entry-versions", self.context, request)
            return view.publishTraverse(request, self.path[0])
        return super().publishTraverse(request, name)

    @cached_property
    def page(self) -> dict:
        """The page as a value, see ``plainentry``."""
        return plainentry.page(self)

    @cached_property
    def card(self) -> dict:
        """The entry as it is shown."""
        entry, facts = self.found
        return CardMaker(self.context, timeline_of(self.context), self.request).whole(entry, facts)

    @property
    def title(self) -> str:
        """The entry's title."""
        return self.card["title"]

    @property
    def is_said_below(self) -> bool:
        """Whether the title is made of the text, which stands below it whole."""
        return self.card["title_derived"] and bool(self.card["html"] or self.card["summary"])

    @property
    def url(self) -> str:
        """The page's own address."""
        return self.card["page"]

    @property
    def shared(self) -> dict:
        """What others show of the entry, beside its title."""
        images = self.card["images"]
        return {
            "description": self.card["summary"],
            "image": images[0]["src"] if images else "",
        }

    @cached_property
    def changed(self) -> int | None:
        """When it last became another to read; None where it has not."""
        entry, _facts = self.found
        return last_change(timeline_of(self.context), entry)

    def versions_url(self) -> str:
        """Where its earlier versions are shown; empty where they are not."""
        return f"{self.url}/versions" if self.changed and setting(SHOWN) else ""

    def files(self) -> list[dict]:
        """The films and sounds that the browser plays by itself."""
        return files(self.card["media"])

    @cached_property
    def frame(self) -> str:
        """The address of the service's own player; empty where it has none."""
        return frame(self.card["link"])

    def source_label(self) -> str:
        """The words of the link to the source: where a film is that is not played here."""
        return source_label(self.card)

    def is_playing(self) -> bool:
        """Whether the visitor has asked for the service's player."""
        return bool(self.frame) and "play" in self.request.form

    @cached_property
    def may_hide(self) -> bool:
        """Whether the user may take the entry out of sight, or let it be seen."""
        _entry, facts = self.found
        return may_hide_in(self.context, facts)

    @cached_property
    def may_change(self) -> bool:
        """Whether the user may write of the entry: its words, or what its pictures show."""
        entry, facts = self.found
        has_something = is_only_written(entry) or bool(self.card["images"])
        channel = self.context.unrestrictedTraverse(facts.path)
        return has_something and api.user.has_permission(WRITE_ENTRY, obj=channel)

    @cached_property
    def may_mask(self) -> bool:
        """Whether the user may take a person's data out of what visitors see of the entry."""
        return api.user.has_permission(MASK_ENTRY, obj=self.context)

    @cached_property
    def may_hold(self) -> bool:
        """Whether the user may keep the entry from being disposed of."""
        return api.user.has_permission(HOLD_RECORD, obj=self.context)

    @cached_property
    def held(self) -> dict | None:
        """Who holds the entry or its channel, since when and why, for those who may."""
        entry, facts = self.found
        hold = holds.on(self.context, holds.ENTRY, entry["entry_id"], facts.uid)
        if hold is None or not self.may_hold:
            return None
        moment = self.when(hold.when)["text"]
        return {"who": member_name(hold.by), "when": moment, "reason": hold.reason}

    @cached_property
    def is_masked(self) -> bool:
        """Whether something is taken out of it."""
        return self.path[0] in timeline_of(self.context).masks()

    @cached_property
    def may_mark(self) -> bool:
        """Whether the user may put the entry first in the hub."""
        return not self.is_waiting and may_hide(self.context)

    @cached_property
    def may_put_on_top(self) -> bool:
        """Whether the user may let the entry be what is important now."""
        return not self.is_waiting and may_manage(self.context)

    @cached_property
    def is_waiting(self) -> bool:
        """Whether visitors do not see it yet."""
        entry, _facts = self.found
        return timeline_of(self.context).is_waiting(entry)

    def token(self) -> str:
        """The entry and what it says, for the form that lets it be seen."""
        entry, _facts = self.found
        return token(entry)

    def marked(self) -> dict | None:
        """Who put the entry first and when, where the user may do so."""
        mark = timeline_of(self.context).marks().get(self.card["mark"]) if self.may_mark else None
        return mark and {
            "name": self.card["mark"],
            "who": mark["by"],
            "when": self.when(mark["when"]),
        }


class PictureView(Traversed):
    """``@@picture/<entry id>/<name>``: a stored picture, and ``…/400`` the same for a card.

    Its name is made of its content, but it is shown with its entry only, which may be hidden or
    masked: a cache keeps it for a moment, and then asks whether it is the same and still there.
    """

    deepest = 3

    @calmly
    def __call__(self):
        entry, _facts = self.found
        name, width = (*self.path[1:], "", "")[:2]
        picture = self.picture(entry["entry_id"], name)
        if picture is None or width not in ("", str(NARROW)):
            raise NotFound("/".join(self.path))
        blob, content_type, _width, _height = picture
        read = partial(_read, blob)
        data = NARROWED.get(name, lambda: narrow(read(), NARROW)) if width else read()
        return self._send(data, content_type)

    def picture(self, entry_id: str, name: str):
        """As ``Timeline.picture`` gives it."""
        return timeline_of(self.context).picture(entry_id, name)

    def _send(self, data, content_type):
        response = self.request.response
        # What only some may see must not stay in a cache that others share.
        shared = "public" if api.user.is_anonymous() else "private"
        response.setHeader("Cache-Control", f"{shared}, max-age={KEPT}")
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Content-Security-Policy", "default-src 'none'")
        return serve(self.request, data, content_type)


def _read(blob):
    with blob.open("r") as file:
        return file.read()
