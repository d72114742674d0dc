"""Acts over plone.restapi: what ``acts.ActPage`` does with a form is done with a body here."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from zope.interface import alsoProvides

from ... import _
from ...core.messages.engine import Refused
from .acts import BAD_REQUEST, DO, Act, Acts, chosen
from .limits import too_many
from .page_service import spoken
from .refusals import Refusal
from .rest_errors import refused

NO_OBJECT = _("Send a JSON object.")


class ActService(Service):
    """``POST`` of an act of ``acts``: by its name in ``do``, where there are several.

    A refusal is answered with 400, or with its own status: one sentence, ``guard`` and ``faults``,
    a sentence for each field at fault.
    """

    unread = "given"  # the guard that is named where a body itself cannot be read

    @property
    def acts(self) -> Acts:
        """What can be done with it."""
        return MappingProxyType({})

    def reply(self):
        # Whoever may do it says so with each request: there is no session to misuse.
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            body = self.body()
            act = chosen(self.acts, self.named(body))
            return self.answer(act, act.take(self, body))
        except (Refusal, Refused) as refusal:
            return self.refusal(refusal)

    def named(self, body: Mapping) -> str:
        """The name of the act that a body asks for."""
        return str(body.get(DO) or "")

    def answer(self, act: Act, result: Any) -> Any:
        """What is answered when an act is done."""
        raise NotImplementedError

    def refusal(self, refusal: Refusal | Refused) -> dict:
        """What is answered when it is refused."""
        if seconds := getattr(refusal, "seconds", 0):
            too_many(self.request, seconds)
        status, guard = getattr(refusal, "status", BAD_REQUEST), getattr(refusal, "guard", "")
        answer = refused(self.request, status, refusal.sentence, guard=guard)
        return spoken(answer | ({"faults": dict(refusal.faults)} if refusal.faults else {}))

    def body(self) -> dict:
        """The body, a JSON object. Raises engine.Refused."""
        try:
            return json_body(self.request)
        except (DeserializationError, RecursionError) as error:
            raise Refused(self.unread, NO_OBJECT) from error
