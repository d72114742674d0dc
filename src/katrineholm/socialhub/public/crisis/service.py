"""*Viktigt nu* over plone.restapi."""

from collections.abc import Mapping

from plone.restapi.services import Service

from ...site.forms.act_service import ActService
from ...site.forms.acts import Act
from ...site.forms.page_service import spoken
from ..listings.important import important, told
from .notice import notices
from .putting import ACTS, BEGIN, END


class ImportantGet(Service):
    """``GET @important`` on the site: the ``notices`` that come first on every page."""

    def reply(self) -> dict:
        found = (notice.plain() for notice in notices(self.request))
        shown = {"notices": [each for each in found if each]}
        return {"@id": f"{self.context.absolute_url()}/@important", **spoken(shown)}


class CrisisGet(Service):
    """``GET @crisis`` on a hub: whether a highlight is ``active``, and its values."""

    def reply(self) -> dict:
        return _state(self)


class CrisisPost(ActService):
    """``POST @crisis``: ``channel`` (a UID) or ``entry`` (an id), and ``until`` (ISO 8601).

    With ``active`` false the highlight ends. The answer is that of ``GET``.
    """

    acts = ACTS

    def named(self, body: Mapping) -> str:
        return (END if body.get("active", True) is False else BEGIN).name

    def answer(self, act: Act, result: object) -> dict:
        return _state(self)


def _state(at):
    found = important(at.context)
    address = {"@id": f"{at.context.absolute_url()}/@crisis", "active": found is not None}
    return address | told(at.context, found, at.request) if found else address
