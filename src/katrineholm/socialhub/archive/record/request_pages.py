"""The view ``@@request`` of a hub, with a page of all requests and pages of each request."""

from collections.abc import Collection, Mapping
from functools import cached_property
from time import time
from typing import Any
from urllib.parse import quote

from plone import api
from plone.dexterity.content import Container
from plone.transformchain.interfaces import DISABLE_TRANSFORM_REQUEST_KEY
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.Iterators import filestream_iterator

from ... import _
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_date, formatted_time
from ...core.timeline.store import timeline_of
from ...inbox.oversight.diary_page import REGISTRAR_ROLE
from ...inbox.steps.roles import has_role_anywhere
from ...site.pages.acts import ActPage, form_with_options
from ...site.pages.page_values import link
from ...site.pages.query import neighbour_pages, query_number
from ...site.pages.request import form_text
from ...site.pages.security_headers import POLICY
from ...site.settings.registry import municipality_name
from . import request_actions, request_log, request_storage
from .deadlines import month_later
from .delivery_files import CONTENT_TYPES, PAGE, ZIP, may_download
from .extract_facts import extract_information
from .people import NOTE, PERSON
from .post_reads import note_read
from .print_page import CSP, page_chunks
from .request_copies import RequestContents, is_given_out, masked_copy, request_contents
from .request_forms import (
    ADD,
    CLOSE,
    DELIVER,
    DISCARD,
    LIST_ACTS,
    MASK,
    RECORD_ACTS,
    RELEASE,
    REMOVE,
    REOPEN,
    REQUEST_ACTS,
    UNMASK,
    WITHHOLD,
    named_title,
    request_title,
)
from .request_storage import Mask
from .requested_records import Part, RequestedRecord, requested_record

UNDESCRIBED = _("Picture without description")
PAGE_SIZE, MOST_LOG_LINES = 100, 50
PARTS = ("thing", "preview", "delivery", "matches")


class RequestChoices(BrowserView):
    """The part of the search page that adds the ticked results to a request."""

    def form(self) -> dict:
        """Return the form of the act ``ADD`` on the page of requests, which receives the ticks."""
        page = api.content.get_view("request", self.context, self.request)
        return page.form(ADD.name)


class RequestsView(ActPage):
    """A base class of the pages of all requests and of one request."""

    id = ""

    @property
    def requests_url(self) -> str:
        return f"{self.context.absolute_url()}/@@request"

    def form(self, *names: str, **values: Any) -> dict:
        # The ticks in a list are no field.
        return form_with_options(super().form(*names, **values), things=())


@implementer(IPublishTraverse)
class RequestsPage(RequestsView):
    """The page of all requests, with a form for a new one; it also receives search results."""

    index = ViewPageTemplateFile("requests_page.pt")
    title = _("Requests for records")
    lead = _(
        "Gather what is asked for, mask what is secret, and give it out. Do not ask who wants it, "
        "or what for."
    )
    acts = LIST_ACTS

    def publishTraverse(self, request: HTTPRequest, name: str) -> BrowserView:
        return _page_of(self, "one-request", name)

    @property
    def url(self) -> str:
        return self.requests_url

    @cached_property
    def requests(self) -> list[dict]:
        """A row for each request, newest first."""
        hub = self.context
        return [
            self._request_row(id, each)
            for id, each in request_storage.all_requests(hub)
            if request_actions.may_read(hub, each)
        ]

    @property
    def may_extract(self) -> bool:
        """True if the user may begin a register extract."""
        return has_role_anywhere(self.context, REGISTRAR_ROLE)

    def log_lines(self) -> list[dict]:
        """Return a row for each of the latest lines of the log, newest first."""
        found = list(request_log.log_lines(self.context))[:MOST_LOG_LINES]
        return [
            {
                "title": request_log.ACTS[line.act],
                "request": line.request,
                "when": formatted_time(line.time)["text"],
                "who": member_name(line.who),
                "number": _logged_count(line.details),
                "provisions": ", ".join(_provisions(line)),
                "sha256": line.details.get("sha256", ""),
            }
            for line in found
        ]

    def _request_row(self, id, each):
        return {
            "url": f"{self.requests_url}/{id}",
            "title": named_title(each),
            "number": _record_count(each["things"], none=True),
            "begun": _begin_sentence(each),
            "is_closed": each["closed"] is not None,
            "delivered": len(each["deliveries"]),
        }


