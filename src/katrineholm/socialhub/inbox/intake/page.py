"""``@@report-comment`` and ``@@contact-responsible``: the public's ways in, without login.

Nothing in them needs JavaScript, asks another server or tells a visitor's browser to keep anything.
"""

from functools import cached_property, partial

from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound

from ... import _
from ...accounts.channels.called import channel_name
from ...accounts.channels.facts import ChannelFacts, visible
from ...accounts.channels.hub import hub_of
from ...core.messages.engine import Refused
from ...core.timeline.store import timeline_of
from ...site.forms.limits import too_many
from ...site.forms.refusals import FaultyFields
from ...site.forms.request import KeepsWhatWasWritten, require_form, text
from ...site.settings.registry import municipality, setting
from . import contacts, reports
from .pace import CONTACT, REPORT, TooMuch, paced, refuse_guessing
from .receipts import message_of
from .taking import take_contact, take_report

# A form is of no use in a search engine, and a receipt is nobody else's business.
HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
# A person does not see this field; programs that fill in every form do. Who is taken for one by
# mistake is told, for nothing may be lost: the form comes back, with the field in sight.
TRAP = "homepage"
TRAPPED = _("A field that is to stay empty was filled in. It is empty now: send once more.")


class PublicForm(KeepsWhatWasWritten, BrowserView):
    """What both have in common: a form, and the receipt for what was sent with it."""

    form: ViewPageTemplateFile
    received = ViewPageTemplateFile("received.pt")
    trap = TRAP

    def __call__(self):
        for name, value in HEADERS.items():
            self.request.response.setHeader(name, value)
        if self.facts is None:
            raise NotFound(self.context.getId())
        if self.request.method == "POST":
            require_form(self.request)
            return self._take()
        return self.received() if self.receipt else self.form()

    @property
    def name(self) -> str:
        """The page's own name in addresses."""
        return f"@@{self.__name__}"

    @cached_property
    def facts(self) -> ChannelFacts | None:
        """The channel's facts; None where it receives nothing, or the visitor may not see it."""
        found = (facts for facts in visible(self.context) if facts.speaks)
        return next(found, None)

    @cached_property
    def receipt(self) -> str:
        """The number of the receipt that is shown; empty where there is no such receipt."""
        number = text(self.request.form, "receipt")
        is_right = message_of(hub_of(self.context), number) is not None
        try:
            if number:
                refuse_guessing(self.request, self.context, is_right=is_right)
        except TooMuch as refusal:
            too_many(self.request, refusal.seconds)
            self.refuse(refusal)
        return number if is_right and not self.refused else ""

    @cached_property
    def entry(self) -> dict:
        """The entry that the visitor comes from: ``id``, ``title``, ``link``; empty for none."""
        id, timeline = text(self.request.form, "entry"), timeline_of(hub_of(self.context))
        entry = timeline.get(id) if id else None
        if not entry or entry["channel"] != self.facts.uid or not timeline.is_visible(entry):
            return {}
        return {"id": id, "title": entry["title"], "link": entry["link"]}

    def channel(self) -> str:
        """The channel's name with its service."""
        return channel_name(self.facts) if self.facts else ""

    def hub_url(self) -> str:
        """Where the hub's own pages are."""
        return hub_of(self.context).absolute_url()

    def municipality(self) -> str:
        """The controller of personal data."""
        return municipality()

    def data_protection(self) -> str:
        """Where the municipality informs about personal data; empty where that is not known."""
        return setting("data_protection_url") or ""

    def _take(self):
        try:
            receipt = self.taken(self.request.form)
        except Refused as refusal:
            if isinstance(refusal, TooMuch):
                too_many(self.request, refusal.seconds)
            self.refuse(refusal)
            return self.form()
        self.request.response.redirect(self.receipt_url(receipt))

    def taken(self, form) -> str:
        """Take what was sent, by whatever way; the receipt's number. Raises engine.Refused."""
        if text(form, TRAP):
            raise FaultyFields({TRAP: TRAPPED})
        return self.take(form)

    def receipt_url(self, receipt: str) -> str:
        """Where the receipt of a number is shown."""
        return f"{self.context.absolute_url()}/{self.name}?receipt={receipt}"


class ReportView(PublicForm):
    """``@@report-comment`` on a channel; ``?entry=<id>`` or ``?address=`` fill in an address."""

    form = ViewPageTemplateFile("report.pt")
    longest = reports.LONGEST
    is_report = True

    def take(self, form) -> str:
        """Take the report; the receipt's number. Raises engine.Refused."""
        report = reports.report_from(form, self.codes)
        take = partial(take_report, self.context, report, entry=self.entry.get("link", ""))
        return paced(self.request, self.context, REPORT, take)

    @cached_property
    def codes(self) -> dict[str, str]:
        """What may be wrong with a comment."""
        return reports.reasons(self.context)

    def reasons(self) -> list[dict]:
        """The same, to choose one of."""
        chosen = self.given("reason")
        return [
            {"code": code, "text": self.codes[code], "is_chosen": code == chosen}
            for code in self.codes
        ]

    def address(self) -> str:
        """What the address is to begin with."""
        if self.refused:
            return self.given("address")
        return self.entry.get("link") or reports.readable(text(self.request.form, "address"))


class ContactView(PublicForm):
    """``@@contact-responsible`` on a channel; ``?entry=<id>`` says what it is about."""

    form = ViewPageTemplateFile("contact.pt")
    longest = contacts.LONGEST
    is_report = False

    def take(self, form) -> str:
        """Take the message; the receipt's number. Raises engine.Refused."""
        contact = contacts.contact_from(form)
        take = partial(take_contact, self.context, contact, entry=self.entry.get("link", ""))
        return paced(self.request, self.context, CONTACT, lambda often, **how: take(**how))
