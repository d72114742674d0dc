"""``@@disposal`` on a hub, for archivists: what is ripe, proposed by one, confirmed by another."""

from time import time

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

from .. import _
from ..channels.facts import hub_of
from ..channels.forms import leave, require_form, text
from ..channels.moments import when
from ..handling.letters import channel_title
from ..handling.roles import me
from ..messages.engine import Refused
from ..messages.shelves import page
from ..messages.store import messages_of
from ..people.person import member_name
from ..settings.registry import setting
from .disposal import dispose, hindrance, propose, proposed, ripe

MOST = 100
ALLOWED = "katrineholm.socialhub: Dispose of messages"


class DisposalView(BrowserView):
    """The first of what is ripe; the others follow when these are disposed of."""

    template = ViewPageTemplateFile("disposal.pt")
    refused = None

    def __call__(self):
        return self.template()

    @property
    def days(self) -> int:
        """For how long a closed message is kept."""
        return setting("keep_messages")

    def messages(self) -> list[dict]:
        """What has been closed for so long, and what may be done with each."""
        now = int(time())
        return [self._shown(number, now) for number in page(ripe(self.context, now), 0, MOST)]

    def given(self, name: str) -> str:
        """What was written in a form that was refused."""
        return text(self.request.form, name) if self.refused else ""

    def chosen(self) -> list[int]:
        """The numbers that a form gives, of messages that are there; as many as a page has."""
        given = self.request.form.get("numbers", ())
        texts = [given] if isinstance(given, str) else list(given)[:MOST]
        found = [int(each) for each in texts if str(each).isascii() and str(each).isdigit()]
        there = messages_of(self.context).root["messages"]
        return [number for number in dict.fromkeys(found) if 0 < number < 2**53 and number in there]

    def _shown(self, number, now):
        messages = messages_of(self.context)
        proposal = proposed(messages.log(number))
        return {
            "number": number,
            "url": f"{self.context.absolute_url()}/@@messages/{number}",
            "channel": channel_title(self.context, messages[number]["channel"]),
            "closed": when(-messages[number]["order"])["text"],
            "hindrance": hindrance(self.context, number, now),
            "decision": proposal["given"]["decision"] if proposal else "",
            "by": member_name(proposal["who"]) if proposal else "",
            "is_mine": bool(proposal) and proposal["who"] == me(),
        }


class Dispose(DisposalView):
    """``@@propose-disposal`` and ``@@confirm-disposal`` on a hub, by a form with ``numbers``."""

    def __call__(self):
        require_form(self.request)
        try:
            done = self.take(self.chosen(), int(time()))
        except Refused as refusal:
            self.refused = refusal.sentence
            return self.template()
        said = Message(self.done, mapping={"number": str(len(done))})
        leave(self.request, f"{self.context.absolute_url()}/@@disposal", said)


class ProposeDisposal(Dispose):
    """By one archivist."""

    done = _("Proposed: ${number}. Somebody else confirms it.")

    def take(self, chosen, now):
        return propose(self.context, chosen, text(self.request.form, "decision"), now=now)


class ConfirmDisposal(Dispose):
    """By another; what they held is gone for good."""

    done = _("Disposed of: ${number}.")

    def take(self, chosen, now):
        if text(self.request.form, "confirmed") != "1":
            raise Refused("confirmed", _("Confirm that they are to be erased for good."))
        return dispose(self.context, chosen, now=now)


class DisposalLink(ViewletBase):
    """Above the list of messages, for archivists."""

    index = ViewPageTemplateFile("disposal_link.pt")

    @property
    def hub(self):
        return hub_of(self.context)

    def render(self) -> str:
        return self.index() if api.user.has_permission(ALLOWED, obj=self.hub) else ""
