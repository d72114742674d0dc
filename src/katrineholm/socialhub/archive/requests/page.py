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
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from ZPublisher.Iterators import filestream_iterator

from ... import _
from ...accounts.channels.moments import when
from ...accounts.people.person import member_name
from ...core.messages.engine import Refused
from ...site.forms.queries import number, pages
from ...site.forms.refusals import FaultyFields, Refusal
from ...site.forms.request import KeepsWhatWasWritten, leave, require_form, text, texts
from ...site.settings.registry import municipality
from . import answering, book, log
from .answering import Wish
from .book import Mask
from .copying import Sorted, copied, is_given, sort_out
from .delivering import PAGE, TYPES, may_have
from .printed import CSP, chunks
from .things import Part, Thing, read

SHOWN, LATEST = 100, 50
PARTS = ("thing", "preview", "delivery")
# The commonest ones, for the field's own suggestions.
PROVISIONS = {
    "18 kap. 1 §": _("investigations of crimes"),
    "21 kap. 1 §": _("health and sexual life"),
    "21 kap. 3 §": _("where somebody who is threatened can be reached"),
    "21 kap. 7 §": _("personal data that would be processed against data protection law"),
    "23 kap. 2 §": _("pupils in school"),
    "25 kap. 1 §": _("health care"),
    "26 kap. 1 §": _("social services"),
    "31 kap. 16 §": _("a company's business"),
}


def title_of(request: Mapping) -> str:
    """A request by its label, else by when it was begun."""
    told = _("Request of ${when}", mapping={"when": when(request["opened"][1])["text"]})
    return request["label"] or api.portal.translate(told)


class RequestChoices(BrowserView):
    """For the record's page: whether its reader answers requests, and which are open."""

    def requests(self) -> list[dict]:
        """The open ones, the newest first."""
        found = book.newest_first(self.context)
        return [{"id": id, "title": title_of(each)} for id, each in found if each["closed"] is None]


class TakesSteps(KeepsWhatWasWritten, BrowserView):
    """A page whose forms are sent to itself, with ``do``."""

    template: ViewPageTemplateFile
    longest = answering.LONGEST

    def __call__(self):
        if self.request.method != "POST":
            return self.template()
        require_form(self.request)
        try:
            leave(self.request, *self.take(self.request.form))
        except (Refusal, Refused) as refusal:
            self.refuse(refusal)
            return self.template()

    @property
    def requests_url(self) -> str:
        return f"{self.context.absolute_url()}/@@request"

    def take(self, form) -> tuple[str, str]:
        """Where to go on, and what is said there."""
        raise NotImplementedError


@implementer(IPublishTraverse)
class RequestsPage(TakesSteps):
    """All of them, and a form to begin another; what is ticked in the record comes here."""

    template = ViewPageTemplateFile("page.pt")
    longest_label = answering.LONGEST_LABEL

    def publishTraverse(self, request, name):
        return _part(self, "one-request", name)

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
                "number": len(line.told.get("things", ())),
                "provisions": ", ".join(_provisions(line)),
                "sha256": line.told.get("sha256", ""),
            }
            for line in found
        ]

    def take(self, form):
        keys, into = texts(form, "things"), text(form, "into")
        if text(form, "do") == "begin":
            id = answering.begin(self.context, text(form, "label"))
            return f"{self.requests_url}/{id}", _("The request is begun. Add records to it.")
        if not keys:
            raise Refusal(_("Tick at least one of what was found."))
        if into:
            added = answering.add(self.context, into, keys)
        else:
            into, added = answering.begin(self.context, "", keys), len(set(keys))
        said = _("Added to the request: ${number}.", mapping={"number": str(added)})
        return f"{self.requests_url}/{into}", said

    def _shown(self, id, each):
        return {
            "url": f"{self.requests_url}/{id}",
            "title": title_of(each),
            "number": len(each["things"]),
            "who": member_name(each["opened"][0]),
            "when": when(each["opened"][1])["text"],
            "is_closed": each["closed"] is not None,
            "delivered": len(each["deliveries"]),
        }


