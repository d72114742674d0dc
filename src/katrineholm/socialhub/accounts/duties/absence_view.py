"""``@@absence`` on a hub: one person is away, from all the channels they answer for."""

from functools import cached_property
from urllib.parse import quote

from AccessControl import Unauthorized
from plone import api
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...site.forms.permissions import may_manage
from ...site.forms.refusals import Refusal
from ...site.forms.request import KeepsWhatWasWritten, day, leave, require_form, text
from ..channels import moments
from ..channels.moments import today
from ..people.answering import duties_of
from .absence import ahead
from .absence_noting import note_everywhere, take_away_everywhere
from .held import Holder, held_by, holders, role_title


class AbsenceView(KeepsWhatWasWritten, BrowserView):
    """The office chooses a person; any other member is asked about their own duties only."""

    template = ViewPageTemplateFile("absence.pt")

    def __call__(self):
        if api.user.is_anonymous():
            raise Unauthorized
        return self.template()

    @cached_property
    def may_choose(self) -> bool:
        return may_manage(self.context)

    @cached_property
    def who(self) -> str:
        """The person that the page is about, as in ``people.person.key``."""
        own = api.user.get_current().getId()
        who = text(self.request.form, "person") or own
        if who != own and not self.may_choose:
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


class NoteAbsence(AbsenceView):
    """``@@note-absence`` on a hub."""

    def __call__(self):
        require_form(self.request)
        if api.user.is_anonymous():
            raise Unauthorized
        form = self.request.form
        try:
            number = note_everywhere(self.context, self.who, day(form, "first"), day(form, "last"))
        except Refusal as refusal:
            self.refused = refusal.sentence
            return self.template()
        said = _("The absence is noted. Channels: ${number}.", mapping={"number": number})
        leave(self.request, _page(self), said)


class EndAbsence(AbsenceView):
    """``@@end-absence`` on a hub: the absence is taken away from every channel."""

    def __call__(self):
        require_form(self.request)
        if api.user.is_anonymous():
            raise Unauthorized
        take_away_everywhere(self.context, self.who, text(self.request.form, "first"))
        leave(self.request, _page(self), _("The absence is taken away."))


def _page(view):
    return f"{view.context.absolute_url()}/@@absence?person={quote(view.who, safe='')}"
