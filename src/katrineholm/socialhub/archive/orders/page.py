"""``@@packages`` on a hub, for the archivist: order, follow, download, note the receipt."""

from datetime import date

from Products.Five import BrowserView

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.moments import day, today, when
from ...accounts.people.person import member_name
from ...site.forms.refusals import Refusal
from ...site.forms.request import KeepsWhatWasWritten, leave, require_form, text
from ...site.settings.registry import setting
from . import book
from .asking import Asked, again, cancel, note_receipt, order, places, remove_files
from .told import REASONS, STATES, downloads, megabytes

SECONDS = 5  # between two looks at what is being made


class PackagesPage(KeepsWhatWasWritten, BrowserView):
    """Changes by POST with ``do``; with ``follow`` in the address the page is loaded again."""

    def __call__(self):
        if self.request.method == "POST":
            require_form(self.request)
            try:
                return leave(self.request, *self._taken(self.request.form))
            except Refusal as refusal:
                self.refuse(refusal)
        if self.is_followed:
            self.request.response.setHeader("Refresh", str(SECONDS))
        return self.index()

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@packages"

    @property
    def is_under_way(self) -> bool:
        """Whether there is anything to wait for."""
        return any(each.state in book.UNDER_WAY for each in book.newest_first(self.context))

    @property
    def is_followed(self) -> bool:
        """Whether the page looks again by itself: whoever reads it can turn that off."""
        is_asked = text(self.request.form, "follow") == "1" and self.request.method == "GET"
        return is_asked and self.is_under_way

    @property
    def is_set_up(self) -> bool:
        """Whether the settings tell what no package can do without."""
        return bool(setting("organisation_number"))

    def choices(self) -> list[dict]:
        """What a package can be of: administrations first, then channels; each by title."""
        chosen = text(self.request.form, "whose")
        found = places(self.context).values()
        return [
            {
                "title": title,
                "options": [
                    {"uid": each.uid, "title": _title(each), "is_chosen": each.uid == chosen}
                    for each in sorted(found, key=_title)
                    if isinstance(each, ChannelFacts) == are_channels
                ],
            }
            for title, are_channels in ((_("Administrations"), False), (_("Channels"), True))
        ]

    def first(self) -> str:
        """What stands as the first day: the year's, unless something else was written."""
        return text(self.request.form, "from") or date(today().year, 1, 1).isoformat()

    def last(self) -> str:
        return text(self.request.form, "to") or today().isoformat()

    def is_ticked(self, name: str) -> bool:
        return text(self.request.form, name) == "1"

    def today(self) -> str:
        return today().isoformat()

    def packages(self) -> list[dict]:
        """What is ordered, the newest first, as people read it."""
        return [self._shown(each) for each in book.newest_first(self.context)]

    def _shown(self, each):
        with_what = [
            title
            for name, title in (("messages", _("messages")), ("diary", _("diary")))
            if getattr(each, name)
        ]
        return {
            "id": each.id,
            "title": each.title,
            "period": f"{day(each.first)} – {day(each.last)}",
            "with": with_what,
            "by": member_name(each.by),
            "is_elsewhere": each.is_elsewhere,
            "ordered": when(each.ordered),
            "state": each.state,
            "says": STATES[each.state],
            "progress": each.progress,
            "why": REASONS[each.code] if each.code else "",
            "files": [
                {**file, "size": megabytes(file["size"])} for file in downloads(self.context, each)
            ],
            "size": megabytes(each.size),
            "is_gone": each.removed is not None,
            "is_refused": self._is_refused(each),
            "receipt": each.receipt and {**each.receipt, "day": day(each.receipt["day"])},
            "is_under_way": each.state in book.UNDER_WAY,
        }

    def _is_refused(self, each):
        """Whether the form that was refused is about this package."""
        return bool(self.refused) and text(self.request.form, "id") == each.id

    def _taken(self, form):
        """Where to go on, and what is said there."""
        do, id = text(form, "do"), text(form, "id")
        if do == "order":
            return self._ordered(form)
        if do == "receipt":
            note_receipt(self.context, id, text(form, "day"), text(form, "note"))
            return self.url, _("The archive's receipt is noted.")
        if do not in ACTS:
            raise Refusal(_("Choose what is to be done."))
        act, said = ACTS[do]
        act(self.context, id)
        return self.url, said

    def _ordered(self, form):
        asked = Asked(
            whose=text(form, "whose"),
            first=text(form, "from"),
            last=text(form, "to"),
            messages=self.is_ticked("messages"),
            diary=self.is_ticked("diary"),
        )
        order(self.context, asked)
        said = _("The package is ordered. It is made as soon as the worker comes to it.")
        return f"{self.url}?follow=1", said


ACTS = {
    "cancel": (cancel, _("The package is not made.")),
    "again": (again, _("The package is tried once more.")),
    "remove": (remove_files, _("The files are taken away within a minute.")),
}


def _title(each):
    if isinstance(each, ChannelFacts):
        return f"{each.title} ({each.administration.title})"
    return each.title
