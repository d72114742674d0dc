"""``@@request`` on a hub: the requests, each of them with what is in it, and what is given out."""

from collections.abc import Collection, Mapping
from functools import cached_property
from time import time
from urllib.parse import quote

from plone import api
from plone.transformchain.interfaces import DISABLE_TRANSFORM_REQUEST_KEY
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from ZPublisher.Iterators import filestream_iterator

from ... import _
from ...accounts.channels.moments import when
from ...accounts.people.person import member_name
from ...site.forms.acts import ActPage, offered
from ...site.forms.plain import link
from ...site.forms.queries import number, pages
from ...site.forms.request import text
from ...site.settings.registry import municipality
from . import answering, book, log
from .book import Mask
from .copying import Sorted, copied, is_given, sort_out
from .delivering import PAGE, TYPES, ZIP, may_have
from .forms import (
    ADD,
    BEGINNING,
    CLOSE,
    DELIVER,
    DISCARD,
    GOING_ON,
    MASK,
    RELEASE,
    REMOVE,
    REOPEN,
    UNMASK,
    WITH_A_THING,
    WITHHOLD,
    title_of,
)
from .printed import CSP, chunks
from .things import Part, Thing, read

UNDESCRIBED = _("Picture without description")
SHOWN, LATEST = 100, 50
PARTS = ("thing", "preview", "delivery")


class RequestChoices(BrowserView):
    """For the record's page: where what is ticked there goes."""

    def form(self) -> dict:
        """The form ``ADD`` of the page of requests, of which the ticks are a part."""
        page = api.content.get_view("request", self.context, self.request)
        return page.form(ADD.name)


class RequestsView(ActPage):
    """A page of requests, or of one of them."""

    id = ""

    @property
    def requests_url(self) -> str:
        return f"{self.context.absolute_url()}/@@request"

    def form(self, *names, **values):
        # What is ticked in a list is no field.
        return offered(super().form(*names, **values), things=())


@implementer(IPublishTraverse)
class RequestsPage(RequestsView):
    """All of them, and a form to begin another; what is ticked in the record comes here."""

    index = ViewPageTemplateFile("page.pt")
    title = _("Requests for records")
    lead = _(
        "Gather what is asked for, mask what is secret, and give it out. Do not ask who wants it, "
        "or what for."
    )
    acts = BEGINNING

    def publishTraverse(self, request, name):
        return _part(self, "one-request", name)

    @property
    def url(self) -> str:
        return self.requests_url

    @cached_property
    def requests(self) -> list[dict]:
        """The newest first."""
        return [self._shown(id, each) for id, each in book.newest_first(self.context)]

    def lines(self) -> list[dict]:
        """What the log tells, the latest first."""
        found = list(log.newest(self.context))[:LATEST]
        return [
            {
                "title": log.ACTS[line.act],
                "request": line.request,
                "when": when(line.time)["text"],
                "who": member_name(line.who),
                "number": _records(line.told.get("things", ())),
                "provisions": ", ".join(_provisions(line)),
                "sha256": line.told.get("sha256", ""),
            }
            for line in found
        ]

    def _shown(self, id, each):
        return {
            "url": f"{self.requests_url}/{id}",
            "title": title_of(each),
            "number": _records(each["things"], none=True),
            "begun": _begun(each),
            "is_closed": each["closed"] is not None,
            "delivered": len(each["deliveries"]),
        }


@implementer(IPublishTraverse)
class OfRequest(RequestsView):
    """A page of one request."""

    def publishTraverse(self, request, name):
        if name not in PARTS:
            raise NotFound(name)
        return _part(self, f"request-{name}", self.id)

    def __call__(self):
        if self.is_sent and self.id and (gone := self.gone()):
            # Somebody has taken it away while the form was open.
            why, url = gone
            api.portal.show_message(why, self.request, "error")
            return self.request.response.redirect(url)
        return super().__call__() if self.answered is not None else None

    def gone(self) -> tuple[str, str] | None:
        """Return why it is not there any more, and the URL to go on with; None if it is."""
        is_there = book.one(self.context, self.id) is not None
        return None if is_there else (answering.GONE, self.requests_url)

    @cached_property
    def answered(self) -> Mapping:
        """The request; raises NotFound."""
        if (found := book.one(self.context, self.id)) is None:
            raise NotFound(self.id)
        return found

    @property
    def url(self) -> str:
        return f"{self.requests_url}/{self.id}"

    @property
    def title(self) -> str:
        return title_of(self.answered)

    @property
    def about(self) -> str:
        """The key of the thing that the page is of; empty for all of the request."""
        return ""

    @property
    def is_open(self) -> bool:
        return self.answered["closed"] is None

    def masks(self, chosen: Collection[Mask] | None = None) -> list[dict]:
        """The request's masks, or those that are chosen; each with a form to take it away."""
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
                "form": self.form(UNMASK.name, look="secondary", mask=number, thing=self.about),
            }
            for number, mask in book.masks(self.answered)
            if chosen is None or mask in chosen
        ]

    def _masking(self, thing: str, **parts) -> dict:
        """The form for a mask, of a thing or of all; ``parts`` are what can be ticked in it."""
        return offered(
            self.form(MASK.name, thing=thing, everywhere=True, look="secondary"), **parts
        )


