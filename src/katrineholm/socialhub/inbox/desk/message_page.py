"""A message's page: the message, its next steps, and its history."""

from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from time import time
from typing import Any
from urllib.parse import quote

from plone import api
from plone.autoform.directives import widget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message
from zope.interface import Interface, implementer

from ... import _
from ...accounts.channels.person import member_name
from ...accounts.channels.person_widget import listable_members
from ...accounts.channels.times import formatted_time
from ...accounts.lifecycle.duty_holders import duty_holders
from ...core.messages.content import CAPTURE_METHODS, UNKNOWN, known_content
from ...core.messages.disposal import DISPOSAL_STEP as DISPOSED
from ...core.messages.flow import TRANSITIONS
from ...core.messages.integrity import is_seal_intact
from ...core.messages.store import messages_of
from ...site.pages.acts import REQUIRED, ActPage
from ...site.pages.form_schema import Line, LongText, form_fields
from ...site.pages.request import form_text, take_messages
from ..steps.completion import MISSING_EVIDENCE, may_complete, missing_evidence
from ..steps.deadlines import current_deadline
from ..steps.replies import answer_outcome
from ..steps.rules import rule_text
from ..steps.schema import IStatedFacts
from ..steps.summary import TEXT_MISSING
from ..steps.validation import MAX_TEXT
from .acts import ANSWER, DECIDE, NO_VALUES, NOTE, NOTE_ACT, STATE_ACT, step_act, unsent_texts
from .guide import CLAIM, Guide
from .history import history_line
from .interfaces import IMessageView
from .next_message import has_open_tasks, list_query_string, next_message, url_with_list
from .serializer import message_row, sender_name, waiter_title
from .shortcuts import KEYS, TURN_OFF, TURN_ON, has_shortcuts
from .visibility import may_see

MOST = 10  # other messages about the same page
PASS_OVER, NEXT = _("Pass it over: the next message"), _("The next message")


class IFromList(Interface):
    """The hidden fields of each form: the query of the user's list, and its next message."""

    list = Line(required=False)
    then = Line(required=False)
    widget("list", type="hidden")
    widget("then", type="hidden")


class INote(Interface):
    """The form field for a note on a message."""

    text = LongText(
        title=_("A note for your colleagues"),
        description=_("It cannot be changed, and may be asked for as a public record."),
        max_length=MAX_TEXT,
    )
    widget("text", rows=2)


def reporter_contact(contact: str) -> Message | str:
    """Return a sentence on how to reach the reporter; empty if there is no contact."""
    values = {"contact": contact}
    return contact and _("Whoever reported it is reached at ${contact}.", mapping=values)


