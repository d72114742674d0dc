"""Lists and pages over plone.restapi."""

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
    """Return a complete list as the answer of a service."""
    url = f"{context.absolute_url()}/{name}"
    return {"@id": url, "items": items, "items_total": len(items)}


def batch_answer(request: Any, items: list[dict], start: int, size: int, total: int) -> dict:
    """Return one batch of a list as an answer, with links to its neighbours if there are any."""
    # The batch is read from the request, which must have the validated values.
    request.form.update(b_start=start, b_size=size)
    batch = HypermediaBatch(request, range(total))
    answer = {"@id": batch.canonical_url, "items": items, "items_total": total}
    return {**answer, "batching": batch.links} if batch.links else answer


class PageGet(Service):
    """``GET`` of a page in Classic UI: its values, for a frontend that draws it.

    ``page`` gets them from the page's view, ``view_name``; its ``head`` is added.
    """

    name = ""
    view_name = "view"

    @staticmethod
    def page(view: Any) -> dict:
        """Return the page as a value."""
        return view.page

    def reply(self) -> dict:
        view = api.content.get_view(self.view_name, self.context, self.request)
        return self.page_answer(view)

    def page_answer(self, view: Any) -> dict:
        """Return the page of a view, with its head."""
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
    """The answer of a service as a component of the content's own: ``?expand=NAME``."""

    service: type[PageGet]

    def __init__(self, context, request):
        self.context, self.request = context, request

    def __call__(self, expand=False):
        service, name = self.service(), self.service.name
        service.context, service.request = self.context, self.request
        return {name: service.reply() if expand else {"@id": service.address}}


class TranslatedPart(dict):
    """A part of an answer that is translated already."""


@adapter(TranslatedPart)
@implementer(IJsonCompatible)
def unchanged_part(part: TranslatedPart) -> dict:
    """Return the part unconverted."""
    return part


def translated_answer(answer: Any) -> Any:
    """Return an answer with its messages translated."""
    return json_compatible(answer)
