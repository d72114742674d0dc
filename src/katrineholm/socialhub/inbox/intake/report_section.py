"""The section about a message's reports, its mail, and its thread.

The first report is shown with the message itself; the section adds its receipt number.
"""

from functools import cached_property

from plone.app.layout.viewlets.common import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.times import formatted_time
from ...core.messages.content import UNKNOWN
from ...core.messages.store import messages_of
from ..desk.message_page import reporter_contact
from ..desk.serializer import message_row
from ..desk.visibility import may_see
from ..steps.rules import rule_text
from ..steps.threads import thread_numbers
from .mail_headers import AUTOMATIC
from .public_submissions import message_reports

NO_DEADLINE = _("Nobody waits for an answer, so it has no deadline until somebody takes it on.")
BROKEN = _("It is malformed, and could not be taken apart: its text is shown as it stands.")
LONG = _("It is longer than what is shown here.")
ANNOUNCED = _("${service} announced it: author and text are read out of its mail. Answer there.")
UNREAD = _(
    "A program of ${service} has sent it, and its layout is not known: who wrote, and what, could "
    "not be read out of it."
)


class ReportsSection(ViewletBase):
    """The section with the reports of a message, its mail and its thread."""

    index = ViewPageTemplateFile("report_section.pt")

    def render(self) -> str:
        return self.index() if self.reports or self.mail or self.thread else ""

    @cached_property
    def reports(self) -> list[dict]:
        """The reports, the earliest first; ``is_again`` marks those after the message's arrival."""
        captured = messages_of(self.view.hub)[self.view.number]["captured"]
        found = message_reports(self.view.hub, self.view.number)
        return [
            {"quote": "", "author": "", "contact": "", "often": False, "receipt_number": "", **each}
            | {
                "when": formatted_time(each["time"])["text"],
                "reason": rule_text(each["reason"], self.view.hub, self.view.number),
                "contact": reporter_contact(each.get("contact", "")),
                "is_again": number > 0 or not captured["reported"],
            }
            for number, each in enumerate(found)
        ]

    @cached_property
    def mail(self) -> list[Message]:
        """Notes on the mail that a message arrived as; empty if it arrived in another way."""
        message = messages_of(self.view.hub)[self.view.number]
        mail = message["captured"].get("mail")
        if not mail:
            return []
        found = [AUTOMATIC[mail["automatic"]], NO_DEADLINE] if mail["automatic"] else []
        if service := mail.get("service"):
            sentence = UNREAD if message["captured"]["sender"] == UNKNOWN else ANNOUNCED
            found.append(Message(sentence, mapping={"service": service}))
        more = _("It has more files than are listed: ${number}", mapping={"number": mail["more"]})
        is_so = {BROKEN: not mail["is_whole"], LONG: mail["is_cut"], more: mail["more"]}
        whole = _("All of it is kept as it came: ${name}", mapping={"name": mail["whole"]})
        is_so[whole] = mail["whole"] in message["files"]
        return found + [sentence for sentence in is_so if is_so[sentence]]

    @cached_property
    def thread(self) -> list[dict]:
        """The other messages of the thread that the user may see, as rows."""
        hub, number = self.view.hub, self.view.number
        others = [n for n in thread_numbers(hub, number) if n != number and may_see(hub, n)]
        messages = messages_of(hub)
        return [
            message_row(hub, each, self.view.now)
            | {"came": formatted_time(messages[each]["captured"]["captured"])["text"]}
            for each in others
        ]
