"""Requests for records over plone.restapi."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.interface import alsoProvides, implementer
from zope.publisher.interfaces import IPublishTraverse

from ... import _
from ...accounts.channels.moments import moment
from ...core.feeds.text import scrub
from ...site.forms.page_service import whole
from ...site.forms.refusals import Refusal
from ...site.forms.rest_errors import bad_request
from . import answering, book, log
from .answering import Wish
from .copying import sort_out
from .delivering import may_have
from .page import title_of

SENT = _("Send a label or things, or what is to be done; things and words are lists of texts.")
TEXTS = ("label", "do", "thing", "provision", "reason", "decision", "shape")
LISTS = ("things", "words", "pictures", "files")


@implementer(IPublishTraverse)
class RequestsGet(Service):
    """``GET @requests`` on a hub: the requests, and what the log tells of each; ``…/<id>`` one."""

    id = ""

    def publishTraverse(self, request, name):
        if self.id:
            raise NotFound(name)
        self.id = name
        return self

    def reply(self):
        if self.id:
            return self.told_whole()
        items = [self.told(id, each) for id, each in book.newest_first(self.context)]
        return whole(self.context, "@requests", items) | {"log": self.lines()}

    def told(self, id: str, request) -> dict:
        """A request in a list."""
        who, when = request["opened"]
        closed = request["closed"]
        url = self.context.absolute_url()
        return {
            "@id": f"{url}/@requests/{id}",
            "id": id,
            "title": title_of(request),
            "label": request["label"],
            "opened": moment(when),
            "by": who,
            "closed": closed and moment(closed[1]),
            "things_total": len(request["things"]),
            "page": f"{url}/@@request/{id}",
        }

    def told_whole(self) -> dict:
        """All of a request; raises NotFound."""
        request = book.one(self.context, self.id)
        if request is None:
            raise NotFound(self.id)
        found = sort_out(self.context, request)
        told = self.told(self.id, request)
        return told | {
            "things": [_thing(copy) for copy in found.copies],
            "withheld": [
                {"key": each.key, "title": each.title, "provision": each.secrecy}
                for each in found.withheld
            ],
            "gone": list(found.gone),
            "masks": [_mask(*each) for each in book.masks(request)],
            "preview": f"{told['page']}/preview",
            "deliveries": [self._delivery(*each) for each in book.deliveries(request)],
        }

    def lines(self) -> list[dict]:
        """What was given out and what became of requests, the latest first."""
        return [
            {
                "act": line.act,
                "request": line.request,
                "by": line.who,
                "when": moment(line.time),
                **line.told,
            }
            for line in log.newest(self.context)
        ]

    def _delivery(self, number, each):
        page = f"{self.context.absolute_url()}/@@request/{self.id}"
        is_mine = may_have(self.context, each)
        return {
            "number": number,
            "shape": each.shape,
            "when": moment(each.when),
            "by": each.by,
            "size": each.size,
            "sha256": each.sha256,
            "things": list(each.things),
            "download": f"{page}/delivery/{number}" if is_mine else None,
        }


class RequestsPost(RequestsGet):
    """``POST @requests`` with a ``label`` or ``things`` begins one (201); ``…/<id>`` goes on.

    ``do`` is ``add`` or ``remove`` (``things``), ``mask`` (``words``, ``pictures``, ``files``,
    ``provision``, ``reason``; with ``thing`` of that alone), ``unmask`` (``mask``, a number),
    ``release`` (``thing``, ``decision``), ``deliver`` (``shape``: ``zip`` or ``page``), ``close``,
    ``reopen`` or ``discard``. The answer is that of ``GET``.
    """

    def reply(self):
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            body = _body(self.request)
            if self.id:
                if book.one(self.context, self.id) is None:
                    raise NotFound(self.id)
                self._go_on(body)
            else:
                self._begin(body)
        except Refusal as refusal:
            raise bad_request(*(refusal.faults.values() or [refusal.sentence])) from refusal
        if book.one(self.context, self.id) is None:  # thrown away
            return self.reply_no_content()
        return self.told_whole()

    def _begin(self, body):
        if not body.get("label") and not body.get("things"):
            raise Refusal(SENT)
        self.id = answering.begin(self.context, body["label"].strip(), body["things"])
        self.request.response.setStatus(201)

    def _go_on(self, body):
        how = STEPS.get(body["do"])
        if how is None:
            raise Refusal(_("Choose what is to be done."))
        how(self.context, self.id, body)


def _masked(hub, id, body):
    words, pictures, files = (tuple(body[name]) for name in LISTS[1:])
    provision, reason = body["provision"].strip(), body["reason"].strip()
    answering.mask(hub, id, Wish(body["thing"], words, pictures, files, provision, reason))


def _unmasked(hub, id, body):
    number = body.get("mask")
    if not isinstance(number, int) or isinstance(number, bool):
        raise Refusal(SENT)
    answering.unmask(hub, id, number)


STEPS = {
    "add": lambda hub, id, body: answering.add(hub, id, body["things"]),
    "remove": lambda hub, id, body: answering.remove(hub, id, body["things"]),
    "mask": _masked,
    "unmask": _unmasked,
    "release": lambda hub, id, body: answering.release(
        hub, id, body["thing"], body["decision"].strip()
    ),
    "deliver": lambda hub, id, body: answering.deliver(hub, id, body["shape"]),
    "close": lambda hub, id, body: answering.close(hub, id),
    "reopen": lambda hub, id, body: answering.reopen(hub, id),
    "discard": lambda hub, id, body: answering.discard(hub, id),
}


def _thing(copy):
    thing = copy.thing
    return {
        "key": thing.key,
        "kind": thing.kind,
        "title": thing.title,
        "channel": thing.channel,
        "when": moment(thing.time),
        "fields": [
            {"name": each.name, "title": each.title, "value": each.value, "shape": each.shape}
            for each in thing.fields
        ],
        "pictures": [{"name": each.name, "title": each.title} for each in thing.pictures],
        "files": [{"name": each.name, "title": each.title} for each in thing.files],
    }


def _mask(number, mask):
    return {
        "number": number,
        "thing": mask.thing or None,
        "words": list(mask.words),
        "pictures": list(mask.pictures),
        "files": list(mask.files),
        "provision": mask.provision,
        "reason": mask.reason,
        "by": mask.by,
        "when": moment(mask.when),
    }


def _body(request) -> dict:
    """What was sent, with every text and list that may be left out."""
    try:
        body = json_body(request)
    except (DeserializationError, RecursionError) as error:
        raise Refusal(SENT) from error
    body = {**dict.fromkeys(TEXTS, ""), **{name: [] for name in LISTS}, **body}
    are_texts = all(isinstance(body[name], str) for name in TEXTS)
    if not are_texts or not all(_is_list(body[name]) for name in LISTS):
        raise Refusal(SENT)
    return {**body, **{name: scrub(body[name]) for name in TEXTS}}


def _is_list(value):
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
