"""A body of JSON that is nested too deep to be read is refused before anybody reads it.

plone.restapi looks into each one for a login, and Python gives up there: before any service is
asked, with status 500. How the rest of the site takes it is not ours to say.
"""

import re
from itertools import accumulate
from json import detect_encoding

from ... import _
from ...interfaces import ISocialHubLayer
from ...site.forms.rest_errors import bad_request
from ..channels.interfaces import ISocialHub

LEVELS = 100  # no body of ours comes near; Python reads some hundreds
READERS = {"GET", "HEAD", "OPTIONS"}
# They have no JSON in them, and may be large.
OTHERS = ("multipart/", "application/offset+octet-stream")
# Ours, though they lie on the site, too.
SERVICES = {"@controlpanels", "@socialhub-block"}
# What is no bracket: a text, which may want its end, and what lies between.
BETWEEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[^][{}"]+', re.DOTALL)
STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}


def refuse_depth(site, event) -> None:
    """What is sent into a hub, or to a service of ours, has to be such that it can be read."""
    request = event.request
    if not ISocialHubLayer.providedBy(request) or request.method in READERS:
        return
    if (request.getHeader("Content-Type") or "").lower().startswith(OTHERS):
        return
    body = request.get("BODY")
    request.other.pop("BODY", None)  # what is pasted into a form is nothing for a log of errors
    if isinstance(body, bytes) and is_deep(body) and _is_ours(site, request):
        raise bad_request(_("What was sent is nested in too many levels to be read."))


def is_deep(body: bytes) -> bool:
    """Whether JSON has more levels than we read.

    >>> is_deep(b"[" * 101), is_deep(b'{"text": "' + b"[" * 101 + b'"}')
    (True, False)
    """
    # Nearly every body is passed by this; the brackets in its texts are counted, too.
    if body.count(b"[") + body.count(b"{") <= LEVELS:
        return False
    try:
        text = body.decode(detect_encoding(body), "surrogatepass")
    except UnicodeDecodeError:
        return False  # no JSON, as the service says itself
    steps = map(STEPS.__getitem__, BETWEEN.sub("", text))
    return any(level > LEVELS for level in accumulate(steps))


def _is_ours(site, request):
    """Whether the rest of the way leads into a hub, or to such a service."""
    names = [*reversed(request["TraversalRequestNameStack"])]
    return not SERVICES.isdisjoint(names) or _leads_into_hub(site, names)


def _leads_into_hub(place, names):
    for name in names:
        if not name.startswith(("@", "+")):
            place = place.unrestrictedTraverse(name, place)
        if ISocialHub.providedBy(place):
            return True
    return False
