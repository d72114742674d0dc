"""REST services for what is important now, *Viktigt nu*."""

from collections.abc import Mapping

from plone.restapi.services import Service

from ...site.pages.act_service import ActService
from ...site.pages.acts import Act
from ...site.pages.page_service import translated_answer
from .crisis_notice import notices
from .crisis_page import END_HIGHLIGHT, HIGHLIGHT_ACTS, START_HIGHLIGHT
from .notice import WRITE_NOTICE, important_json


class ImportantGet(Service):
    """``GET @important`` on the site: the ``notices`` at the top of every page."""

    def reply(self) -> dict:
        found = (notice.plain() for notice in notices(self.request))
        shown = {"notices": [each for each in found if each]}
        return {"@id": f"{self.context.absolute_url()}/@important", **translated_answer(shown)}


class CrisisGet(Service):
    """``GET @crisis`` on a hub: whether something is important now (``active``), and its values."""

    def reply(self) -> dict:
        return _state(self)


class CrisisPost(ActService):
    """``POST @crisis``: puts a notice, a ``channel`` (UID) or an ``entry`` (id) on top ``until``.

    A notice has a ``title`` and a ``text``. If ``active`` is false, what is on top ends instead.
    The response is the same as for ``GET``.
    """

    acts = HIGHLIGHT_ACTS

    def requested_name(self, body: Mapping) -> str:
        if body.get("active", True) is False:
            return END_HIGHLIGHT.name
        return (WRITE_NOTICE if {"title", "text"} & body.keys() else START_HIGHLIGHT).name

    def answer(self, act: Act, result: object) -> dict:
        return _state(self)


def _state(at):
    found = important_json(at.context, at.request)
    address = {"@id": f"{at.context.absolute_url()}/@crisis", "active": found is not None}
    return address | (found or {})