@implementer(IMessageView)
class MessageView(ActPage):
    """``@@messages/<id>``, the page of a message; ``tried`` is the refused step, if any."""

    index = ViewPageTemplateFile("message_page.pt")
    __name__ = "messages"
    not_yet = TEXT_MISSING
    # Of the step before, shown with the message.
    confirmations: Sequence[Message | str] = ()
    warnings: Sequence[Message | str] = ()
    required = REQUIRED

    def __init__(self, context, request, hub, number: int):
        super().__init__(context, request)
        self.hub, self.number, self.now = hub, number, int(time())

    def opened(self) -> Any:
        # Above the page they would be out of sight of whoever is led to the next step.
        told = take_messages(self.request)
        self.confirmations = [each.message for each in told if each.type != "warning"]
        self.warnings = [each.message for each in told if each.type == "warning"]
        return super().opened()

    @property
    def title(self) -> Message | str:
        return _("Message ${number}", mapping={"number": str(self.number)})

    @property
    def list_url(self) -> str:
        return f"{self.context.absolute_url()}/@@messages"

    @property
    def url(self) -> str:
        return f"{self.list_url}/{self.number}"

    @cached_property
    def guide(self) -> Guide:
        form = self.request.form if self.tried else NO_VALUES
        return Guide(self.hub, self.number, self.now, form, self.tried, self.faults)

    @property
    def list_query(self) -> str:
        """The URL query of the list that the message was opened from."""
        return list_query_string(self.request.form)

    @property
    def back_url(self) -> str:
        return f"{self.list_url}?{self.list_query}" if self.list_query else self.list_url

    def next_number(self) -> int | None:
        """Return the number of the next open message in the list, or None."""
        return next_message(self.hub, self.context, self.number, self.request.form, self.now)

    next_open = cached_property(next_number)

    def links(self) -> list[dict]:
        """Return the page's navigation links, each with ``id``, ``url`` and ``title``."""
        onwards = PASS_OVER if has_open_tasks(self.hub, self.number) else NEXT
        found = (
            ("socialhub-list", self.back_url, _("All messages")),
            ("socialhub-onwards", self.onwards_url, onwards),
        )
        return [{"id": id, "url": url, "title": title} for id, url, title in found if url]

    @property
    def onwards_url(self) -> str:
        """The URL of the next open message in the list; empty if there is none."""
        return self._page_url(self.next_open) if self.next_open else ""

    @cached_property
    def hidden(self) -> list[dict]:
        return form_fields(IFromList, values={"list": self.list_query, "then": self.next_open})

    def shortcuts(self) -> list[dict]:
        """Return ``key``, ``does`` and ``title`` of each keyboard shortcut; [] if turned off."""
        known = KEYS if has_shortcuts(self.hub) else ()
        return [{"key": key, "does": does, "title": title} for key, does, title in known]

    def shortcuts_form(self) -> dict:
        act = TURN_OFF if has_shortcuts(self.hub) else TURN_ON
        return {"buttons": [{"do": act.name, "title": act.title, "look": "link"}]}

    def step_form(self, step: dict) -> dict:
        """Return the form of a step; it has no button if an obstacle prevents the step."""
        act, look = step_act(step["id"]), "danger" if step["is_grave"] else "primary"
        found = self._form(act, step["fields"], look) | {"id": f"step-{act.name}"}
        buttons = [each | {"title": step["button"]} for each in found["buttons"]]
        return found | {"buttons": [] if step["hindrances"] else buttons}

    def claim_form(self) -> dict:
        """Return the form with the one button that claims the message and opens the writing box."""
        form = self._form(step_act(CLAIM), self.hidden, "primary")
        [button] = form["buttons"]
        title = TRANSITIONS[ANSWER].title
        return form | {
            "id": f"step-{CLAIM}",
            "fields": self.hidden,
            "classes": "socialhub-ask",
            "buttons": [button | {"title": title}],
        }

    def state_form(self) -> dict:
        return self._form(
            STATE_ACT, form_fields(IStatedFacts, values=self.guide.facts(), prefix="state-")
        )

    def note_form(self) -> dict:
        """Return the form for a note; a refused note keeps its text."""
        is_tried = self.tried == NOTE
        values = {"text": form_text(self.request.form, "text") if is_tried else ""}
        faults, of = (self.faults, "") if is_tried else (NO_VALUES, "note-")
        return self._form(NOTE_ACT, form_fields(INote, values=values, faults=faults, prefix=of))

    def _form(self, act, fields, look="secondary"):
        return {
            "url": f"{self.url}/{act.name}",
            "fields": [*self.hidden, *fields],
            "required": REQUIRED,
            "buttons": [{"do": "", "title": act.title, "look": look}],
        }

    @cached_property
    def row(self) -> dict:
        return message_row(self.hub, self.number, self.now)

    @cached_property
    def content(self) -> dict:
        """The known content of the message; URLs that are no web addresses are emptied."""
        known = known_content(self._message)
        return known | {name: _web_url(known[name]) for name in ("permalink", "in_reply_to")}

    def tags(self) -> list[dict]:
        """Return short labels for the message; ``is_late`` marks those that demand attention."""
        row, words = self.row, self.row["flagged"]
        calm = (
            *(row[name] for name in ("state_title", "publication_title", "record_class_title")),
            _("Disposed of") if self.disposal else "",
        )
        late = (
            _("Urgent: a crime is reported") if row["is_urgent"] else "",
            _("It is late") if row["is_late"] else "",
            *(_("Flagged word: ${word}", mapping={"word": each}) for each in words),
        )
        return [{"text": each, "is_late": False} for each in calm if each] + [
            {"text": each, "is_late": True} for each in late if each
        ]

    def facts(self) -> list[dict]:
        """Return facts about the message: each has a ``label`` and ``parts``, see ``_value``."""
        came, row = self.content, self.row
        names, files = self._message["files"], f"{self.url}/files"
        how = api.portal.translate(CAPTURE_METHODS.get(came["how"], came["how"]))
        facts = (
            *(self._disposal_facts() if self.disposal else [(_("From"), self._sender_values())]),
            (_("Channel"), [_value(row["channel"]["title"])]),
            (_("Where it was written"), _link_values(came["permalink"])),
            (_("It answers"), _link_values(came["in_reply_to"])),
            (_("Written"), _time_values(came["published"])),
            (_("Came in"), [*_time_values(came["captured"]), _value(f"({how})")]),
            (_("Waits for"), [_value(row["waits_for"] or waiter_title(row["state"]))]),
            (_("Deadline"), _time_values(current_deadline(self._message))),
            (_("The answer at the service"), self._answer_values()),
            (_("Reported because"), self._report_values(came["reported"] or {})),
            (_("Files"), [_value(each, f"{files}/{quote(each, safe='')}") for each in names]),
        )
        return [{"label": label, "parts": parts} for label, parts in facts if parts]

    @cached_property
    def disposal(self) -> dict:
        """The log line about the disposal; empty if the message was not disposed of."""
        return next((each for each in self._log if each["step"] == DISPOSED), {})

    def missing(self) -> set[str]:
        """Return the missing parts of the evidence; empty if the user may not add to it."""
        may_add = may_complete(self.hub, self.number)
        return missing_evidence(self.hub, self.number) if may_add else set()

    def missing_notices(self) -> list[Message]:
        found = self.missing()
        return [MISSING_EVIDENCE[each] for each in MISSING_EVIDENCE if each in found]

    def related(self) -> list[dict]:
        """Return the latest other messages that are visible and about the same page (G14)."""
        captured, messages = self._message["captured"], messages_of(self.hub)
        addresses = {captured["permalink"], captured["in_reply_to"]} - {""}
        found = {
            n
            for each in addresses
            for n in (*messages.about_page(each), *messages.replies_to(each))
        }
        others = (n for n in sorted(found - {self.number}, reverse=True) if may_see(self.hub, n))
        return [
            message_row(self.hub, number, self.now)
            | {
                "came": formatted_time(messages[number]["captured"]["captured"])["text"],
                "url": self._page_url(number),
            }
            for number in islice(others, MOST)
        ]

    def unsent_values(self) -> list[dict]:
        """Return the submitted texts of a step that is no longer possible, so that none is lost."""
        form = self.request.form
        if self.tried == DECIDE:
            way = form_text(form, "way")
            offered = {each["id"] for each in self.guide.answer_steps()}
            return [] if way in offered else unsent_texts(way, form, f"{way}-")
        offered = {each["id"] for group in self.guide.step_groups().values() for each in group}
        return [] if self.tried in offered else unsent_texts(self.tried, form)

    def people(self) -> list[dict]:
        """Return ``id`` and ``name`` of the members to whom a message can be forwarded.

        They have a duty in the hub and can log in. Users who may list the site's members get all
        members.
        """
        found = {
            each.text: each.person.name
            for each in duty_holders(self.hub)
            if each.person.member and not each.person.gone
        }
        found |= {each["id"]: each["name"] for each in listable_members()}
        return [{"id": id, "name": found[id]} for id in sorted(found, key=str.lower)]

    @cached_property
    def history(self) -> list[dict]:
        """The message's log lines for display, the latest first."""
        return [history_line(self.hub, self.number, line) for line in reversed(self._log)]

    def notes(self) -> list[dict]:
        """Return the notes, the latest first; [] if the message was disposed of."""
        return [line for line in self.history if line["step"] == NOTE and "text" in line["given"]]

    def evidence(self) -> list[dict]:
        """Return ``hash``, ``when`` and ``is_intact`` of each seal."""
        messages = messages_of(self.hub)
        hashes = messages.hashes(self.number)
        return [
            {
                "hash": seal["hash"],
                "when": formatted_time(seal["at"]),
                "is_intact": is_seal_intact(seal, hashes),
            }
            for seal in messages.evidence(self.number)
        ]

    def _disposal_facts(self):
        given = self.disposal["given"]
        proposed = member_name(given.get("second_person", ""))
        confirmed = member_name(self.disposal["who"])
        # If public comments are no records, there was no decision.
        return [
            (_("Disposed of"), _time_values(self.disposal["time"])),
            (_("The decision to dispose of it"), _text_values(given.get("decision"))),
            (_("Disposal proposed by"), _text_values(proposed)),
            (_("Disposal confirmed by"), [_value(confirmed)]),
        ]

    def _sender_values(self):
        found = self.content["sender"]
        sender = {} if found == UNKNOWN else found
        handle = sender.get("handle") if sender.get("name") else ""
        contact, url = sender.get("contact"), _web_url(sender.get("url", ""))
        parts = (sender_name(found), handle and f"({handle})", contact and f"· {contact}")
        profile = [_value(_("The sender's profile"), url)] if url else []
        return [_value(" ".join(filter(None, parts))), *profile]

    def _answer_values(self):
        found = answer_outcome(self.hub, self.number)
        return [_value(found[0], _web_url(found[1]))] if found else []

    def _report_values(self, reported):
        if not reported:
            return []
        reason = rule_text(reported.get("reason", ""), self.hub, self.number)
        contact = reporter_contact(reported.get("contact", ""))
        quoted = [_value(reported["text"], is_quote=True)] if reported.get("text") else []
        return [_value(reason), *quoted, *_text_values(contact)]

    def _page_url(self, number):
        return url_with_list(f"{self.list_url}/{number}", self.list_query)

    @cached_property
    def _message(self):
        return messages_of(self.hub)[self.number]

    @cached_property
    def _log(self):
        return messages_of(self.hub).log(self.number)


class WithheldView(MessageView):
    """``@@messages/<id>`` for an assignee who may not read it before the registrar decides."""

    index = ViewPageTemplateFile("withheld_message.pt")


def _web_url(address):
    return address if address.startswith(("https://", "http://")) else ""


def _value(text, url="", iso="", *, is_quote=False):
    return {"text": text, "url": url, "iso": iso, "is_quote": is_quote}


def _text_values(text):
    return [_value(text)] if text else []


def _link_values(url):
    return [_value(url, url)] if url else []


def _time_values(seconds):
    moment = formatted_time(seconds) if seconds else None
    return [_value(moment["text"], iso=moment["iso"])] if moment else []
