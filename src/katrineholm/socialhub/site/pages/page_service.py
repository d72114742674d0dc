"""The answers of services that return lists and pages over plone.restapi."""

from typing import Any

from plone import api
from plone.restapi.batching import HypermediaBatch
from plone.restapi.interfaces import IExpandableElement, IJsonCompatible
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from zope.component import adapter
from zope.interface import implementer

from .head import head_values
from .page_cache import cached_value


def list_answer(context: Any, name: str, items: list[dict]) -> dict:
    """Return a complete list of items as the answer of a service."""
    url = f"{context.absolute_url()}/{name}"
    return {"@id": url, "items": items, "items_total": len(items)}


def batch_answer(request: Any, items: list[dict], start: int, size: int, total: int) -> dict:
    """Return one batch of a list as the answer of a service, with links to the other batches."""
    # The batch is read from the request, which must have the validated values.
    request.form.update(b_start=start, b_size=size)
    batch = HypermediaBatch(request, range(total))
    answer = {"@id": batch.canonical_url, "items": items, "items_total": total}
    return {**answer, "batching": batch.links} if batch.links else answer


class PageGet(Service):
    """A service that returns a page of Classic UI as plain values, for another frontend.

    ``page`` gets the values from the page's view, ``view_name``. Its ``head`` is added.
    """

    name = ""
    view_name = "view"

    @staticmethod
    def page(view: Any) -> dict:
        """Return the page of a view as plain values."""
        return view.page

    def reply(self) -> dict:
        view = api.content.get_view(self.view_name, self.context, self.request)
        return self.page_answer(view)

    def page_answer(self, view: Any) -> dict:
        """Return the page of a view as the answer of the service, with its head."""
        return cached_value(view, lambda: self._made(view))

    def _made(self, view):
        page = self.page(view)
        return translated_answer({"@id": self.address, **page, "head": head_values(view)})

    @property
    def address(self) -> str:
        """Return the service's own URL."""
        return f"{self.context.absolute_url()}/@{self.name}"


@implementer(IExpandableElement)
class PageExpander:
    """A service's answer as a component of the content's representation: ``?expand=NAME``."""

    service: type[PageGet]

    def __init__(self, context, request):
        self.context, self.request = context, request

    def __call__(self, expand=False):
        service, name = self.service(), self.service.name
        service.context, service.request = self.context, self.request
        return {name: service.reply() if expand else {"@id": service.address}}


class TranslatedPart(dict):
    """A part of an answer whose messages are translated already."""


@adapter(TranslatedPart)
@implementer(IJsonCompatible)
def unchanged_part(part: TranslatedPart) -> dict:
    """Return a translated part unchanged when an answer is converted to JSON."""
    return part


def translated_answer(answer: Any) -> Any:
    """Return an answer with its messages translated."""
    return json_compatible(answer)
