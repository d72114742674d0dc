"""``@@absence`` on a hub: one person is away, from all the channels they answer for."""

from functools import cached_property
from urllib.parse import quote

from AccessControl import Unauthorized
from plone import api
from Products.Five import BrowserView

from ... import _
from ...site.forms.permissions import may_manage
from ...site.forms.request import KeepsWhatWasWritten, TakesForm, day, text
from ..channels import moments
from ..channels.moments import today
from ..people.answering import duties_of
from .absence import ahead
from .absence_noting import note_everywhere, take_away_everywhere
from .held import Holder, held_by, holders, role_title


class AbsenceView(KeepsWhatWasWritten, BrowserView):
    """The office chooses a person; any other member is asked about their own duties only."""

    def __call__(self):
        if api.user.is_anonymous():
            raise Unauthorized
        return self.index()

    @cached_property
    def may_choose(self) -> bool:
        return may_manage(self.context)

    @cached_property
    def who(self) -> str:
        """The person that the page is about, as in ``people.person.key``."""
        own = api.user.get_current().getId()
        who = text(self.request.form, "person") or own
        if who is None or (who != own and not self.may_choose):
            raise Unauthorized
        return who

    def people(self) -> list[Holder]:
        """Whom the office chooses among."""
        return holders(self.context) if self.may_choose else []

    @cached_property
    def held(self) -> list[tuple]:
        return held_by(self.context, self.who)

    def duties(self) -> list[dict]:
        """What the person holds: a channel's title, its administration's and the duty's name."""
        return [
            {
                "title": channel.title,
                "administration": channel.__parent__.title,
                "role": role_title(role),
            }
            for channel, role in self.held
        ]

    def absences(self) -> list[dict]:
        """Periods that are not over: ``first`` (ISO), ``from``, ``until``, of ``number`` duties."""
        found = {}
        for channel, role in self.held:
            for each in ahead(duties_of(channel).absences, today()):
                if each["role"] == role:
                    found.setdefault((each["first"], each["last"]), []).append(role)
        return [
            {
                "first": first,
                "from": moments.day(first),
                "until": moments.day(last),
                "number": len(found[first, last]),
            }
            for first, last in sorted(found)
        ]


class ChangeAbsence(TakesForm, AbsenceView):
    """A form on that page."""

    def next_url(self) -> str:
        return f"{self.context.absolute_url()}/@@absence?person={quote(self.who, safe='')}"


class NoteAbsence(ChangeAbsence):
    """``@@note-absence`` on a hub."""

    def take(self, form):
        number = note_everywhere(self.context, self.who, day(form, "first"), day(form, "last"))
        return _("The absence is noted. Channels: ${number}.", mapping={"number": number})


class EndAbsence(ChangeAbsence):
    """``@@end-absence`` on a hub: the absence is taken away from every channel."""

    def take(self, form):
        take_away_everywhere(self.context, self.who, text(form, "first"))
        return _("The absence is taken away.")
