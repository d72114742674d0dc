"""How a program is told that it is refused: one body, for whatever refuses it."""

from plone import api
from zExceptions import BadRequest

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


def in_one_sentence(refusal: BadRequest) -> BadRequest:
    """What plone.restapi refuses with a list of faults, in one text."""
    faults = refusal.args[0]
    return BadRequest(faults if isinstance(faults, str) else " ".join(map(_fault, faults)))


def _fault(fault):
    return f"{fault['field']}: {fault['message']}" if fault.get("field") else fault["message"]
