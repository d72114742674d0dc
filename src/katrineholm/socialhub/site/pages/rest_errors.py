"""Errors over plone.restapi, whose bodies all have the same structure."""

from typing import Any

from plone import api
from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from zExceptions import BadRequest, HTTPPreconditionFailed, HTTPRequestEntityTooLarge
from zope.component import adapter

from ... import _

TYPES = {400: "BadRequest", 403: "Forbidden", 429: "TooManyRequests", 503: "ServiceUnavailable"}


def error_body(request: Any, status: int, sentence: str, *, guard: str = "") -> dict:
    """Set the status and return the body of an error, without aborting the transaction.

    ``guard`` is an optional code for the reason.
    """
    request.response.setStatus(status)
    body = {"type": TYPES[status], "message": api.portal.translate(sentence)}
    return body | {"guard": guard} if guard else body


def bad_request_error(*sentences: str) -> BadRequest:
    """Return a BadRequest with translated messages, to be raised."""
    return BadRequest(" ".join(api.portal.translate(each) for each in sentences))


class RequestEntityTooLarge(HTTPRequestEntityTooLarge):
    """Raised for status 413 (RFC 9110, 15.5.14), which plone.rest finds by the class name."""


def too_large_error(most: int) -> RequestEntityTooLarge:
    """Return an exception to be raised for a body of more than ``most`` bytes."""
    size = f"{most // 2**20} MB" if most >= 2**20 else f"{most // 1000} kB"
    sentence = _("What was sent is too large: send ${size} at most.", mapping={"size": size})
    return RequestEntityTooLarge(api.portal.translate(sentence))


class PreconditionFailed(HTTPPreconditionFailed):
    """Raised for status 412, which plone.rest finds by the class name."""


def one_sentence_error(refusal: BadRequest) -> BadRequest:
    """Return plone.restapi's error with its messages as one text, and as ``faults`` by field."""
    faults = refusal.args[0]
    if isinstance(faults, str):
        return refusal
    error = BadRequest(" ".join(map(_fault_text, faults)))
    error.faults = {each["field"]: each["message"] for each in faults if each.get("field")}
    return error


def field_error(name: str, sentence: str) -> BadRequest:
    """Return a BadRequest for one invalid field, to be raised."""
    return one_sentence_error(
        BadRequest([{"field": name, "message": api.portal.translate(sentence)}])
    )


@adapter(BadRequest, IAPIRequest)
class BadRequestAnswer(ErrorHandling):
    """The answer to a BadRequest, with ``faults``, an error message for each invalid field."""

    def render_exception(self, exception: Any) -> dict:
        answer = super().render_exception(exception)
        faults = getattr(exception, "faults", None)
        return answer | {"faults": faults} if faults else answer


class UnreadableBodyAnswer(ErrorHandling):
    """The answer to a body that is not a JSON object, with status 400 in place of Plone's 500."""

    def __call__(self):
        self.request.response.setStatus(400, lock=1)
        return super().__call__()

    def render_exception(self, exception: Any) -> dict:
        body = error_body(self.request, 400, _("Send a JSON object."))
        return super().render_exception(exception) | body


def _fault_text(fault):
    return f"{fault['field']}: {fault['message']}" if fault.get("field") else fault["message"]