@implementer(IPublishTraverse)
class RequestView(RequestsView):
    """A base class of the pages of one request."""

    def publishTraverse(self, request: HTTPRequest, name: str) -> BrowserView:
        if name not in PARTS:
            raise NotFound(name)
        return _page_of(self, f"request-{name}", self.id)

    def __call__(self):
        if self.is_sent and self.id and (removal := self.removal()):
            # It was removed while the form was open.
            why, url = removal
            api.portal.show_message(why, self.request, "error")
            return self.request.response.redirect(url)
        return super().__call__() if self.stored_request is not None else None

    def removal(self) -> tuple[str, str] | None:
        """Return why the request is gone, and a URL to continue at; None if the request exists."""
        is_there = request_actions.readable_request(self.context, self.id) is not None
        return None if is_there else (request_actions.NO_SUCH_REQUEST, self.requests_url)

    @cached_property
    def stored_request(self) -> Mapping:
        """The request in the URL; raises NotFound if it does not exist."""
        if (found := request_actions.readable_request(self.context, self.id)) is None:
            raise NotFound(self.id)
        return found

    @property
    def request_url(self) -> str:
        return f"{self.requests_url}/{self.id}"

    @property
    def url(self) -> str:
        return self.request_url

    @property
    def title(self) -> str:
        return request_title(self.stored_request)

    @property
    def record_key(self) -> str:
        """The key of the record that the page is about; empty for the whole request."""
        return ""

    @property
    def is_open(self) -> bool:
        return self.stored_request["closed"] is None

    def masks(self, chosen: Collection[Mask] | None = None) -> list[dict]:
        """Return a row for each mask, or each of the chosen ones, with a form to remove it."""
        return [
            {
                "number": number,
                "words": mask.words,
                "pictures": len(mask.pictures),
                "files": len(mask.files),
                "provision": mask.provision,
                "reason": mask.reason,
                "is_everywhere": not mask.thing,
                "who": member_name(mask.by),
                "form": self.form(
                    UNMASK.name, look="secondary", mask=number, thing=self.record_key
                ),
            }
            for number, mask in request_storage.request_masks(self.stored_request)
            if chosen is None or mask in chosen
        ]

    def _mask_form(self, thing: str, **parts) -> dict:
        """Return the form for a mask of a record or of all; ``parts`` are the options to tick."""
        return form_with_options(
            self.form(MASK.name, thing=thing, everywhere=True, look="secondary"), **parts
        )


