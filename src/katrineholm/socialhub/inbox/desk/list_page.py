"""The page with the list of messages, its filters and its bulk form (G15)."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, cached_property
from time import time
from urllib.parse import urlencode

from AccessControl import Unauthorized
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message
from zope.interface import implementer

from ... import _
from ...accounts.channels.facts import all_channels
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IChannel, ISocialHub
from ...accounts.channels.times import formatted_time
from ...core.messages.engine import Refused
from ...core.messages.message_lists import KINDS, NEVER, OPEN
from ...core.messages.state import HANDLING
from ...core.messages.store import messages_of
from ...site.pages.acts import ActPage, act_form, acts
from ...site.pages.form_schema import form_fields
from ...site.pages.permissions import VIEW, may_manage_register
from ...site.pages.query import neighbour_pages
from ...site.pages.refusals import Refusal
from ...site.pages.request import form_text, form_texts
from ..steps.deadlines import current_deadline
from ..steps.roles import has_duties
from ..steps.summary import assignee_name
from .bulk_form import BULK_ACT, NAME, IBulkStep
from .interfaces import IMessagesView
from .new_message import recordable_channels
from .next_message import url_with_list
from .search_form import search_fields
from .search_query import SIZE, list_query, search_values
from .serializer import message_row, waiter_title
from .visibility import ListQuery, ResultPage, limited_count, result_page, visible_channels

ONLY_MINE, ONLY_LATE = _("Only what waits for me"), _("Only what is late")
KIND_TITLES = {"public": _("Public"), "direct": _("Direct")}
NO_DUTIES = _(
    "You do not answer for any channel, and nothing has been passed on to you. What comes in is "
    "handled by whoever is responsible for the channel."
)
NOTHING_OPEN = _("Nothing waits. All that has come in is closed.")
MOST = 99  # a larger count is shown as "99+"


@implementer(IMessagesView)
class MessagesView(ActPage):
    """``@@messages`` on a hub, an administration or a channel: the list of messages."""

    index = ViewPageTemplateFile("list_page.pt")
    __name__ = "messages"
    acts = acts(BULK_ACT)
    done = ()

    def __init__(self, context, request):
        super().__init__(context, request)
        self.hub, self.now = hub_of(context), int(time())

    def __call__(self):
        # The page has the title of its place, perhaps a channel that is not public yet.
        if not api.user.has_permission(VIEW, obj=self.context):
            raise Unauthorized("@@messages")
        form = self.request.form
        if place := form_text(form, "channel") or form_text(form, "administration"):
            return self._redirect_to(place)
        return super().__call__()

    def requested_name(self, data: Mapping) -> str:
        return BULK_ACT.name

    def refuse(self, refusal: Refusal | Refused) -> None:
        super().refuse(refusal)
        self.done = getattr(refusal, "done", ())

    @property
    def title(self) -> Message | str:
        place = self.place_title()
        return _("Messages: ${place}", mapping={"place": place}) if place else _("Messages")

    @cached_property
    def query(self) -> ListQuery:
        return list_query(self.hub, self.request.form, self.now)

    @cached_property
    def found(self) -> ResultPage:
        return result_page(self.hub, self.context, self.query)

    def place_title(self) -> str:
        """Return the title of the administration or channel; empty on a hub."""
        return "" if ISocialHub.providedBy(self.context) else self.context.title

    def hub_url(self) -> str:
        return f"{self.hub.absolute_url()}/@@messages"

    def has_duties(self) -> bool:
        """Return whether the user has any role for messages of the hub."""
        return has_duties(self.hub)

    def empty(self) -> Message:
        """Return the text to show if the list is empty."""
        if not self.has_duties():
            return NO_DUTIES
        return _("No message matches your choice.") if self._query_pairs() else NOTHING_OPEN

    def may_record_messages(self) -> bool:
        """Return whether the user may record messages by hand."""
        return bool(recordable_channels(self.hub, self.context))

    def may_write_templates(self) -> bool:
        return may_manage_register(self.hub) and not IChannel.providedBy(self.context)

    def rows(self) -> list[dict]:
        """Return the messages on this page of the list as rows, with readable times."""
        paths = {facts.uid: facts.path for facts in all_channels(self.hub)}
        name = cache(assignee_name)
        return [self._row(number, paths, name) for number in self.found.numbers]

    def shortcuts(self) -> list[dict]:
        """Return links to common selections of messages, with their message counts."""
        ways: tuple[tuple[Message, dict[str, str]], ...] = (
            (_("Open"), {}),
            (_("Waits for me"), {"mine": "1"}),
            (_("Late messages"), {"late": "1"}),
            (_("Mine and late"), {"mine": "1", "late": "1"}),
        )
        return [self._shortcut_row(title, query) for title, query in ways]

    def filters(self) -> list[dict]:
        """Return ``name``, ``title`` and ``options`` of each filter."""
        query = self.query
        kinds = query.kinds if query.kinds != KINDS else ()
        everything = _("All states") if self.is_search() else _("All that are open")
        found = [
            _filter_row("state", _("State"), everything, HANDLING, self._chosen_states()),
            _filter_row("kind", _("Kind"), _("Both kinds"), KIND_TITLES, kinds),
        ]
        if titles := {facts.uid: facts.title for facts in self.channels}:
            found.append(_filter_row("channel", _("Channel"), _("All channels here"), titles, ()))
        return found

    def ticks(self) -> list[dict]:
        """Return ``name``, ``title`` and ``checked`` of the checkboxes below the filters."""
        return [
            {"name": "mine", "title": ONLY_MINE, "checked": self.query.mine or None},
            {"name": "late", "title": ONLY_LATE, "checked": self.query.late_at < NEVER or None},
        ]

    @cached_property
    def channels(self) -> list:
        """The channels whose lists the user may open; [] if there are fewer than two."""
        return visible_channels(self.hub, self.context)

    def bulk_form(self) -> dict:
        """Return the form that takes a step with the messages ticked in the list."""
        form = self.request.form if self.refused else {}
        values = {name: form_text(form, name) for name in form if name in IBulkStep}
        return act_form(self.url, BULK_ACT, do="") | {
            "id": "socialhub-together",
            "url": f"{self.url}/{NAME}",
            "fields": form_fields(IBulkStep, values=values),
            "buttons": [{"do": "", "title": BULK_ACT.title, "look": "secondary"}],
        }

    def pages(self) -> dict:
        return neighbour_pages(self.query.start, self.query.size, self.found.total, self._page_url)

    def search_form(self) -> dict:
        return search_fields(self.context, self.request.form)

    @property
    def is_narrowed(self) -> bool | None:
        """True if the list is narrowed by more than the short ways above it; else None."""
        return any(name not in ("mine", "late") for name, _value in self._query_pairs()) or None

    def is_search(self) -> bool:
        return bool(self.query.clauses)

    def _redirect_to(self, chosen):
        owners = {facts.administration.uid: facts.administration.path for facts in self.channels}
        paths = owners | {facts.uid: facts.path for facts in self.channels}
        place = paths.get(chosen) or "/".join(self.context.getPhysicalPath())
        url, query = self.request.physicalPathToURL(place), urlencode(self._query_pairs())
        self.request.response.redirect(f"{url}/@@messages{query and f'?{query}'}")

    def _row(self, number, paths, name):
        message = messages_of(self.hub)[number]
        found = message_row(self.hub, number, self.now, name=name)
        is_open = "is_withheld" not in found
        path = paths.get(message["channel"]) if is_open else None
        due = current_deadline(message) if is_open else None
        return found | {
            "url": url_with_list(f"{self.url}/{number}", urlencode(self._query_pairs())),
            "choose": _("Tick message ${number}", mapping={"number": str(number)}),
            "is_ticked": str(number) in form_texts(self.request.form, "message") or None,
            "came": formatted_time(message["captured"]["captured"]) if is_open else {"text": ""},
            "deadline": due and formatted_time(due),
            "waiter": found["waits_for"] or waiter_title(found["state"]),
            "channel_url": path and f"{self.request.physicalPathToURL(path)}/@@messages",
        }

    def _shortcut_row(self, title, query: Mapping):
        asked = list_query(self.hub, query, self.now)
        number = limited_count(self.hub, self.context, asked, MOST + 1)
        return {
            "title": title,
            "number": f"{MOST}+" if number > MOST else str(number),
            "url": f"{self.url}?{urlencode(query)}" if query else self.url,
            "is_chosen": replace(self.query, start=0, size=asked.size) == asked,
        }

    def _page_url(self, start):
        size = [("b_size", self.query.size)] if self.query.size != SIZE else []
        return f"{self.url}?{urlencode([*self._query_pairs(), *size, ('b_start', start)])}"

    def _chosen_states(self):
        """Return the chosen states; () for those that are listed by default."""
        every = tuple(HANDLING) if self.query.clauses else OPEN
        return self.query.states if self.query.states != every else ()

    def _query_pairs(self):
        query, search = self.query, list(search_values(self.request.form).items())
        pairs = search + [("state", each) for each in self._chosen_states()]
        pairs += [("kind", each) for each in query.kinds] if query.kinds != KINDS else []
        pairs += [("mine", "1")] if query.mine else []
        return pairs + ([("late", "1")] if query.late_at < NEVER else [])


class BulkStepView(MessagesView):
    """``@@messages/together``, which receives the form below the list."""

    def opened(self) -> None:
        self.request.response.redirect(self.url)


def _filter_row(name, title, everything, options: Mapping, chosen):
    found = [
        {"value": value, "title": options[value], "selected": value in chosen or None}
        for value in options
    ]
    return {"name": name, "title": title, "everything": everything, "options": found}
