"""The section about the statement to the author, and its form."""

from functools import cached_property
from typing import Any

from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...accounts.channels.moments import date_of, day
from ...accounts.lifecycle.letters import language, said
from ...core.messages.completing import as_known
from ...core.messages.engine import Refused
from ...core.messages.flow import ACTORS, HANDLERS
from ...core.messages.store import messages_of
from ...site.forms.faults import Fields
from ...site.forms.request import text, texts
from ...site.mail.send import new_message_id, send
from ...site.settings.registry import municipality, setting
from ..desk.guided import ALONG
from ..desk.history import WAYS
from ..desk.onwards import arriving, listed, next_after
from ..reminders.letters import channel_called
from ..reminders.replies import address_of, mail_address
from ..routing.roles import me
from ..steps.courses import behind
from ..steps.given import GUARD, cleaned_line, cleaned_text
from ..steps.knowing import latest_removal
from ..steps.rules import rule_text
from .section import MessageForm, Section
from .statement import SUBJECT, Decision, statement

LINE = "statement"


class StatementSection(Section):
    """The next thing to do when a comment has been taken down."""

    name = "statement"
    who = ACTORS
    index = ViewPageTemplateFile("statement.pt")

    @property
    def is_offered(self) -> bool:
        is_theirs = super().is_offered and self.removal is not None
        return is_theirs and self.state.is_removed and self.may_change

    @cached_property
    def log(self) -> list[dict]:
        return messages_of(self.view.hub).log(self.number)

    @cached_property
    def removal(self) -> Any:
        """The line of the log that tells of the latest removal; None without one."""
        return latest_removal(self.view.hub, self.number)

    @property
    def may_close(self) -> bool:
        """Whether the message is still to be closed, by the present user."""
        return self.state.handling == "acting" and bool(self.roles & set(HANDLERS))

    @property
    def is_due(self) -> bool:
        """Whether nothing has been said of the latest removal."""
        later = self.log[self.log.index(self.removal) :]
        return not any(line["step"] == LINE for line in later)

    def told(self) -> list[dict]:
        """What has been said before, the latest first."""
        return [each | {"way": WAYS[each["given"]["way"]]} for each in self.lines(LINE)]

    def draft(self) -> str:
        """The statement as the form begins with it."""
        return self.given("statement") or statement(self._decision(), said)

    def address(self) -> str:
        """Where the author can be reached by e-mail, if that is known."""
        return self.given("address") or address_of(self.view.hub, self.number)

    def way(self) -> str:
        """What is chosen in the form."""
        return self.given("way") or ("mail" if self.address() else "")

    @property
    def _known(self):
        return as_known(messages_of(self.view.hub)[self.number])

    def _decision(self):
        hub, number = self.view.hub, self.number
        acted: dict = next(
            (one for one in reversed(self.log) if one["step"] == "act"), {"given": {}}
        )
        return Decision(
            step=self.removal["step"],
            day=day(date_of(self.removal["time"]).isoformat(), language()),
            municipality=municipality(),
            channel=channel_called(hub, messages_of(hub)[number]["channel"]),
            rules=tuple(
                rule_text(code, hub, number, language()) for code in self.state.facts.rules
            ),
            reason=acted["given"].get("reason", ""),
            permalink=self._known["permalink"],
            office=setting("office_email") or "",
        )


class GiveStatement(MessageForm):
    """``@@give-statement`` on a hub: ``way`` says how, and what was said is kept."""

    section = StatementSection
    done = _("The statement to the author is noted.")
    coming = None

    def take(self, form):
        self.coming = next_after(self.hub, self.hub, self.number, form, self.now)
        self._tell(form)
        if hindrance := behind(self.hub, self.number, LINE, texts(form, ALONG)):
            mapping = {"sentence": api.portal.translate(hindrance)}
            self.done = _(
                "The statement to the author is noted. The message was not closed: ${sentence}",
                mapping=mapping,
            )

    def onwards(self):
        """The next message, where this one is closed."""
        is_closed = messages_of(self.hub).state(self.number).handling == "closed"
        if not is_closed or self.coming is None:
            return super().onwards()
        page = f"{self.hub.absolute_url()}/@@messages/{self.coming}"
        return arriving(page, listed(self.request.form), self.number)

    def _tell(self, form):
        way, fields = text(form, "way"), Fields(form)
        fields.demand("way", way in WAYS, _("Say how the author is told."))
        told = {"way": way} | (getattr(self, f"_by_{way}")(fields) if way in WAYS else {})
        fields.done()
        messages_of(self.hub).record(self.number, LINE, told, who=me(), now=self.now)
        if way == "mail":
            self._send(told)

    def _by_mail(self, fields):
        to = fields.read("address", _receiver)
        return {"text": _text(fields), "to": to, "message_id": new_message_id(to)}

    def _by_elsewhere(self, fields):
        words, how = _text(fields), fields.read("how", cleaned_line)
        fields.demand("how", how, _("Say where and how the author was told."))
        return {"how": how, "text": words}

    def _by_unknown(self, fields):
        return {}

    def _send(self, told):
        channel = channel_called(self.hub, messages_of(self.hub)[self.number]["channel"])
        subject, office = said(SUBJECT, {"channel": channel}), setting("office_email") or ""
        send(
            told["to"],
            subject,
            told["text"] + "\n",
            reply_to=office,
            message_id=told["message_id"],
            by_person=True,
            now=self.now,
        )


def _text(fields):
    words = fields.read("statement", cleaned_text)
    fields.demand("statement", words, _("Write what the author is told."))
    return words


def _receiver(written):
    if not (found := mail_address(written)):
        raise Refused(GUARD, _("Write an e-mail address that leads to the author."))
    return found
