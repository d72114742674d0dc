"""*Viktigt nu* over plone.restapi."""

from plone.restapi.services import Service

from ...site.forms.act_service import ActService
from ...site.forms.page_service import spoken
from ..listings.important import important, told
from .notice import notices
from .putting import ACTS, BEGIN, END


class ImportantGet(Service):
    """``GET @important`` on the site: the ``notices`` that stand first on every page."""

    def reply(self):
        found = (notice.plain() for notice in notices(self.request))
        told = {"notices": [each for each in found if each]}
        return {"@id": f"{self.context.absolute_url()}/@important", **spoken(told)}


class CrisisGet(Service):
    """``GET @crisis`` on a hub: whether something is ``active`` on top, and what."""

    def reply(self):
        return _state(self)


class CrisisPost(ActService):
    """``POST @crisis``: ``channel`` (a UID) or ``entry`` (an id), and ``until`` (ISO 8601).

    With ``active`` false nothing is on top any more. The answer is that of ``GET``.
    """

    acts = ACTS

    def named(self, body):
        return (END if body.get("active", True) is False else BEGIN).name

    def answer(self, act, result):
        return _state(self)


def _state(at):
    found = important(at.context)
    address = {"@id": f"{at.context.absolute_url()}/@crisis", "active": found is not None}
    return address | told(at.context, found, at.request) if found else address
