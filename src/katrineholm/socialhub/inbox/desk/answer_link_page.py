"""``@@answer-by-link`` on a hub: a contact answers one message through a link from a mail."""

from functools import cached_property
from time import time

from plone.autoform.directives import widget
from plone.dexterity.content import Container
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import Interface, implementer

from ... import _
from ...accounts.channels.interfaces import IOpenedByKey
from ...accounts.channels.times import formatted_time, today
from ...accounts.lifecycle.confirmation import conceal_url
from ...core.messages.content import known_content
from ...core.messages.guide import facts_of_answer
from ...core.messages.store import messages_of
from ...site.pages.acts import Act, ActPage, Acts, act_form, acts
from ...site.pages.form_schema import Line, form_fields
from ...site.pages.query import query_number
from ...site.pages.refusals import LinkRefused
from ...site.pages.request import form_text
from ...site.settings.registry import setting
from ..steps import step_sequence, steps
from ..steps.answer_links import link_contact
from ..steps.deadlines import current_deadline
from ..steps.mails import channel_title
from ..steps.replies import sender_email
from ..steps.roles import as_contact, current_actor
from .acts import NO_VALUES, step_fields, step_values, with_recipient
from .serializer import sender_name

STEP, USED = "answer", "link-used"
# By answering, a contact confirms that the message breaks no rule and needs an answer.
ANSWERS = {"rules": False, "answer_due": True}


class IKey(Interface):
    """The hidden fields that keep the link's values: the message number and the key."""

    message = Line(required=False)
    key = Line(required=False)
    widget("message", type="hidden")
    widget("key", type="hidden")


@implementer(IOpenedByKey)
class AnswerByLink(ActPage):
    """The page with the message and a form for the answer; opening it changes nothing."""

    index = ViewPageTemplateFile("answer_link_page.pt")
    title = _("Answer a message")
    barred = None

    def __call__(self):
        conceal_url(self.request.response)
        try:
            self.contact = link_contact(self.context, self.number, self.key, today())
        except LinkRefused as refusal:
            self.request.response.setStatus(refusal.status)
            self.barred = refusal.sentence
            return self.index()
        return super().__call__()

    @property
    def acts(self) -> Acts:
        return acts(ANSWER_ACT)

    @property
    def hub(self) -> Container:
        return self.context

    @property
    def key(self) -> str:
        return form_text(self.request.form, "key")

    @cached_property
    def number(self) -> int:
        return query_number(self.request.form, "message", 1, 10**8) or 0

    def content(self) -> dict:
        """Return the message's ``subject`` and ``text``, and ``facts`` as (label, value) pairs."""
        message = messages_of(self.context)[self.number]
        known, due = known_content(message), current_deadline(message)
        facts = {
            _("From"): sender_name(known["sender"]),
            _("Channel"): channel_title(self.context, message["channel"]),
            _("Where it was written"): known["permalink"],
            _("Deadline"): due and formatted_time(due)["text"],
        }
        return {"subject": known["subject"], "text": known["text"], "facts": facts.items()}

    def answer_form(self) -> dict:
        """Return the form; it offers to mail the answer if the sender's address is known."""
        given = self.request.form if self.refused else NO_VALUES
        to = sender_email(self.hub, self.number)
        key = form_fields(IKey, values={"message": self.number, "key": self.key})
        rows = step_fields(STEP, self, given, self.faults)
        shown = {"answer", "in_office", *(["send"] if to else ())}
        found = [with_recipient(each, to, given) for each in rows if each["name"] in shown]
        return act_form(self.url, ANSWER_ACT, do="") | {"fields": [*key, *found]}

    def office(self) -> str:
        """Return the information office's e-mail address, for other questions."""
        return setting("office_email") or ""


def _answer(at, form):
    hub, number = at.context, at.number
    with as_contact(at.contact), step_sequence.atomic_steps():
        for question, is_yes in ANSWERS.items():
            stated = facts_of_answer(question, is_yes, False, False)
            steps.answer_question(hub, number, question, is_yes, stated)
        messages_of(hub).record(number, USED, {}, who=current_actor(), now=int(time()))
        step_sequence.take_steps(hub, number, STEP, step_values(STEP, form))
    return True


ANSWER_ACT = Act(STEP, _answer, title=_("Answer"), stays=True)
