"""The REST services for requests for records."""

from collections.abc import Mapping
from typing import Any

from plone.restapi.services import Service
from zExceptions import NotFound

from ... import _
from ...accounts.channels.times import iso_time
from ...site.pages.act_service import ActService
from ...site.pages.acts import Act, Acts, acts
from ...site.pages.page_service import list_answer
from ...site.pages.refusals import Refusal
from ...site.pages.traversal import PathTraverser
from . import request_actions, request_log, request_storage
from .delivery_files import may_download
from .extract_page import match_rows
from .extract_search import find_matches
from .request_copies import copy_data, request_contents
from .request_forms import BEGIN, EXTRACT, SERVICE_ACTS, request_title

SENT = _("Send a label or things, or what is to be done; things and words are lists of texts.")


class RequestsGet(PathTraverser, Service):
    """``GET @requests`` on a hub returns all requests and their log; ``…/<id>`` returns one.

    ``…/<id>/matches`` returns all that may be about the person of a register extract.
    """

    deepest = 2

    def reply(self) -> dict:
        if self.path[1:]:
            return self.matches()
        if self.id:
            return self.whole_item()
        hub = self.context
        items = [
            self.item(id, each)
            for id, each in request_storage.all_requests(hub)
            if request_actions.may_read(hub, each)
        ]
        return list_answer(self.context, "@requests", items) | {"log": self.lines()}

    def item(self, id: str, request: Mapping) -> dict:
        """Return a request as an item of the list of requests."""
        who, when = request["opened"]
        closed = request["closed"]
        url = self.context.absolute_url()
        return {
            "@id": f"{url}/@requests/{id}",
            "id": id,
            "title": request_title(request),
            "label": request["label"],
            "about": list(request_storage.person_terms(request)),
            "opened": iso_time(when),
            "by": who,
            "closed": closed and iso_time(closed[1]),
            "things_total": len(request["things"]),
            "page": f"{url}/@@request/{id}",
        }

    def whole_item(self) -> dict:
        """Return the request in the URL with its contents; raise NotFound if it does not exist."""
        request = request_actions.readable_request(self.context, self.id)
        if request is None:
            raise NotFound(self.id)
        found = request_contents(self.context, request)
        item = self.item(self.id, request)
        return item | {
            "things": [copy_data(copy) for copy in found.copies],
            "withheld": [
                {"key": each.key, "title": each.title, "provision": each.secrecy}
                for each in found.withheld
            ],
            "gone": list(found.gone),
            "elsewhere": found.elsewhere,
            "masks": [_mask_data(*each) for each in request_storage.request_masks(request)],
            "preview": f"{item['page']}/preview",
            "deliveries": [
                self._delivery_data(*each) for each in request_storage.request_deliveries(request)
            ],
        }

    def matches(self) -> dict:
        """Return all that may be about the person of a register extract, with the records' keys."""
        hub, found = self.context, request_actions.readable_request(self.context, self.id)
        terms = request_storage.person_terms(found or {})
        if self.path[1:] != ("matches",) or not terms:
            raise NotFound("/".join(self.path))
        matches = find_matches(hub, terms)
        rows = match_rows(hub, matches, terms, 0, len(matches.keys))
        answer = list_answer(hub, f"@requests/{self.id}/matches", rows)
        return answer | {"elsewhere": matches.elsewhere, "complete": matches.is_whole}

    def lines(self) -> list[dict]:
        """Return all lines of the log, newest first."""
        return [
            {
                "act": line.act,
                "request": line.request,
                "by": line.who,
                "when": iso_time(line.time),
                **line.details,
            }
            for line in request_log.log_lines(self.context)
        ]

    def _delivery_data(self, number, each):
        page = f"{self.context.absolute_url()}/@@request/{self.id}"
        is_mine = may_download(self.context, each)
        return {
            "number": number,
            "shape": each.shape,
            "when": iso_time(each.when),
            "by": each.by,
            "size": each.size,
            "sha256": each.sha256,
            "things": list(each.things),
            "download": f"{page}/delivery/{number}" if is_mine else None,
        }


class RequestsPost(ActService, RequestsGet):
    """``POST @requests`` with a ``label`` or ``things`` starts a request and responds with 201.

    With ``about``, a list of a person's names, handles and addresses, it starts a register extract;
    ``GET @requests/<id>/matches`` then returns what may be about the person.

    ``POST @requests/<id>`` does the act in ``do``: ``add`` or ``remove`` (``things``), ``mask``
    (``words``, ``pictures``, ``files``, ``provision``, ``reason``, and ``thing`` to mask only one
    record), ``unmask`` (``mask``, a number), ``release`` (``thing``, ``decision``), ``deliver``
    (``shape``: ``zip`` or ``page``), ``close``, ``reopen`` or ``discard``. The response is that of
    ``GET``, or empty after ``discard``.
    """

    def reply(self) -> dict:
        if self.id and request_actions.readable_request(self.context, self.id) is None:
            raise NotFound(self.id)
        return super().reply()

    @property
    def acts(self) -> Acts:
        return SERVICE_ACTS if self.id else acts(BEGIN, EXTRACT)

    def requested_name(self, body: Mapping) -> str:
        if self.id:
            return super().requested_name(body)
        if body.get("about"):
            return EXTRACT.name
        if not body.get("label") and not body.get("things"):
            raise Refusal(SENT)
        return BEGIN.name

    def answer(self, act: Act, result: Any) -> Any:
        if act in (BEGIN, EXTRACT):
            self.path = (result,)
            self.request.response.setStatus(201)
        gone = request_storage.find_request(self.context, self.id) is None  # discarded
        return self.reply_no_content() if gone else self.whole_item()


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
        "when": iso_time(mask.when),
    }
