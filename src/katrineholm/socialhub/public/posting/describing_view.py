"""The desk for what is shown without words: pictures, and films without captions."""

from collections.abc import Iterator
from functools import cached_property

from AccessControl import Unauthorized
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IChannel
from ...core.timeline.store import timeline_of
from ...site.forms.queries import address, is_set
from ...site.forms.request import FormPage, text, texts
from ..listings.cards import PICTURE, CardMaker, ShowsCards
from .choosing import writable
from .describing import (
    ALT,
    LONGEST,
    Share,
    bare_pictures,
    caption_all,
    channels_for,
    describe_all,
    films_in,
    shares,
)
from .writing import may_write

SIZE = 20  # entries on a page
MOST_SHARES = 50
LOOKS = "looks-"


class Undescribed(ShowsCards, FormPage):
    """``@@undescribed-pictures`` on a hub, an administration or a channel, for who may write there.

    ``films=1`` shows films and sounds in the place of pictures. What is saved leaves the list, so
    that the next ones stand on the same page.
    """

    longest = LONGEST
    leads_to = "/@@undescribed-pictures"

    def __call__(self):
        if not self.channels and not self.may_write_somewhere:
            raise Unauthorized(self.__name__)
        return super().__call__()

    def take(self, form):
        if self.is_films:
            number = caption_all(self.context, texts(form, "entry"))
            return _("Films and sounds noted as captioned: ${number}.", mapping={"number": number})
        done, left = describe_all(self.context, given_in(form))
        return told(done, left)

    def next_url(self) -> str:
        return self.link(self.is_films, text(self.request.form, "after"))

    @cached_property
    def is_films(self) -> bool:
        """Whether the page is about films and sounds."""
        return is_set(self.request.form, "films")

    @cached_property
    def channels(self):
        """The channels that the page is about, by UID."""
        return channels_for(self.context)

    @property
    def may_write_somewhere(self) -> bool:
        """Whether somebody who has nothing here yet may be told so."""
        return may_write(self.context) or (not self.is_channel and bool(writable(self.context)))

    @cached_property
    def shares(self) -> list[Share]:
        """How far each channel has come."""
        return shares(self.context, self.channels)

    @property
    def shown_shares(self) -> list[Share]:
        """Those of the table."""
        return self.shares[:MOST_SHARES]

    @cached_property
    def totals(self) -> dict[str, int]:
        """The sums of all channels."""
        names = ("pictures", "told", "bare", "played", "captioned")
        return {name: sum(getattr(each.numbers, name) for each in self.shares) for name in names}

    @cached_property
    def is_channel(self) -> bool:
        return IChannel.providedBy(self.context)

    def share(self, part: int, whole: int) -> str:
        """A part of a whole in whole per cent; a dash where there is none."""
        return f"{part * 100 // whole} %" if whole else "–"

    @cached_property
    def rows(self) -> list[dict]:
        """The entries of the page, one more than is shown where there are others after them."""
        timeline = timeline_of(hub_of(self.context))
        after = text(self.request.form, "after")
        if self.is_films:
            films = films_in(self.channels)
            found = timeline.uncaptioned(self.channels, films, SIZE + 1, after)
        else:
            found = timeline.undescribed(self.channels, SIZE + 1, after)
        maker = CardMaker(hub_of(self.context), timeline, self.request)
        return [self._row(timeline, maker, entry) for entry in found]

    def page(self) -> list[dict]:
        """The rows that are shown."""
        return self.rows[:SIZE]

    def later(self) -> str:
        """The address of those after them; empty at the end."""
        if len(self.rows) <= SIZE:
            return ""
        return self.link(self.is_films, self.rows[SIZE - 1]["id"])

    def link(self, films: bool, after: str = "") -> str:
        """The address of the page about pictures, or about films."""
        here = self.context.absolute_url() + self.leads_to
        return address(here, films="1" if films else "", after=after)

    def channel_url(self, facts) -> str:
        """A channel's own desk."""
        url = self.request.physicalPathToURL(facts.path)
        return address(url + self.leads_to, films="1" if self.is_films else "")

    def _row(self, timeline, maker, entry):
        facts = self.channels[entry["channel"]]
        card = maker.card(entry, facts)
        return {**card, "bare": list(self._bare(timeline, entry)), "said": _said(entry)}

    def _bare(self, timeline, entry) -> Iterator[dict]:
        form = self.request.form if self.refused else {}
        url = f"{hub_of(self.context).absolute_url()}/{PICTURE}/{entry['entry_id']}"
        for picture in bare_pictures(timeline, entry):
            yield {
                **picture,
                "url": f"{url}/{picture['kept']}" if picture["kept"] else "",
                "given": text(form, ALT + picture["name"]),
                "looks": is_set(form, LOOKS + picture["name"]),
            }


def given_in(form) -> dict[str, str]:
    """What a form says of pictures, by their names; nothing of those that were left as they are."""
    given = {}
    for field in form:
        if field.startswith(LOOKS) and is_set(form, field):
            given[field.removeprefix(LOOKS)] = ""
        elif field.startswith(ALT) and (words := text(form, field)):
            given.setdefault(field.removeprefix(ALT), words)
    return given


def told(done: int, left: int) -> Message:
    """What to say of what was kept."""
    if left:
        mapping = {"number": done, "left": left}
        return _(
            "Pictures described: ${number}. Pictures that have changed or gone meanwhile: ${left}.",
            mapping=mapping,
        )
    return _("Pictures described: ${number}.", mapping={"number": done})


def _said(entry) -> str:
    """What the source says of a film: its type, where it tells one."""
    return ", ".join(dict.fromkeys(each["type"] for each in entry["media"] if each["type"]))