@implementer(IPublishTraverse)
class OfRequest(TakesSteps):
    """A page of one request."""

    id = ""
    provisions = PROVISIONS

    def publishTraverse(self, request, name):
        if name not in PARTS:
            raise NotFound(name)
        return _part(self, f"request-{name}", self.id)

    def __call__(self):
        return super().__call__() if self.answered is not None else None

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
    def is_open(self) -> bool:
        return self.answered["closed"] is None

    def masks(self, chosen: Collection[Mask] | None = None) -> list[dict]:
        """The request's masks, or those that are chosen."""
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
            }
            for number, mask in book.masks(self.answered)
            if chosen is None or mask in chosen
        ]

    def wish(self, thing: str = "") -> Wish:
        """What the form for masks asks for."""
        form = self.request.form
        return Wish(
            thing,
            tuple(text(form, "words").splitlines()),
            tuple(texts(form, "pictures")),
            tuple(texts(form, "files")),
            text(form, "provision"),
            text(form, "reason"),
        )

    def unmask(self) -> str:
        """Take away the mask that the form names."""
        found = number(self.request.form, "mask", 1, 10**6) or 0
        answering.unmask(self.context, self.id, found)
        return _("The mask is taken away.")


class OneRequest(OfRequest):
    """What is in it, what is masked, and what has been given out."""

    template = ViewPageTemplateFile("one.pt")

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

    def opened(self) -> dict:
        who, moment = self.answered["opened"]
        return {"who": member_name(who), "when": when(moment)["text"]}

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
                "things": len(each.things),
                "sha256": each.sha256,
            }
            for number, each in book.deliveries(self.answered)
        ]

    def undiscardable(self):
        """Why it cannot be thrown away, or None."""
        return answering.undiscardable(self.context, self.id)

    def take(self, form):
        do, hub = text(form, "do"), self.context
        if do == "unmask":
            return self.url, self.unmask()
        if do == "mask":
            answering.mask(hub, self.id, self.wish())
            return self.url, _("Masked wherever it stands in this request.")
        if do == "remove":
            taken = answering.remove(hub, self.id, texts(form, "things"))
            said = _("Taken out of the request: ${number}.", mapping={"number": str(taken)})
            return self.url, said
        if do == "deliver":
            answering.deliver(hub, self.id, text(form, "shape"))
            said = _("What is given out is made, and stands in the log. Download it here.")
            return f"{self.url}#socialhub-delivered", said
        if do not in STEPS:
            raise Refusal(_("Choose what is to be done."))
        step, said = STEPS[do]
        step(hub, self.id)
        return (self.requests_url if do == "discard" else self.url), said

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


STEPS = {
    "close": (answering.close, _("The request is closed.")),
    "reopen": (answering.reopen, _("The request is open again.")),
    "discard": (answering.discard, _("The request is thrown away; the log stays.")),
}


class ThingPage(OfRequest):
    """``…/thing?key=…``: one thing whole, and what is masked of it."""

    template = ViewPageTemplateFile("thing.pt")

    @cached_property
    def thing(self) -> Thing:
        """Raises NotFound for what is not in the request, or gone."""
        key = text(self.request.form, "key")
        found = read(self.context, key) if key in self.answered["things"] else None
        if found is None:
            raise NotFound(key)
        return found

    def __call__(self):
        return super().__call__() if self.thing else None

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

    @property
    def decision(self) -> str:
        """Why it is given out though it may be secret."""
        return self.given("decision") or self.answered["things"][self.thing.key]

    def put(self) -> list[dict]:
        """The masks that are of this thing, or of all."""
        found = copied(self.thing, [mask for _number, mask in book.masks(self.answered)])
        return self.masks(found.masks)

    def parts(self, kind: str) -> list[dict]:
        """The pictures or the files, to be ticked."""
        chosen = texts(self.request.form, kind) if self.refused else []
        return [
            {
                "name": part.name,
                "title": part.title,
                "url": address(self.context, self.thing, part),
                "is_chosen": part.name in chosen or None,
            }
            for part in getattr(self.thing, kind)
        ]

    @property
    def is_everywhere(self) -> bool:
        """Whether the words are masked in all of the request, as is the rule."""
        return not self.refused or text(self.request.form, "everywhere") == "1"

    def take(self, form):
        do = text(form, "do")
        if do == "unmask":
            return self.url, self.unmask()
        if do == "release":
            decision = text(form, "decision")
            if not decision:
                sentence = _("Write the decision by which it is given out.")
                raise FaultyFields({"decision": sentence})
            answering.release(self.context, self.id, self.thing.key, decision)
            return self.url, _("It is given out with the request.")
        if do == "withhold":
            answering.release(self.context, self.id, self.thing.key, "")
            return self.url, _("It is left out of what is given out.")
        where = "" if text(form, "everywhere") == "1" else self.thing.key
        answering.mask(self.context, self.id, self.wish(where))
        return self.url, _("Masked in what is given out. The record stays as it is.")


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