class OneRequest(OfRequest):
    """What is in it, what is masked, and what has been given out."""

    index = ViewPageTemplateFile("one.pt")
    acts = GOING_ON

    @cached_property
    def found(self) -> Sorted:
        return sort_out(self.context, self.answered)

    @cached_property
    def start(self) -> int:
        return number(self.request.form, "b_start", 0, answering.MOST) or 0

    def rows(self) -> list[dict]:
        """A page of what is in it, in the order of time; what is gone comes last."""
        masks = {copy.thing.key: len(copy.masks) for copy in self.found.copies}
        given = [copy.thing for copy in self.found.copies]
        there = sorted((*given, *self.found.withheld), key=lambda each: each.time)
        whole = {each.key: read(self.context, each.key) or each for each in self._page(there)}
        rows = [self._row(whole[each.key], masks.get(each.key)) for each in self._page(there)]
        missing = self._page([*there, *self.found.gone])[len(rows) :]
        return rows + [{"key": key, "is_gone": True} for key in missing]

    def pages(self) -> dict:
        total = len(self.answered["things"])
        return pages(self.start, SHOWN, total, lambda start: f"{self.url}?b_start={start}")

    def begun(self) -> Message:
        return _begun(self.answered)

    def deliveries(self) -> list[dict]:
        """What has been given out, the latest first, with where it is downloaded."""
        return [
            {
                "number": number,
                "url": f"{self.url}/delivery/{number}",
                "is_mine": may_have(self.context, each),
                "is_page": each.shape == PAGE,
                "when": when(each.when)["text"],
                "who": member_name(each.by),
                "things": _records(each.things, none=True),
                "sha256": each.sha256,
            }
            for number, each in book.deliveries(self.answered)
        ]

    def undiscardable(self):
        """Why it cannot be thrown away, or None."""
        return answering.undiscardable(self.context, self.id)

    def removing(self) -> dict:
        """The form around what is in it, with a button where something can be taken out."""
        form = self.form(REMOVE.name, look="secondary") | {"classes": None}
        return form if self.is_open else form | {"buttons": ()}

    def masking(self) -> dict:
        """The form for words that are masked in all of it."""
        return self._masking("", everywhere=(), pictures=(), files=())

    def delivering(self) -> list[dict]:
        """A form for each shape in which it can be given out."""
        page = self.form(DELIVER.name, look="secondary", shape=PAGE)
        page["buttons"][0]["title"] = _("Make a page to print")
        return [self.form(DELIVER.name, shape=ZIP), page]

    def ending(self) -> dict:
        """The form that closes it, or what can be done with it then."""
        if self.is_open:
            return self.form(CLOSE.name, look="secondary")
        others = () if self.undiscardable() else (DISCARD.name,)
        return self.form(REOPEN.name, *others, look="secondary danger")

    def _page(self, found):
        return found[self.start : self.start + SHOWN]

    def _row(self, thing: Thing, masks):
        return {
            "key": thing.key,
            "is_gone": False,
            "kind": thing.kind,
            "title": thing.title or thing.key,
            "channel": thing.channel,
            "when": when(thing.time)["text"],
            "url": f"{self.url}/thing?key={thing.key}",
            "masks": masks or 0,
            "is_withheld": not is_given(self.answered, thing),
            "is_released": thing.secrecy is not None and is_given(self.answered, thing),
        }