class RequestPage(RequestView):
    """The page of a request, with its records, masks and deliveries."""

    index = ViewPageTemplateFile("request_page.pt")
    acts = REQUEST_ACTS

    @cached_property
    def found(self) -> RequestContents:
        """The contents of the request, as the current user may see them."""
        return request_contents(self.context, self.stored_request)

    @cached_property
    def start(self) -> int:
        """The index of the first record on the current page."""
        return query_number(self.request.form, "b_start", 0, request_actions.MOST) or 0

    def rows(self) -> list[dict]:
        """Return a row for each record on the current page, oldest first and removed ones last."""
        masks = {copy.thing.key: len(copy.masks) for copy in self.found.copies}
        given = [copy.thing for copy in self.found.copies]
        there = sorted((*given, *self.found.withheld), key=lambda each: each.time)
        whole = {
            each.key: requested_record(self.context, each.key) or each for each in self._page(there)
        }
        rows = [self._row(whole[each.key], masks.get(each.key)) for each in self._page(there)]
        missing = self._page([*there, *self.found.gone])[len(rows) :]
        return rows + [{"key": key, "is_gone": True} for key in missing]

    def pages(self) -> dict:
        total = len(self.stored_request["things"])
        return neighbour_pages(
            self.start, PAGE_SIZE, total, lambda start: f"{self.url}?b_start={start}"
        )

    def begin_sentence(self) -> Message:
        """Return a sentence that states who started the request, and when."""
        return _begin_sentence(self.stored_request)

    def about(self) -> tuple[str, ...]:
        """Return the terms of a register extract; () for another request."""
        return request_storage.person_terms(self.stored_request)

    def answer_by(self) -> str:
        """Return the last day to answer a register extract (GDPR, article 12.3)."""
        return formatted_date(month_later(self.stored_request["opened"][1]).isoformat())

    def deliveries(self) -> list[dict]:
        """Return a row for each delivery with its download URL, newest first."""
        return [
            {
                "number": number,
                "url": f"{self.url}/delivery/{number}",
                "is_mine": may_download(self.context, each),
                "is_gone": each.file is None,
                "is_page": each.shape == PAGE,
                "when": formatted_time(each.when)["text"],
                "who": member_name(each.by),
                "things": _record_count(each.things, none=True),
                "sha256": each.sha256,
            }
            for number, each in request_storage.request_deliveries(self.stored_request)
        ]

    def discard_obstacle(self) -> Message | None:
        """Return a sentence that states why the user cannot delete the request, or None."""
        return request_actions.discard_obstacle(self.context, self.id)

    def remove_form(self) -> dict:
        """Return the form around the records, with a button if the request is open."""
        form = self.form(REMOVE.name, look="secondary") | {"classes": None}
        return form if self.is_open else form | {"buttons": ()}

    def mask_form(self) -> dict:
        """Return the form that masks words in all records."""
        return self._mask_form("", everywhere=(), pictures=(), files=())

    def delivery_forms(self) -> list[dict]:
        """Return the forms that make a delivery, one for each shape."""
        page = self.form(DELIVER.name, look="secondary", shape=PAGE)
        page["buttons"][0]["title"] = _("Make a page to print")
        return [self.form(DELIVER.name, shape=ZIP), page]

    def closing_form(self) -> dict:
        """Return the form to close an open request, or to reopen or delete a closed one."""
        if self.is_open:
            return self.form(CLOSE.name, look="secondary")
        others = () if self.discard_obstacle() else (DISCARD.name,)
        return self.form(REOPEN.name, *others, look="secondary danger")

    def _page(self, found):
        return found[self.start : self.start + PAGE_SIZE]

    def _row(self, thing: RequestedRecord, masks):
        # What is stored about a person has neither a channel nor a time.
        when = formatted_time(thing.time)["text"] if thing.time else ""
        return {
            "key": thing.key,
            "is_gone": False,
            "title": thing.title or thing.key,
            "about": ", ".join(filter(None, (thing.kind, thing.channel, when))),
            "url": f"{self.url}/thing?key={thing.key}",
            "masks": masks or 0,
            "is_withheld": not is_given_out(self.stored_request, thing),
            "is_released": thing.secrecy is not None and is_given_out(self.stored_request, thing),
        }


class RequestedRecordPage(RequestView):
    """The page ``…/thing?key=…`` of a request, with a whole record and the masks of its copy."""

    index = ViewPageTemplateFile("requested_record_page.pt")
    acts = RECORD_ACTS

    @cached_property
    def found(self) -> RequestedRecord | None:
        """The record in the URL; None if it is not in the request or cannot be read."""
        key = form_text(self.request.form, "thing") or form_text(self.request.form, "key")
        return requested_record(self.context, key) if key in self.stored_request["things"] else None

    @property
    def thing(self) -> RequestedRecord:
        """The record in the URL; raises NotFound if it is missing or cannot be read."""
        if self.found is None:
            raise NotFound("thing")
        return self.found

    def removal(self) -> tuple[Message, str] | None:
        if (whole := super().removal()) or self.found:
            return whole
        return request_actions.NO_SUCH_RECORD, self.request_url

    def __call__(self):
        if self.removal() is None:
            self._note_read()
        return super().__call__() if self.is_sent or self.thing else None

    def _note_read(self):
        kind, *names = self.thing.key.split(":")
        if kind in ("entry", "version"):
            note_read(self.context, timeline_of(self.context).unmasked(names[0]), self.request)

    @property
    def url(self) -> str:
        return f"{self.request_url}/thing?key={self.thing.key}"

    @property
    def record_url(self) -> str:
        """The URL of the record's own page, outside the request; empty if it has none."""
        kind, *names = self.thing.key.split(":")
        if kind in (PERSON, NOTE):
            return ""
        page = f"record/{names[0]}" if kind in ("entry", "version") else f"messages/{names[-1]}"
        return f"{self.context.absolute_url()}/@@{page}"

    def release_form(self) -> dict:
        """Return the form to release the record, and to withhold it again once it is released."""
        decision = self.stored_request["things"][self.thing.key]
        names = (RELEASE.name, WITHHOLD.name) if decision else (RELEASE.name,)
        return self.form(*names, look="secondary", thing=self.thing.key, decision=decision)

    def mask_form(self) -> dict:
        """Return the form to mask the record, with a checkbox for each picture and file."""
        pictures, files = (self._parts(kind) for kind in ("pictures", "files"))
        return self._mask_form(self.thing.key, pictures=pictures, files=files)

    def own_masks(self) -> list[dict]:
        """Return a row for each mask that applies to this record."""
        found = masked_copy(
            self.thing,
            [mask for _number, mask in request_storage.request_masks(self.stored_request)],
        )
        return self.masks(found.masks)

    @property
    def title(self) -> str:
        return self.thing.title or self.thing.key

    @property
    def request_title(self) -> str:
        return request_title(self.stored_request)

    @property
    def record_key(self) -> str:
        return self.thing.key

    def _parts(self, kind):
        for part in getattr(self.thing, kind):
            url = part_url(self.context, self.thing, part)
            seen = {"image": url} if kind == "pictures" else {"link": link(url, _("Look at it"))}
            yield {"value": part.name, "title": part.title or UNDESCRIBED} | seen


