"""Requests for records over plone.restapi."""

from collections.abc import Mapping
from typing import Any

from plone.restapi.services import Service
from zExceptions import NotFound

from ... import _
from ...accounts.channels.moments import moment
from ...site.forms.act_service import ActService
from ...site.forms.acts import Act, Acts, acts
from ...site.forms.page_service import whole
from ...site.forms.path import TakesPath
from ...site.forms.refusals import Refusal
from . import book, log
from .copying import sort_out
from .delivering import may_have
from .forms import BEGIN, DOING, title_of

SENT = _("Send a label or things, or what is to be done; things and words are lists of texts.")


class RequestsGet(TakesPath, Service):
    """``GET @requests`` on a hub: the requests and their log; ``…/<id>``: one of them."""

    def reply(self) -> dict:
        if self.id:
            return self.whole_item()
        items = [self.item(id, each) for id, each in book.newest_first(self.context)]
        return whole(self.context, "@requests", items) | {"log": self.lines()}

    def item(self, id: str, request: Mapping) -> dict:
        """Return a request as an item of the list."""
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

    def whole_item(self) -> dict:
        """Return a whole request; raise NotFound."""
        request = book.one(self.context, self.id)
        if request is None:
            raise NotFound(self.id)
        found = sort_out(self.context, request)
        item = self.item(self.id, request)
        return item | {
            "things": [_record_data(copy) for copy in found.copies],
            "withheld": [
                {"key": each.key, "title": each.title, "provision": each.secrecy}
                for each in found.withheld
            ],
            "gone": list(found.gone),
            "masks": [_mask_data(*each) for each in book.masks(request)],
            "preview": f"{item['page']}/preview",
            "deliveries": [self._delivery_data(*each) for each in book.deliveries(request)],
        }

    def lines(self) -> list[dict]:
        """Return the log, newest first."""
        return [
            {
                "act": line.act,
                "request": line.request,
                "by": line.who,
                "when": moment(line.time),
                **line.details,
            }
            for line in log.newest(self.context)
        ]

    def _delivery_data(self, number, each):
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


class RequestsPost(ActService, RequestsGet):
    """``POST @requests`` with a ``label`` or ``things`` begins a request and answers 201.

    ``POST @requests/<id>`` does one act with it. ``do`` is ``add`` or ``remove`` (``things``),
    ``mask`` (``words``, ``pictures``, ``files``, ``provision``, ``reason``; with ``thing`` of that
    record alone), ``unmask`` (``mask``, a number), ``release`` (``thing``, ``decision``),
    ``deliver`` (``shape``: ``zip`` or ``page``), ``close``, ``reopen`` or ``discard``. The answer
    is that of ``GET``.
    """

    def reply(self) -> dict:
        if self.id and book.one(self.context, self.id) is None:
            raise NotFound(self.id)
        return super().reply()

    @property
    def acts(self) -> Acts:
        return DOING if self.id else acts(BEGIN)

    def named(self, body: Mapping) -> str:
        if self.id:
            return super().named(body)
        if not body.get("label") and not body.get("things"):
            raise Refusal(SENT)
        return BEGIN.name

    def answer(self, act: Act, result: Any) -> Any:
        if act is BEGIN:
            self.path = (result,)
            self.request.response.setStatus(201)
        gone = book.one(self.context, self.id) is None  # discarded
        return self.reply_no_content() if gone else self.whole_item()


def _record_data(copy):
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


def _mask_data(number, mask):
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