class ThingPage(OfRequest):
    """``…/thing?key=…``: one thing whole, and what is masked of it."""

    index = ViewPageTemplateFile("thing.pt")
    acts = WITH_A_THING

    @cached_property
    def found(self) -> Thing | None:
        """The thing; None for what is not in the request, or gone."""
        key = text(self.request.form, "thing") or text(self.request.form, "key")
        return read(self.context, key) if key in self.answered["things"] else None

    @property
    def thing(self) -> Thing:
        """The same; raises NotFound."""
        if self.found is None:
            raise NotFound("thing")
        return self.found

    def gone(self):
        if (whole := super().gone()) or self.found:
            return whole
        return answering.NO_SUCH_THING, self.request_url

    def __call__(self):
        return super().__call__() if self.is_sent or self.thing else None

    @property
    def url(self) -> str:
        return f"{self.request_url}/thing?key={self.thing.key}"

    @property
    def request_url(self) -> str:
        return f"{self.requests_url}/{self.id}"

    @property
    def record_url(self) -> str:
        """Where the record has it, with all that became of it."""
        kind, *names = self.thing.key.split(":")
        page = f"record/{names[0]}" if kind in ("entry", "version") else f"messages/{names[-1]}"
        return f"{self.context.absolute_url()}/@@{page}"

    def releasing(self) -> dict:
        """The form by which it is given out though it may be secret, or left out again."""
        decision = self.answered["things"][self.thing.key]
        names = (RELEASE.name, WITHHOLD.name) if decision else (RELEASE.name,)
        return self.form(*names, look="secondary", thing=self.thing.key, decision=decision)

    def masking(self) -> dict:
        """The form for what is masked of it, with its pictures and files to be ticked."""
        pictures, files = (self._parts(kind) for kind in ("pictures", "files"))
        return self._masking(self.thing.key, pictures=pictures, files=files)

    def put(self) -> list[dict]:
        """The masks that are of this thing, or of all."""
        found = copied(self.thing, [mask for _number, mask in book.masks(self.answered)])
        return self.masks(found.masks)

    @property
    def title(self) -> str:
        return self.thing.title or self.thing.key

    @property
    def request_title(self) -> str:
        return title_of(self.answered)

    @property
    def about(self) -> str:
        return self.thing.key

    def _parts(self, kind):
        for part in getattr(self.thing, kind):
            url = address(self.context, self.thing, part)
            seen = {"image": url} if kind == "pictures" else {"link": link(url, _("Look at it"))}
            yield {"value": part.name, "title": part.title or UNDESCRIBED} | seen


class Preview(OfRequest):
    """``…/preview``: the page as it is given out, but for where its pictures are fetched from."""

    def __call__(self):
        def where(thing, part):
            return address(self.context, thing, part)

        found = sort_out(self.context, self.answered)
        _bare(self.request)
        return b"".join(chunks(found, municipality(), int(time()), where))


class DeliveryFile(OfRequest):
    """``…/delivery/<number>``: what was given out."""

    name = ""

    def publishTraverse(self, request, name):
        if self.name:
            raise NotFound(name)
        self.name = name
        return self

    def __call__(self):
        found = {str(number): each for number, each in book.deliveries(self.answered)}
        delivery = found.get(self.name)
        if delivery is None or not may_have(self.context, delivery):
            raise NotFound(self.name)
        _bare(self.request)
        response = self.request.response
        response.setHeader("Content-Type", TYPES[delivery.shape])
        response.setHeader("Content-Length", str(delivery.size))
        shown = "inline" if delivery.shape == PAGE else "attachment"
        response.setHeader("Content-Disposition", f'{shown}; filename="{delivery.name}"')
        return filestream_iterator(delivery.file.committed(), "rb")


def address(hub, thing: Thing, part: Part) -> str:
    """Where those who may read the record see a picture or a file of a thing."""
    url, name = hub.absolute_url(), thing.key.split(":")[1]
    if part in thing.pictures:
        return f"{url}/@@record-picture/{name}/{part.name}"
    return f"{url}/@@messages/{name}/files/{quote(part.name.partition('/')[2], safe='')}"


def _begun(answered) -> Message:
    who, moment = answered["opened"]
    said = {"who": member_name(who), "when": when(moment)["text"]}
    return _("Begun by ${who} on ${when}.", mapping=said)


def _records(things, *, none: bool = False) -> Message | str:
    """How many records there are; ``none`` says that nought is said, too."""
    number = {"number": len(things)}
    return _("Records: ${number}.", mapping=number) if things or none else ""


def _part(page, name, id):
    view = api.content.get_view(name, page.context, page.request)
    view.id = id
    return view


def _bare(request):
    """No theme, and no token of the officer's session in what is given to somebody else."""
    request.environ[DISABLE_TRANSFORM_REQUEST_KEY] = True
    response = request.response
    response.setHeader("Content-Type", "text/html; charset=utf-8")
    response.setHeader("Content-Security-Policy", CSP)
    response.setHeader("X-Content-Type-Options", "nosniff")


def _provisions(line) -> list[str]:
    found = (each for _key, provisions in line.told.get("masked", ()) for each in provisions)
    return [*dict.fromkeys(found)]
