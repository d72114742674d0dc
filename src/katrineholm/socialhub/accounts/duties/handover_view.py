"""``@@handover`` on a hub: choose who leaves, see what they hold, choose who takes it over."""

from functools import cached_property
from urllib.parse import quote

from plone import api
from Products.Five import BrowserView

from ... import _
from ...site.forms.request import KeepsWhatWasWritten, TakesForm, text, texts
from ...site.mail.send import send
from ..channels.interfaces import PERSON
from ..lifecycle.letters import may_open, said, whom_to_ask
from ..lifecycle.steps import state_title
from ..people.person import mailbox, person, spelled_out
from .handover import Held, hand_over, held
from .held import ROLE_TITLES, Holder, holders, role_title


class HandOverView(KeepsWhatWasWritten, BrowserView):
    """Everybody who holds a duty, or all that one person holds."""

    help = PERSON

    @cached_property
    def people(self) -> list[Holder]:
        """Those who hold duties, also those whose account is gone."""
        return holders(self.context)

    @cached_property
    def leaving(self) -> Holder | None:
        """Who has been chosen."""
        who = text(self.request.form, "person")
        return next((holder for holder in self.people if holder.key == who), None)

    def link(self, holder: Holder) -> str:
        """The page of one person's duties."""
        return f"{self.context.absolute_url()}/@@handover?person={quote(holder.key, safe='')}"

    def duties(self) -> list[dict]:
        """What the person holds, with what stands ticked."""
        found = held(self.context, self.leaving.key)
        return [_row(duty, not self.refused or duty.id in self.chosen) for duty in found]

    @cached_property
    def chosen(self) -> set[str]:
        """The duties that are ticked in the form that was sent."""
        return set(texts(self.request.form, "duty"))


class HandOver(TakesForm, HandOverView):
    """``@@hand-over`` on a hub: all that is ticked, at once or not at all."""

    leads_to = "/@@handover"

    def take(self, form):
        to = spelled_out(text(form, "to"))
        moved = hand_over(self.context, text(form, "person"), to, self.chosen)
        if text(form, "tell"):
            write_to_new_holder(to, moved)
        said = {"number": len(moved), "name": person(to).name}
        return _("Handed over to ${name}: ${number} duties.", mapping=said)


def write_to_new_holder(to: str, moved: list[Held]) -> None:
    """Write to the new holder what is theirs now."""
    someone = person(to)
    opens = {duty.id for duty in moved if may_open(someone, duty.place)}
    lines = [_line(duty, is_linked=duty.id in opens) for duty in moved]
    ending = [] if len(opens) == len(lines) else ["", said(whom_to_ask())]
    subject = said(_("Duties for channels in social media have been handed over to you"))
    opening = said(_("These duties are yours from today:"))
    send(mailbox(someone), subject, "\n".join((opening, "", *lines, *ending)))


def _line(duty, *, is_linked):
    line = f"{duty.place.title} ({said(ROLE_TITLES[duty.role])})"
    return f"{line}: {duty.place.absolute_url()}" if is_linked else line


def _row(duty, is_chosen):
    is_head = duty.role == "head"
    return {
        "id": duty.id,
        "title": duty.place.title,
        "url": duty.place.absolute_url(),
        "role": role_title(duty.role),
        "administration": "" if is_head else duty.place.__parent__.title,
        "state": "" if is_head else state_title(api.content.get_state(duty.place)),
        "is_chosen": is_chosen,
    }
