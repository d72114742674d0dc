"""The page for pictures without descriptions, and videos without captions."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from AccessControl import Unauthorized
from plone.autoform.directives import widget
from zope.i18nmessageid import Message
from zope.interface import Interface
from zope.schema import Bool

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IChannel
from ...core.timeline.accessibility import uncaptioned_entries, undescribed_entries
from ...core.timeline.store import timeline_of
from ...site.pages.acts import Act, ActPage, Acts, acts
from ...site.pages.form_schema import LongText, form_fields
from ...site.pages.query import is_switched_on, url_with_query
from ...site.pages.request import form_text, form_texts
from ...site.pages.text_checks import AND_MORE
from ..listings.cards import PICTURE, CardMaker, CardViewMixin
from .channel_choice import writable_administrations
from .descriptions import (
    ALT_PREFIX,
    LONGEST,
    ChannelShare,
    channel_shares,
    describable_channels,
    store_captions,
    store_descriptions,
    undescribed_pictures,
    video_channels,
)
from .entry_storage import may_write

SIZE = 20  # entries on a page
MOST_SHARES = 50
DECORATIVE_PREFIX = "looks-"


class IDescription(Interface):
    """Form fields for a picture's description; the picture's name is added to the field names."""

    alt = LongText(title=_("What the picture tells"), max_length=LONGEST, required=False)
    looks = Bool(title=_("It is there for its looks and tells nothing"), required=False)
    widget("alt", rows=2)


DESCRIBE = Act(
    "describe",
    lambda at, form: store_descriptions(at.context, descriptions_in(form)),
    said=lambda result: confirmation(*result),
    title=_("Save"),
)
CAPTION = Act(
    "caption",
    lambda at, form: store_captions(at.context, form_texts(form, "entry")),
    said=lambda number: _(
        "Films and sounds noted as captioned: ${number}.", mapping={"number": number}
    ),
    title=_("Save"),
)


class UndescribedPictures(CardViewMixin, ActPage):
    """``@@undescribed-pictures`` on a hub, an administration or a channel, for its editors.

    ``films=1`` shows videos and sounds instead of pictures. Saved entries disappear from the list,
    so that the next ones move up.
    """

    leads_back = True

    @property
    def is_open(self) -> bool:
        return bool(self.channels) or self.may_write_somewhere

    def __call__(self):
        if not self.is_open:
            raise Unauthorized(self.__name__)
        return super().__call__()

    @property
    def acts(self) -> Acts:
        return acts(CAPTION if self.is_films else DESCRIBE)

    @property
    def title(self) -> Message:
        if self.is_films:
            return _("Films and sounds without captions")
        return _("Pictures without description")

    @property
    def url(self) -> str:
        return self.link(self.is_films, form_text(self.request.form, "after"))

    def rows_form(self) -> dict:
        return self.form(*self.acts) | {"classes": None}

    @cached_property
    def is_films(self) -> bool:
        return is_switched_on(self.request.form, "films")

    @cached_property
    def channels(self) -> dict[str, ChannelFacts]:
        return describable_channels(self.context)

    @property
    def may_write_somewhere(self) -> bool:
        """True if the user may write entries here, and so open the page even if it is empty."""
        places = [] if self.is_channel else writable_administrations(self.context)
        return may_write(self.context) or bool(places)

    @cached_property
    def shares(self) -> list[ChannelShare]:
        return channel_shares(self.context, self.channels)

    @property
    def shown_shares(self) -> list[ChannelShare]:
        return self.shares[:MOST_SHARES]

    def more_text(self) -> Message:
        return _(AND_MORE, mapping={"number": len(self.shares) - MOST_SHARES})

    @cached_property
    def totals(self) -> dict[str, int]:
        names = ("pictures", "told", "bare", "played", "captioned")
        return {name: sum(getattr(each.numbers, name) for each in self.shares) for name in names}

    @cached_property
    def is_channel(self) -> bool:
        return IChannel.providedBy(self.context)

    def percentage(self, part: int, whole: int) -> str:
        """Return a part of a whole as a percentage, or a dash if the whole is zero."""
        return f"{part * 100 // whole} %" if whole else "–"

    @cached_property
    def rows(self) -> list[dict]:
        """The entries of the page, and one more if there is a next page."""
        timeline = timeline_of(hub_of(self.context))
        after = form_text(self.request.form, "after")
        if self.is_films:
            films = video_channels(self.channels)
            found = uncaptioned_entries(timeline, self.channels, films, SIZE + 1, after)
        else:
            found = undescribed_entries(timeline, self.channels, SIZE + 1, after)
        maker = CardMaker(hub_of(self.context), timeline, self.request)
        return [self._row(timeline, maker, entry) for entry in found]

    def page(self) -> list[dict]:
        return self.rows[:SIZE]

    def next_url(self) -> str:
        """Return the URL of the next page, or an empty string on the last page."""
        if len(self.rows) <= SIZE:
            return ""
        return self.link(self.is_films, self.rows[SIZE - 1]["id"])

    def link(self, films: bool, after: str = "") -> str:
        """Return the URL of the page for pictures or for ``films``, starting ``after`` an entry."""
        here = f"{self.context.absolute_url()}/@@{self.__name__}"
        return url_with_query(here, films="1" if films else "", after=after)

    def channel_url(self, facts: ChannelFacts) -> str:
        url = self.request.physicalPathToURL(facts.path)
        return url_with_query(f"{url}/@@{self.__name__}", films="1" if self.is_films else "")

    def _row(self, timeline, maker, entry):
        card = maker.card(entry, self.channels[entry["channel"]])
        types = dict.fromkeys(each["type"] for each in entry["media"] if each["type"])
        return {**card, "bare": [*self._bare(timeline, entry, card)], "said": ", ".join(types)}

    def _bare(self, timeline, entry, card) -> Iterator[dict]:
        url = f"{hub_of(self.context).absolute_url()}/{PICTURE}/{entry['entry_id']}"
        for picture in undescribed_pictures(timeline, entry):
            yield {
                "url": f"{url}/{picture['kept']}" if picture["kept"] else "",
                "fields": [self._field(each, picture, card) for each in form_fields(IDescription)],
            }

    def _field(self, field, picture, card):
        name = f"{field['name']}-{picture['name']}"
        return field | {
            "name": name,
            "id": f"socialhub-{name}",
            "of": card["title"],
            "value": self.given(name),
            "fault": self.faults.get(name, ""),
        }


def descriptions_in(form: Mapping) -> dict[str, str]:
    """Return the descriptions in a form by picture name; they are empty for decorative pictures."""
    given = {}
    for field in form:
        if field.startswith(DECORATIVE_PREFIX) and is_switched_on(form, field):
            given[field.removeprefix(DECORATIVE_PREFIX)] = ""
        elif field.startswith(ALT_PREFIX) and (words := form_text(form, field)):
            given.setdefault(field.removeprefix(ALT_PREFIX), words)
    return given


def confirmation(done: int, left: int) -> Message:
    if not left:
        return _("Pictures described: ${number}.", mapping={"number": done})
    return _(
        "Pictures described: ${number}. Pictures that have changed or gone meanwhile: ${left}.",
        mapping={"number": done, "left": left},
    )
