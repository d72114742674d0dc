"""Acts over plone.restapi, done as by ``acts.ActPage`` but from a JSON body instead of a form."""

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Self

from AccessControl import Unauthorized, getSecurityManager
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.component import getSiteManager
from zope.interface import Interface, alsoProvides, implementer, providedBy
from zope.publisher.interfaces import IPublishTraverse

from ... import _
from ...core.messages.engine import Refused
from .acts import BAD_REQUEST, DO, Act, Acts, requested_act
from .json_schema import json_schema
from .page_service import translated_answer
from .rate_limits import set_too_many_requests
from .refusals import Refusal
from .rest_errors import error_body

NO_JSON_OBJECT = _("Send a JSON object.")


class ActService(Service):
    """A service that does one of its ``acts``. If there are several, ``do`` in the body names it.

    A refusal is answered with its own status or 400, and with an error message, ``guard`` and
    ``faults``, a message for each invalid field. ``addressed`` are fields that the URL supplies.
    """

    unread = "given"  # the guard that is named if the body cannot be read
    addressed: Collection[str] = ()

    @property
    def acts(self) -> Acts:
        """Return the acts of this service."""
        return MappingProxyType({})

    def reply(self) -> Any:
        # Each request is authenticated by itself: there is no session to misuse.
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            body = self.body()
            act = requested_act(self.acts, self.requested_name(body))
            return self.answer(act, act.take(self, body))
        except (Refusal, Refused) as refusal:
            return self.refusal(refusal)

    def requested_name(self, body: Mapping) -> str:
        """Return the name of the act that a body requests."""
        return str(body.get(DO) or "")

    def answer(self, act: Act, result: Any) -> Any:
        """Return the JSON answer for the result of an act."""
        raise NotImplementedError

    def schema(self, act: Act) -> dict:
        """Return the JSON Schema of an act's body."""
        place = self if act.judged else self.context
        return json_schema(act.fields or Interface, place, self.request, without=self.addressed)

    def refusal(self, refusal: Refusal | Refused) -> dict:
        """Return the JSON answer for a refused act, and set the status."""
        if seconds := getattr(refusal, "seconds", 0):
            set_too_many_requests(self.request, seconds)
        status, guard = getattr(refusal, "status", BAD_REQUEST), getattr(refusal, "guard", "")
        answer = error_body(self.request, status, refusal.sentence, guard=guard)
        return translated_answer(
            answer | ({"faults": dict(refusal.faults)} if refusal.faults else {})
        )

    def body(self) -> dict:
        """Return the request's body. Raise engine.Refused if it is not a JSON object."""
        try:
            return json_body(self.request)
        except (DeserializationError, RecursionError) as error:
            raise Refused(self.unread, NO_JSON_OBJECT) from error


@implementer(IPublishTraverse)
class ActsGet(Service):
    """``GET @acts/<service>``: the acts of a service that the user may do, with their schemas.

    The path continues as in the service's own URL: ``@acts/messages/1/claim``. Without a service,
    ``GET @acts`` lists the services of the context.
    """

    path: tuple[str, ...] = ()

    def publishTraverse(self, request: Any, name: str) -> Self:
        self.path = (*self.path, name)
        return self

    def reply(self) -> dict:
        if self.path:
            return self._answer(items=[*self._items(*self.path)])
        names = sorted({name for name, _service in self._services()})
        return self._answer(items=[{"@id": f"{self._url}/{each}"} for each in names])

    def _answer(self, **values):
        return translated_answer({"@id": "/".join((self._url, *self.path)), **values})

    @property
    def _url(self):
        return f"{self.context.absolute_url()}/@acts"

    def _items(self, name, *path) -> Iterator[dict]:
        services = [each for found, each in self._services() if found == name]
        if not services:
            raise NotFound(name)
        for each in services:
            service = each
            for step in path:
                if not IPublishTraverse.providedBy(service):
                    raise NotFound(step)
                service = service.publishTraverse(self.request, step)
            url = "/".join((self.context.absolute_url(), f"@{name}", *path))
            yield from (
                {
                    "@id": url,
                    "method": service.method,
                    "name": act.name,
                    "title": act.title,
                    "schema": service.schema(act),
                }
                for act in service.acts.values()
                if act.may_take(service)
            )

    def _services(self) -> Iterator[tuple[str, ActService]]:
        """Return the act services that the user may use here, with their names."""
        interfaces = [providedBy(self.context), providedBy(self.request)]
        for name, found in sorted(getSiteManager().adapters.lookupAll(interfaces, Interface)):
            if isinstance(found, type) and issubclass(found, ActService):
                service = found(self.context, self.request)
                if self._may_open(name, service):
                    yield name.partition("@")[2], service

    def _may_open(self, name, service):
        try:
            return getSecurityManager().validate(self.context, self.context, name, service)
        except Unauthorized:
            return False
