"""``@@answer-by-link`` on a hub: a contact with a link from a mail answers one message."""

from functools import cached_property
from time import time

from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import implementer

from ...accounts.channels.interfaces import IOpenedByKey
from ...accounts.channels.moments import today, when
from ...accounts.duties.confirming_link import LinkRefused
from ...core.messages.completing import as_known
from ...core.messages.engine import Refused
from ...core.messages.guide import stated_by
from ...core.messages.store import messages_of
from ...site.forms.queries import number
from ...site.forms.request import KeepsWhatWasWritten, require_form, text
from ...site.settings.registry import setting
from ..reminders.deadlines import deadline
from ..reminders.keys import opened
from ..reminders.letters import channel_title
from ..reminders.replies import address_of
from ..routing.roles import me, standing_in_for
from ..steps import courses, steps
from ..steps.given import LONG
from .forms import given_by
from .shown import sender_name

# The address is a key: it is neither kept nor passed on to other sites.
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
STEP, USED = "answer", "link-used"
# A contact who answers a message says by it that it breaks no rule and that an answer is due.
ANSWERS = {"rules": False, "answer_due": True}


@implementer(IOpenedByKey)
class AnswerByLink(KeepsWhatWasWritten, BrowserView):
    """Shows the message and asks for the answer; nothing changes before the button is pressed."""

    template = ViewPageTemplateFile("by_link.pt")
    longest = LONG
    is_done = False
    barred = None

    def __call__(self):
        for name, value in HEADERS.items():
            self.request.response.setHeader(name, value)
        try:
            contact = opened(self.context, self.number, self.key, today())
        except LinkRefused as refusal:
            self.request.response.setStatus(refusal.status)
            self.barred = refusal.sentence
            return self.template()
        if self.request.method == "POST":
            require_form(self.request)
            self._take(contact)
        return self.template()

    @property
    def key(self) -> str:
        return text(self.request.form, "key")

    @cached_property
    def number(self) -> int:
        return number(self.request.form, "message", 1, 10**8) or 0

    def came(self) -> dict:
        """What is shown of the message."""
        message = messages_of(self.context)[self.number]
        known, due = as_known(message), deadline(message)
        return {
            "channel": channel_title(self.context, message["channel"]),
            "sender": sender_name(known["sender"]),
            "subject": known["subject"],
            "text": known["text"],
            "permalink": known["permalink"],
            "due": due and when(due)["text"],
        }

    def address(self) -> str:
        """Where the answer can be sent."""
        return address_of(self.context, self.number)

    def office(self) -> str:
        """Whom to ask for all else."""
        return setting("office_email") or ""

    def _take(self, contact):
        given, now = given_by(STEP, self.request.form), int(time())
        try:
            with standing_in_for(contact), courses.all_or_nothing():
                for question, is_yes in ANSWERS.items():
                    stated = stated_by(question, is_yes, False, False)
                    steps.answer(self.context, self.number, question, is_yes, stated)
                messages_of(self.context).record(self.number, USED, {}, who=me(), now=now)
                courses.take(self.context, self.number, STEP, given)
            self.is_done = True
        except Refused as refusal:
            self.refuse(refusal)
