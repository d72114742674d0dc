"""One message's page: what came in, what is to be done with it, and what has been done."""

from functools import cached_property
from itertools import islice
from time import time
from urllib.parse import quote

from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import implementer

from ...accounts.channels.moments import when
from ...accounts.duties.held import holders
from ...accounts.people.choices import members
from ...accounts.people.person import member_name
from ...core.messages.captured import UNKNOWN, WAYS
from ...core.messages.completing import as_known
from ...core.messages.erasing import STEP as DISPOSED
from ...core.messages.sealing import is_intact
from ...core.messages.store import messages_of
from ...site.forms.queries import number
from ...site.forms.request import KeepsWhatWasWritten, text
from ..reminders.deadlines import deadline
from ..steps.completing import lacking, may_complete
from ..steps.rules import rule_text
from .forms import written
from .guided import DECIDE, Guide
from .history import told
from .interfaces import IMessageView
from .onwards import address, listed, next_after
from .shortcuts import KEYS, are_on
from .shown import row, sender_name
from .sight import may_see

MOST = 10  # others about the same page


@implementer(IMessageView)
class MessageView(KeepsWhatWasWritten, BrowserView):
    """``@@messages/<id>``; ``tried`` is the step that was refused."""

    template = ViewPageTemplateFile("page.pt")
    __name__ = "messages"
    tried = ""

    def __init__(self, context, request, hub, number: int):
        super().__init__(context, request)
        self.hub, self.number, self.now = hub, number, int(time())

    def __call__(self):
        return self.template()

    @property
    def list_url(self) -> str:
        return f"{self.context.absolute_url()}/@@messages"

    @property
    def url(self) -> str:
        return f"{self.list_url}/{self.number}"

    @cached_property
    def guide(self) -> Guide:
        form = self.request.form if self.tried else {}
        return Guide(self.hub, self.number, self.now, form, self.tried)

    @property
    def listed(self) -> str:
        """The query of the list that it was opened from."""
        return listed(self.request.form)

    @property
    def back_url(self) -> str:
        """That list."""
        return f"{self.list_url}?{self.listed}" if self.listed else self.list_url

    @cached_property
    def coming(self) -> int | None:
        """The next message that waits; None where none does."""
        return next_after(self.hub, self.context, self.number, self.request.form, self.now)

    def onwards(self) -> str:
        """The page of the next message that waits; empty where none does."""
        coming = self.coming
        return address(f"{self.list_url}/{coming}", self.listed) if coming else ""

    def keys(self) -> list[dict]:
        """The shortcuts: ``key``, ``does`` and ``title``."""
        return [{"key": key, "does": does, "title": title} for key, does, title in KEYS]

    def has_keys(self) -> bool:
        """Whether the reader wants them."""
        return are_on(self.hub)

    def before(self) -> dict | None:
        """The message that has just been done with: its ``number``, and the ``url`` of its page."""
        done = number(self.request.form, "done", 1, 10**8)
        if not done or done not in messages_of(self.hub).root["messages"]:
            return None
        return {"number": done, "url": address(f"{self.list_url}/{done}", self.listed)}

    def row(self) -> dict:
        """What the list tells of it, too."""
        return row(self.hub, self.number, self.now)

    def came(self) -> dict:
        """What is known of it, to be read; and only such addresses as lead somewhere."""
        captured = as_known(self._message)
        return {
            "text": captured["text"],
            "subject": captured["subject"],
            "how": WAYS.get(captured["how"], captured["how"]),
            "captured": when(captured["captured"]),
            "published": captured["published"] and when(captured["published"]),
            "permalink": _linked(captured["permalink"]),
            "in_reply_to": _linked(captured["in_reply_to"]),
            "reported": captured["reported"],
        }

    def disposed(self) -> dict | None:
        """When it was disposed of, by which decision and by whom; None where it was not."""
        line = next((each for each in self._log if each["step"] == DISPOSED), None)
        return line and {
            "when": when(line["time"]),
            # Where a setting says that it was as in a library, nobody has decided on it.
            "decision": line["given"].get("decision", ""),
            "proposed_by": member_name(line["given"].get("second_person", "")),
            "confirmed_by": member_name(line["who"]),
        }

    def sender(self) -> dict:
        """Who sent it, as far as is known: ``name`` is never empty."""
        found = as_known(self._message)["sender"]
        told = {} if found == UNKNOWN else found
        return {
            "name": sender_name(found),
            "handle": told.get("handle", "") if told.get("name") else "",
            "contact": told.get("contact", ""),
            "url": _linked(told.get("url", "")),
        }

    def lacking(self) -> set[str]:
        """What its evidence does not have yet, and the reader may add."""
        return lacking(self.hub, self.number) if may_complete(self.hub, self.number) else set()

    def due(self) -> dict | None:
        """Its deadline; None where there is none."""
        due = deadline(self._message)
        return when(due) if due else None

    def reason(self, reported) -> str:
        """Why it was reported: a rule's text, where it is one's code that was chosen."""
        return rule_text(reported.get("reason", ""), self.hub, self.number)

    def files(self) -> list[dict]:
        """The files that came with it, or were added: ``name`` and ``url``."""
        return [
            {"name": name, "url": f"{self.url}/files/{quote(name, safe='')}"}
            for name in self._message["files"]
        ]

    def earlier(self) -> list[dict]:
        """Other messages about the same page or below the same post, and their outcome (G14).

        The latest first, and no more than can be taken in.
        """
        captured, messages = self._message["captured"], messages_of(self.hub)
        addresses = {captured["permalink"], captured["in_reply_to"]} - {""}
        found = {n for each in addresses for n in (*messages.about(each), *messages.below(each))}
        others = (n for n in sorted(found - {self.number}, reverse=True) if may_see(self.hub, n))
        return [
            row(self.hub, number, self.now)
            | {
                "came": when(messages[number]["captured"]["captured"])["text"],
                "url": address(f"{self.list_url}/{number}", self.listed),
            }
            for number in islice(others, MOST)
        ]

    def written(self) -> list[dict]:
        """What was written for a step that cannot be taken any more, so that it is not lost."""
        form = self.request.form
        if self.tried == DECIDE:
            way = text(form, "way")
            offered = {each["id"] for each in self.guide.ways()}
            return [] if way in offered else written(way, form, f"{way}-")
        offered = {each["id"] for group in self.guide.groups().values() for each in group}
        return [] if self.tried in offered else written(self.tried, form)

    def people(self) -> list[dict]:
        """Whom a message may be passed on to: ``id``, as the form has it, and ``name``.

        Whoever holds a duty here and can log in; who may list the site's members gets these, too.
        """
        found = {
            each.text: each.person.name
            for each in holders(self.hub)
            if each.person.member and not each.person.gone
        }
        found |= {each["id"]: each["name"] for each in members()}
        return [{"id": id, "name": found[id]} for id in sorted(found, key=str.lower)]

    @cached_property
    def history(self) -> list[dict]:
        """What has been done with it, the latest first."""
        return [told(self.hub, self.number, line) for line in reversed(self._log)]

    def notes(self) -> list[dict]:
        """The notes beside it, the latest first; none of what has been disposed of."""
        return [line for line in self.history if line["step"] == "note" and "text" in line["given"]]

    def note(self) -> str:
        """The note that was refused."""
        return text(self.request.form, "text") if self.tried == "note" else ""

    def evidence(self) -> list[dict]:
        """What has been sealed: ``hash``, ``when``, and whether it is as it was sealed."""
        messages = messages_of(self.hub)
        hashes = messages.hashes(self.number)
        return [
            {"hash": seal["hash"], "when": when(seal["at"]), "is_intact": is_intact(seal, hashes)}
            for seal in messages.evidence(self.number)
        ]

    @cached_property
    def _message(self):
        return messages_of(self.hub)[self.number]

    @cached_property
    def _log(self):
        return messages_of(self.hub).log(self.number)


class WithheldView(MessageView):
    """``@@messages/<id>`` for whoever the registrar has not decided yet that may read it."""

    template = ViewPageTemplateFile("withheld.pt")


def _linked(address):
    return address if address.startswith(("https://", "http://")) else ""
