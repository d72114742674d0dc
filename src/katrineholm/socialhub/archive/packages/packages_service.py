"""The REST services for packages."""

from dataclasses import replace
from typing import Any

from plone import api
from plone.restapi.services import Service
from zExceptions import NotFound

from ... import _
from ...accounts.channels.times import iso_time
from ...site.pages.act_service import ActService
from ...site.pages.acts import Act, acts
from ...site.pages.page_service import list_answer
from ...site.pages.refusals import Refusal
from ...site.pages.traversal import PathTraverser
from . import order_storage
from .order_forms import CANCEL, ORDER, RECEIPT, IOrderByUID
from .package_files import FAILURE_REASONS, download_links

RECEIPT_SENT = _("Send a receipt with a day and a note, each as a text.")
SENT = _("Send a channel or an administration by its UID, and the days from and to.")


class PackagesGet(PathTraverser, Service):
    """``GET @packages`` returns a hub's orders, newest first; ``@packages/<id>`` returns one."""

    def reply(self) -> dict:
        if not self.id:
            items = [self.package_data(each) for each in order_storage.all_orders(self.context)]
            return list_answer(self.context, "@packages", items)
        found = order_storage.find_order(self.context, self.id)
        if found is None:
            raise NotFound(self.id)
        return self.package_data(found)

    def package_data(self, order: order_storage.Order) -> dict:
        """Return an order as JSON.

        ``download`` and ``sha256`` are those of the part if there is only one, otherwise None.
        """
        files = {each["id"]: each["url"] for each in download_links(self.context, order)}
        parts = [{**each, "download": files.get(each["id"])} for each in order.parts]
        receipt = order.receipt
        only = parts[0] if len(parts) == 1 else {}
        return {
            "@id": f"{self.context.absolute_url()}/@packages/{order.id}",
            "title": order.title,
            "whose": order.whose,
            "from": order.first,
            "to": order.last,
            "messages": order.messages,
            "diary": order.diary,
            "kind": order.kind,
            "sent": iso_time(order.sent),
            "secret": order.secret,
            "ordered": iso_time(order.ordered),
            "taken": iso_time(order.taken),
            "state": order.state,
            "progress": order.progress,
            "reason": api.portal.translate(FAILURE_REASONS[order.code]) if order.code else None,
            "size": order.size if parts else None,
            "sha256": only.get("sha256"),
            "download": only.get("download"),
            "parts": parts,
            "elsewhere": order.is_elsewhere,
            "receipt": receipt and {**receipt, "at": iso_time(receipt["at"])},
        }


def _order(at, given):
    whose = [given[name] for name in ("channel", "administration") if given[name]]
    if len(whose) != 1:
        raise Refusal(SENT)
    return ORDER.do(at, given | {"whose": whose[0]})


class PackagesPost(ActService, PackagesGet):
    """``POST @packages`` orders a package of a ``channel`` or ``administration`` for a period."""

    acts = acts(replace(ORDER, do=_order, fields=IOrderByUID))

    def answer(self, act: Act, made: order_storage.Order) -> Any:
        self.request.response.setStatus(201)
        answer = self.package_data(made)
        self.request.response.setHeader("Location", answer["@id"])
        return answer


class OnePackage(ActService, PackagesGet):
    """A base class of the services for the package in the URL."""

    addressed = ("id",)

    def reply(self) -> dict:
        if not self.id or order_storage.find_order(self.context, self.id) is None:
            raise NotFound(self.id)
        return super().reply()

    def body(self) -> dict:
        return {"id": self.id}


class PackagesPatch(OnePackage):
    """``PATCH @packages/<id>`` stores the archive's ``receipt``, a ``day`` and a ``note``."""

    acts = acts(RECEIPT)

    def schema(self, act: Act) -> dict:
        receipt = super().schema(act)
        return {"type": "object", "properties": {"receipt": receipt}, "required": ["receipt"]}

    def body(self) -> dict:
        receipt = ActService.body(self).get("receipt")
        if not isinstance(receipt, dict):
            raise Refusal(RECEIPT_SENT)
        return receipt | super().body()

    def answer(self, act: Act, result: Any) -> Any:
        return PackagesGet.reply(self)


class PackagesDelete(OnePackage):
    """``DELETE @packages/<id>`` cancels a package that is not ready."""

    acts = acts(CANCEL)

    def answer(self, act: Act, result: Any) -> Any:
        return self.reply_no_content()
