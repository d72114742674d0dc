"""Errors over plone.restapi, all with the same shape of body."""

from typing import Any

from plone import api
from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from zExceptions import BadRequest, HTTPPreconditionFailed, HTTPRequestEntityTooLarge
from zope.component import adapter

from ... import _

TYPES = {400: "BadRequest", 403: "Forbidden", 429: "TooManyRequests", 503: "ServiceUnavailable"}


def error_body(request: Any, status: int, sentence: str, *, guard: str = "") -> dict:
    """Return the body of an error and set the status; the transaction is kept.

    ``guard`` is a code for the reason, if there is one.
    """
    request.response.setStatus(status)
    body = {"type": TYPES[status], "message": api.portal.translate(sentence)}
    return body | {"guard": guard} if guard else body


def bad_request_error(*sentences: str) -> BadRequest:
    """Return an error to raise, so that the transaction is aborted: status 400, one text."""
    return BadRequest(" ".join(api.portal.translate(each) for each in sentences))


class RequestEntityTooLarge(HTTPRequestEntityTooLarge):
    """An error with status 413 (RFC 9110, 15.5.14), which plone.rest finds by its name."""


def too_large_error(most: int) -> RequestEntityTooLarge:
    """Return an error to raise for a body of more than so many bytes."""
    size = f"{most // 2**20} MB" if most >= 2**20 else f"{most // 1000} kB"
    sentence = _("What was sent is too large: send ${size} at most.", mapping={"size": size})
    return RequestEntityTooLarge(api.portal.translate(sentence))


class PreconditionFailed(HTTPPreconditionFailed):
    """An error with status 412, which plone.rest finds by its name."""


def one_sentence_error(refusal: BadRequest) -> BadRequest:
    """Return plone.restapi's error with a list of faults as one text, and ``faults`` by field."""
    faults = refusal.args[0]
    if isinstance(faults, str):
        return refusal
    error = BadRequest(" ".join(map(_fault_text, faults)))
    error.faults = {each["field"]: each["message"] for each in faults if each.get("field")}
    return error


def field_error(name: str, sentence: str) -> BadRequest:
    """Return an error to raise for one field."""
    return one_sentence_error(
        BadRequest([{"field": name, "message": api.portal.translate(sentence)}])
    )


@adapter(BadRequest, IAPIRequest)
class BadRequestAnswer(ErrorHandling):
    """The answer to a raised BadRequest, with a sentence for each field (``faults``)."""

    def render_exception(self, exception: Any) -> dict:
        answer = super().render_exception(exception)
        faults = getattr(exception, "faults", None)
        return answer | {"faults": faults} if faults else answer


class UnreadableBodyAnswer(ErrorHandling):
    """The answer to a body that is no JSON object: 400, for which Plone answers 500."""

    def __call__(self):
        self.request.response.setStatus(400, lock=1)
        return super().__call__()

    def render_exception(self, exception: Any) -> dict:
        body = error_body(self.request, 400, _("Send a JSON object."))
        return super().render_exception(exception) | body


def _fault_text(fault):
    return f"{fault['field']}: {fault['message']}" if fault.get("field") else fault["message"]
