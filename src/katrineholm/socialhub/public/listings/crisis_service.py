"""REST services for the highlight, *Viktigt nu*."""

from collections.abc import Mapping

from plone.restapi.services import Service

from ...site.pages.act_service import ActService
from ...site.pages.acts import Act
from ...site.pages.page_service import translated_answer
from .crisis_notice import notices
from .crisis_page import END_HIGHLIGHT, HIGHLIGHT_ACTS, START_HIGHLIGHT
from .highlight import current_highlight, highlight_json


class ImportantGet(Service):
    """``GET @important`` on the site: the ``notices`` at the top of every page."""

    def reply(self) -> dict:
        found = (notice.plain() for notice in notices(self.request))
        shown = {"notices": [each for each in found if each]}
        return {"@id": f"{self.context.absolute_url()}/@important", **translated_answer(shown)}


class CrisisGet(Service):
    """``GET @crisis`` on a hub: whether a highlight is ``active``, and the highlight's values."""

    def reply(self) -> dict:
        return _state(self)


class CrisisPost(ActService):
    """``POST @crisis``: highlights a ``channel`` (UID) or an ``entry`` (id) ``until`` a time.

    If ``active`` is false, it ends the highlight instead. The response is the same as for ``GET``.
    """

    acts = HIGHLIGHT_ACTS

    def requested_name(self, body: Mapping) -> str:
        return (END_HIGHLIGHT if body.get("active", True) is False else START_HIGHLIGHT).name

    def answer(self, act: Act, result: object) -> dict:
        return _state(self)


def _state(at):
    found = current_highlight(at.context)
    address = {"@id": f"{at.context.absolute_url()}/@crisis", "active": found is not None}
    return address | highlight_json(at.context, found, at.request) if found else address
