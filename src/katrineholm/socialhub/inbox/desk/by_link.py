"""``@@answer-by-link`` on a hub: a contact with a link from a mail answers one message."""

from functools import cached_property
from time import time

from plone.autoform.directives import widget
from plone.dexterity.content import Container
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import Interface, implementer

from ... import _
from ...accounts.channels.interfaces import IOpenedByKey
from ...accounts.channels.moments import today, when
from ...accounts.duties.confirming_link import LinkRefused
from ...core.messages.completing import as_known
from ...core.messages.guide import stated_by
from ...core.messages.store import messages_of
from ...site.forms.acts import Act, ActPage, Acts, acts, form_of
from ...site.forms.queries import number
from ...site.forms.request import text
from ...site.forms.schema import Line, described
from ...site.settings.registry import setting
from ..reminders.deadlines import deadline
from ..reminders.keys import opened
from ..reminders.letters import channel_title
from ..reminders.replies import address_of
from ..routing.roles import me, standing_in_for
from ..steps import courses, steps
from .forms import NOTHING, fields, given_by, sending
from .shown import sender_name

# The URL is a key: it is neither cached nor sent to other sites.
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
STEP, USED = "answer", "link-used"
# By answering, a contact confirms that the message breaks no rule and needs an answer.
ANSWERS = {"rules": False, "answer_due": True}


class IKey(Interface):
    """The link's values, in hidden fields of the form."""

    message = Line(required=False)
    key = Line(required=False)
    widget("message", type="hidden")
    widget("key", type="hidden")


@implementer(IOpenedByKey)
class AnswerByLink(ActPage):
    """The message and a form for the answer; only the form changes anything."""

    index = ViewPageTemplateFile("by_link.pt")
    title = _("Answer a message")
    barred = None

    def __call__(self):
        for name, value in HEADERS.items():
            self.request.response.setHeader(name, value)
        try:
            self.contact = opened(self.context, self.number, self.key, today())
        except LinkRefused as refusal:
            self.request.response.setStatus(refusal.status)
            self.barred = refusal.sentence
            return self.index()
        return super().__call__()

    @property
    def acts(self) -> Acts:
        return acts(ANSWERING)

    @property
    def hub(self) -> Container:
        return self.context

    @property
    def key(self) -> str:
        return text(self.request.form, "key")

    @cached_property
    def number(self) -> int:
        return number(self.request.form, "message", 1, 10**8) or 0

    def content(self) -> dict:
        """Return the facts shown about the message."""
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

    def answer_form(self) -> dict:
        """Return the form; an answer can be mailed if the sender left an address."""
        given, to = (
            self.request.form if self.refused else NOTHING,
            address_of(self.hub, self.number),
        )
        key = described(IKey, values={"message": self.number, "key": self.key})
        rows = fields(STEP, self, given, self.faults)
        shown = {"answer", "in_office", *(["send"] if to else ())}
        found = [sending(each, to, given) for each in rows if each["name"] in shown]
        return form_of(self.url, ANSWERING, do="") | {"fields": [*key, *found]}

    def office(self) -> str:
        """Return the e-mail for all other questions."""
        return setting("office_email") or ""


def _answer(at, form):
    hub, number = at.context, at.number
    with standing_in_for(at.contact), courses.all_or_nothing():
        for question, is_yes in ANSWERS.items():
            stated = stated_by(question, is_yes, False, False)
            steps.answer(hub, number, question, is_yes, stated)
        messages_of(hub).record(number, USED, {}, who=me(), now=int(time()))
        courses.take(hub, number, STEP, given_by(STEP, form))
    return True


ANSWERING = Act(STEP, _answer, title=_("Answer"), stays=True)
