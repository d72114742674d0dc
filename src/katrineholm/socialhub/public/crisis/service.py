"""*Viktigt nu* over plone.restapi."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from zope.interface import alsoProvides

from ...accounts.channels.moments import given
from ...site.forms.page_service import spoken
from ...site.forms.refusals import Refusal
from ...site.forms.rest_errors import bad_request
from ..listings.important import important, told
from .notice import notices
from .putting import NO_END, NOTHING, let_down, put


class ImportantGet(Service):
    """``GET @important`` on the site: the ``notices`` that stand first on every page."""

    def reply(self):
        found = (notice.plain() for notice in notices(self.request))
        told = {"notices": [each for each in found if each]}
        return {"@id": f"{self.context.absolute_url()}/@important", **spoken(told)}


class CrisisGet(Service):
    """``GET @crisis`` on a hub: whether something is ``active`` on top, and what."""

    def reply(self):
        found = important(self.context)
        address = {"@id": f"{self.context.absolute_url()}/@crisis", "active": found is not None}
        return address | told(self.context, found, self.request) if found else address


class CrisisPost(CrisisGet):
    """``POST @crisis``: ``channel`` (a UID) or ``entry`` (an id), and ``until`` (ISO 8601).

    With ``active`` false nothing is on top any more. The answer is that of ``GET``.
    """

    def reply(self):
        alsoProvides(self.request, IDisableCSRFProtection)
        body = json_body(self.request)
        try:
            if body.get("active", True) is False:
                let_down(self.context)
            else:
                put(self.context, _text(body, "channel"), _text(body, "entry"), _moment(body))
        except Refusal as refusal:
            raise bad_request(refusal.sentence) from refusal
        return super().reply()


def _text(body, name):
    value = body.get(name) or ""
    if not isinstance(value, str):
        raise Refusal(NOTHING)
    return value


def _moment(body):
    try:
        return given(body["until"])
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise Refusal(NO_END) from error
