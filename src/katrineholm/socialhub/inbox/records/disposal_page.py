"""``@@disposal`` on a hub, for archivists: what is ripe, proposed by one, confirmed by another."""

from collections.abc import Sequence
from time import time

from AccessControl import Unauthorized
from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.channels.moments import when
from ...accounts.people.person import member_name
from ...core.messages.engine import Refused
from ...core.messages.shelves import page
from ...core.messages.store import messages_of
from ...site.forms.faults import Faults
from ...site.forms.refusals import FaultyFields
from ...site.forms.request import KeepsWhatWasWritten, leave, require_form, text, texts
from ...site.settings.registry import setting
from ..reminders.letters import channel_title
from ..routing.roles import is_anywhere, me, roles_for
from .disposal import (
    dispose,
    hindrance,
    propose,
    proposed,
    ripe,
    unconfirmed,
    unproposed,
    withdraw,
)

MOST = 100
UNSURE = _("Confirm that they are to be erased for good.")
ARCHIVIST = "archivist"


class DisposalView(KeepsWhatWasWritten, BrowserView):
    """The first of what is ripe; the others follow when these are disposed of."""

    template = ViewPageTemplateFile("disposal.pt")
    hindrances: Sequence[Message] = ()

    def __call__(self):
        self.require_archivist()
        return self.template()

    def require_archivist(self) -> None:
        """Raises Unauthorized for whoever is archivist of none of the hub's messages."""
        if not is_anywhere(self.context, ARCHIVIST):
            raise Unauthorized(self.__name__)

    @property
    def days(self) -> int:
        """For how long a closed message is kept."""
        return setting("keep_messages")

    def messages(self) -> list[dict]:
        """What has been closed for so long, and what may be done with each."""
        now = int(time())
        mine = (number for number in ripe(self.context, now) if self._is_mine(number))
        return [self._shown(number, now) for number in page(mine, 0, MOST)]

    def chosen(self) -> list[int]:
        """The numbers that a form gives, of messages that are there; as many as a page has."""
        given = texts(self.request.form, "numbers")[:MOST]
        found = [int(each) for each in given if each.isascii() and each.isdigit()]
        there = messages_of(self.context).root["messages"]
        known = [each for each in dict.fromkeys(found) if 0 < each < 2**53 and each in there]
        return [number for number in known if self._is_mine(number)]

    def _is_mine(self, number):
        return ARCHIVIST in roles_for(self.context, messages_of(self.context)[number])

    def _shown(self, number, now):
        messages = messages_of(self.context)
        proposal = proposed(messages.log(number))
        return {
            "number": number,
            "url": f"{self.context.absolute_url()}/@@messages/{number}",
            "channel": channel_title(self.context, messages[number]["channel"]),
            "closed": when(-messages[number]["order"])["text"],
            "hindrance": (hinders := hindrance(self.context, number, now)),
            # A proposal that something stands in the way of can still be taken back.
            "is_idle": bool(hinders) and not proposal,
            "decision": proposal["given"]["decision"] if proposal else "",
            "by": member_name(proposal["who"]) if proposal else "",
            "is_mine": bool(proposal) and proposal["who"] == me(),
        }


class Dispose(DisposalView):
    """``@@propose-disposal``, ``@@withdraw-disposal`` and ``@@confirm-disposal`` on a hub.

    By a form with ``numbers``. What can be done is done; of each other message it is said why not.
    """

    def __call__(self):
        self.require_archivist()
        require_form(self.request)
        chosen, now, faults = self.chosen(), int(time()), Faults()
        faults.demand("numbers", chosen, _("Choose at least one message."))
        reasons = [(number, self.why_not(self.context, number, now)) for number in chosen]
        hindrances = [_about(number, why) for number, why in reasons if why]
        try:
            done = faults.take("numbers", self.take, chosen, now)
            faults.done()
        except Refused as refusal:
            self.refuse(refusal)
            return self.template()
        if not done:
            self.hindrances = hindrances
            return self.template()
        for each in hindrances:
            api.portal.show_message(each, self.request, type="warning")
        said = Message(self.done, mapping={"number": str(len(done))})
        leave(self.request, f"{self.context.absolute_url()}/@@disposal", said)


class ProposeDisposal(Dispose):
    """By one archivist."""

    done = _("Proposed: ${number}. Somebody else confirms it.")
    why_not = staticmethod(hindrance)

    def take(self, chosen, now):
        return propose(self.context, chosen, text(self.request.form, "decision"), now=now)


class WithdrawDisposal(Dispose):
    """By whoever proposed it, or by another."""

    done = _("Taken back: ${number}.")
    why_not = staticmethod(unproposed)

    def take(self, chosen, now):
        return withdraw(self.context, chosen, now=now)


class ConfirmDisposal(Dispose):
    """By another; what they held is gone for good."""

    done = _("Disposed of: ${number}.")
    why_not = staticmethod(unconfirmed)

    def take(self, chosen, now):
        if text(self.request.form, "confirmed") != "1":
            raise FaultyFields({"confirmed": UNSURE})
        return dispose(self.context, chosen, now=now)


def _about(number, why):
    """Translated here: a sentence within a sentence is not translated with it."""
    values = {"number": str(number), "why": api.portal.translate(why)}
    return _("Message ${number}: ${why}", mapping=values)


class DisposalLink(ViewletBase):
    """Above the list of messages, for archivists."""

    index = ViewPageTemplateFile("disposal_link.pt")

    @property
    def hub(self):
        return hub_of(self.context)

    def render(self) -> str:
        return self.index() if is_anywhere(self.hub, ARCHIVIST) else ""
