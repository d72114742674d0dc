"""How a program is told that it is refused: one body, for whatever refuses it."""

from plone import api
from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from zExceptions import BadRequest, HTTPPreconditionFailed, HTTPRequestEntityTooLarge
from zope.component import adapter

from ... import _

TYPES = {400: "BadRequest", 403: "Forbidden", 429: "TooManyRequests", 503: "ServiceUnavailable"}


def refused(request, status: int, sentence, *, guard: str = "") -> dict:
    """The body of an answer, as plone.restapi writes its own; what was written before is kept.

    ``guard`` is the name of what stands in the way, where there is one.
    """
    request.response.setStatus(status)
    body = {"type": TYPES[status], "message": api.portal.translate(sentence)}
    return body | {"guard": guard} if guard else body


def bad_request(*sentences) -> BadRequest:
    """The same to be raised, so that nothing is kept: status 400 and the sentences as one text."""
    return BadRequest(" ".join(api.portal.translate(each) for each in sentences))


class RequestEntityTooLarge(HTTPRequestEntityTooLarge):
    """The same with status 413 (RFC 9110, 15.5.14), told by a refusal's name, too."""


def too_large(most: int) -> RequestEntityTooLarge:
    """A refusal of a body of more than so many bytes, to be raised."""
    size = f"{most // 2**20} MB" if most >= 2**20 else f"{most // 1000} kB"
    said = _("What was sent is too large: send ${size} at most.", mapping={"size": size})
    return RequestEntityTooLarge(api.portal.translate(said))


class PreconditionFailed(HTTPPreconditionFailed):
    """The same with status 412, which plone.rest tells by a refusal's name."""


def in_one_sentence(refusal: BadRequest) -> BadRequest:
    """What plone.restapi refuses with a list of faults, in one text; its ``faults`` by field."""
    faults = refusal.args[0]
    if isinstance(faults, str):
        return refusal
    told = BadRequest(" ".join(map(_fault, faults)))
    told.faults = {each["field"]: each["message"] for each in faults if each.get("field")}
    return told


def faulty_field(name: str, sentence) -> BadRequest:
    """A refusal of one field, to be raised."""
    return in_one_sentence(BadRequest([{"field": name, "message": api.portal.translate(sentence)}]))


@adapter(BadRequest, IAPIRequest)
class RefusedFields(ErrorHandling):
    """What is told of a refusal that was raised: a sentence for each field, too (``faults``)."""

    def render_exception(self, exception):
        answer = super().render_exception(exception)
        faults = getattr(exception, "faults", None)
        return answer | {"faults": faults} if faults else answer


class Unread(ErrorHandling):
    """What is told of a body that is no JSON object: a refusal, where Plone tells of a failure."""

    def __call__(self):
        self.request.response.setStatus(400, lock=1)
        return super().__call__()

    def render_exception(self, exception):
        said = refused(self.request, 400, _("Send a JSON object."))
        return super().render_exception(exception) | said


def _fault(fault):
    return f"{fault['field']}: {fault['message']}" if fault.get("field") else fault["message"]
