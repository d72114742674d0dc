"""Reports over plone.restapi, for anybody."""

from functools import partial

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.interface import alsoProvides

from ... import _
from ...accounts.channels.facts import visible
from ...core.messages.engine import Refused
from ...site.forms.limits import too_many
from ...site.forms.rest_errors import refused
from ..steps.given import GUARD
from .pace import TooMuch, paced
from .reports import reasons, report_from
from .taking import take_report

LARGEST = 100_000  # bytes of a body: more than all that a report may say


class ReportPost(Service):
    """``POST @report`` on a channel: ``address``, ``reason``, ``text``; perhaps ``contact``.

    ``reason`` is the code of a ground (K1 to K7), of the channel's own rule in force, or "other";
    ``quote`` is what the comment itself says, ``author`` who wrote it; one of them is demanded but
    where the address is a comment's own. 201 and ``receipt``; or 400, one sentence and ``guard``,
    such as the field at fault; or 429 and ``Retry-After``.
    """

    def reply(self):
        if not any(facts.speaks for facts in visible(self.context)):
            raise NotFound(self.context.getId())
        # Anybody may report from anywhere: there is nobody's session to misuse.
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            report = report_from(self._body(), reasons(self.context))
            receipt = paced(self.request, self.context, partial(take_report, self.context, report))
        except TooMuch as refusal:
            too_many(self.request, refusal.seconds)
            return refused(self.request, 429, refusal.sentence, guard=refusal.guard)
        except Refused as refusal:
            return refused(self.request, 400, refusal.sentence, guard=refusal.guard)
        self.request.response.setStatus(201)
        return {"receipt": receipt}

    def _body(self):
        """The body, read once; what is too large is not read at all."""
        if int(self.request.environ.get("CONTENT_LENGTH") or 0) > LARGEST:
            raise Refused(GUARD, _("The report is too large: send 100 kB at most."))
        try:
            return json_body(self.request)
        except DeserializationError as error:
            raise Refused(GUARD, _("Send a JSON object.")) from error
