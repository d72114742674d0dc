"""``@@mask-entry/<id>`` on a hub: what is to be masked of an entry, beside all that it says."""

from functools import cached_property

from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from ... import _
from ...accounts.channels.facts import known_one
from ...accounts.channels.moments import when
from ...accounts.people.person import member_name
from ...core.feeds.clean import text_of
from ...core.timeline.store import timeline_of
from ...site.forms.request import FormPage, text, texts
from ...site.forms.response import serve
from .masking import LONGEST, MOST_TRACED, mask, traces, unmask


@implementer(IPublishTraverse)
class MaskEntry(FormPage):
    """The form, and ``…/<name>``: a picture of the entry, whether it is masked or not."""

    names: tuple[str, ...] = ()
    longest, most_traced = LONGEST, MOST_TRACED

    def publishTraverse(self, request, name):
        if len(self.names) == 2:
            raise NotFound(name)
        self.names = (*self.names, name)
        return self

    def __call__(self):
        if len(self.names) == 2 and self.entry:
            return self._picture(self.names[1])
        return super().__call__() if self.entry else None

    @cached_property
    def entry(self):
        """All that is stored of the entry; raises NotFound."""
        entry = timeline_of(self.context).whole(self.names[0]) if self.names else None
        if entry is None:
            raise NotFound("/".join(self.names))
        return entry

    @cached_property
    def mask(self):
        """What is masked of it; None where nothing is."""
        return timeline_of(self.context).masks().get(self.names[0])

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@mask-entry/{self.names[0]}"

    @property
    def entry_url(self) -> str:
        return f"{self.context.absolute_url()}/@@entry/{self.names[0]}"

    @property
    def channel(self) -> str:
        """The title of its channel, empty where that is gone."""
        facts = known_one(self.context, self.entry["channel"])
        return facts.title if facts else ""

    @property
    def said(self) -> str:
        """The text as it stands in the record."""
        return text_of(self.entry["html"]) or self.entry["summary"]

    @property
    def shown(self) -> dict:
        """The title and the text as visitors see them."""
        entry = timeline_of(self.context).kept(self.names[0])
        return {"title": entry["title"], "text": text_of(entry["html"]) or entry["summary"]}

    @property
    def words(self) -> str:
        """What stands in the field: what was written, else what is masked, a passage a line."""
        return self.given("words") or "\n".join(self.mask["words"] if self.mask else ())

    @property
    def pictures(self) -> list[dict]:
        """The stored pictures with their addresses here, and whether each ``is_masked``."""
        masked = self.mask["pictures"] if self.mask else ()
        chosen = texts(self.request.form, "pictures") if self.refused else masked
        return [
            {**each, "url": f"{self.url}/{each['name']}", "is_chosen": each["name"] in chosen}
            for each in timeline_of(self.context).pictures(self.entry)
        ]

    @property
    def masked(self) -> dict | None:
        """Who masked it, when and why."""
        return self.mask and {
            "who": member_name(self.mask["by"]),
            "when": when(self.mask["when"])["text"],
            "reason": self.mask["reason"],
        }

    def left(self) -> list[dict]:
        """Where what is masked may still be read or seen, this entry first."""
        return [
            {
                "title": each.title or each.entry_id,
                "url": f"{self.context.absolute_url()}/@@mask-entry/{each.entry_id}",
                "is_this": each.entry_id == self.names[0],
                "word": each.word,
            }
            for each in traces(self.context, self.names[0])
        ]

    def take(self, form):
        reason = text(form, "reason")
        if text(form, "do") == "unmask":
            unmask(self.context, self.names[0], reason)
            return _("Visitors see the whole entry again.")
        ids = mask(
            self.context,
            self.names[0],
            text(form, "words").splitlines(),
            texts(form, "pictures"),
            reason,
        )
        if len(ids) > 1:
            others = {"number": len(ids) - 1}
            return _(
                "Masked, also where the same post stands in other channels: ${number}.",
                mapping=others,
            )
        return _("Masked. It stays so when the entry is changed or retrieved again.")

    def next_url(self) -> str:
        return self.url

    def _picture(self, name):
        picture = timeline_of(self.context).picture_of(self.entry, name)
        if picture is None:
            raise NotFound("/".join(self.names))
        blob, content_type, _width, _height = picture
        with blob.open("r") as file:
            data = file.read()
        self.request.response.setHeader("X-Content-Type-Options", "nosniff")
        self.request.response.setHeader("Content-Security-Policy", "default-src 'none'")
        return serve(self.request, data, content_type)
