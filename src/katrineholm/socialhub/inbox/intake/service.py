"""Reports over plone.restapi, for anybody."""

from functools import partial
from time import time

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.interface import alsoProvides

from ... import _
from ...accounts.channels.facts import visible
from ...core.messages.engine import Refused
from ...site.forms.rest_errors import refused
from ...site.forms.retries import written
from ...site.settings.registry import setting
from ..steps.given import GUARD
from .pace import slow
from .reports import reasons, report_from
from .taking import take_report

LARGEST = 100_000  # bytes of a body: more than all that a report may say


class ReportPost(Service):
    """``POST @report`` on a channel: ``address``, ``reason``, ``text``; perhaps ``contact``.

    ``reason`` is the code of a ground (K1 to K7), of the channel's own rule in force, or "other";
    ``quote`` is what the comment itself says, ``author`` who wrote it; one of them is demanded but
    where the address is a comment's own. 201 and ``receipt``, or 400, one sentence and ``guard``.
    """

    def reply(self):
        if not any(facts.speaks for facts in visible(self.context)):
            raise NotFound(self.context.getId())
        # Anybody may report from anywhere: there is nobody's session to misuse.
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            report = report_from(self._body(), reasons(self.context))
            often = slow(self.request, setting("reports_per_hour"))
            take = partial(take_report, self.context, report, now=int(time()), often=often)
            receipt = written(lambda tries: take(tries=tries))
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