class RequestPreview(RequestView):
    """The view ``…/preview`` of a request: its page to print, with pictures from the site."""

    def __call__(self):
        def where(thing: RequestedRecord, part: Part) -> str:
            return part_url(self.context, thing, part)

        found = request_contents(self.context, self.stored_request)
        _disable_theme(self.request)
        information = extract_information(self.context) if found.about else ()
        name, now = municipality_name(), int(time())
        return b"".join(page_chunks(found, name, now, where, information))


class DeliveryFile(RequestView):
    """The view ``…/delivery/<number>`` of a request, which serves the file of a delivery."""

    name = ""

    def publishTraverse(self, request: HTTPRequest, name: str) -> BrowserView:
        if self.name:
            raise NotFound(name)
        self.name = name
        return self

    def __call__(self):
        found = {
            str(number): each
            for number, each in request_storage.request_deliveries(self.stored_request)
        }
        delivery = found.get(self.name)
        if delivery is None or not may_download(self.context, delivery):
            raise NotFound(self.name)
        _disable_theme(self.request)
        response = self.request.response
        response.setHeader("Content-Type", CONTENT_TYPES[delivery.shape])
        response.setHeader("Content-Length", str(delivery.size))
        shown = "inline" if delivery.shape == PAGE else "attachment"
        response.setHeader("Content-Disposition", f'{shown}; filename="{delivery.name}"')
        return filestream_iterator(delivery.file.committed(), "rb")


def part_url(hub: Container, thing: RequestedRecord, part: Part) -> str:
    """Return the URL of a record's picture or file, for readers of the record."""
    url, name = hub.absolute_url(), thing.key.split(":")[1]
    if part in thing.pictures:
        return f"{url}/@@record-picture/{name}/{part.name}"
    return f"{url}/@@messages/{name}/files/{quote(part.name.partition('/')[2], safe='')}"


def _begin_sentence(request) -> Message:
    who, moment = request["opened"]
    said = {"who": member_name(who), "when": formatted_time(moment)["text"]}
    return _("Begun by ${who} on ${when}.", mapping=said)


def _record_count(things, *, none: bool = False) -> Message | str:
    """Return the number of records as a sentence; with ``none`` also for zero."""
    number = {"number": len(things)}
    return _("Records: ${number}.", mapping=number) if things or none else ""


def _logged_count(details) -> Message | str:
    number = details.get("number") or sum(count for _kind, count in details.get("found", ()))
    return _record_count(range(number) if number else details.get("things", ()))


def _page_of(page, name, id):
    view = api.content.get_view(name, page.context, page.request)
    view.id = id
    return view


def _disable_theme(request):
    """Disable the theme, and with it the token of the officer's session, in a given-out file."""
    request.environ[DISABLE_TRANSFORM_REQUEST_KEY] = True
    response = request.response
    response.setHeader("Content-Type", "text/html; charset=utf-8")
    response.setHeader(POLICY, CSP)


def _provisions(line) -> list[str]:
    found = (each for _key, provisions in line.details.get("masked", ()) for each in provisions)
    return [*dict.fromkeys(found)]
