"""Early refusal of JSON bodies that are too large or nested too deeply.

plone.restapi reads every body to look for a login before any service is called, and Python fails on
deeply nested ones, with status 500. Bodies for the rest of the site are not checked, and neither
are forms: Zope keeps 1 MB of those in memory, and their files on disk.
"""

import re
from itertools import accumulate
from json import detect_encoding
from typing import Any

from plone.rest.interfaces import IAPIRequest
from Products.CMFCore.interfaces import IContentish

from ... import _
from ...interfaces import ISocialHubLayer
from ...site.pages.rest_errors import bad_request_error, too_large_error
from .interfaces import ISocialHub

MOST = 2**20  # bytes of a body
# Forms for everybody, and pushed feeds.
PUBLIC_FORMS = ("@report", "@report-false", "@contact", "@follow", "@follow-settings")
MOST_OF = {**dict.fromkeys(PUBLIC_FORMS, 100_000), "@@websub": 5 * 2**20}
# Pictures and files of logged-in users, in base64.
MOST_OF_FILES = {"@entries": 56 * 2**20, "@messages": 42 * 2**20}
# Uploads that Zope streams to the disk, like those of forms.
STREAMED = {"@import-download": "multipart/", "@tus-upload": "application/offset+octet-stream"}
FORM = "multipart/"
LEVELS = 100  # our own bodies need few; Python can read some hundreds
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
# Our services on the site root.
SERVICES = {"@controlpanels", "@socialhub-block"}
# Everything but brackets: strings, perhaps unterminated, and the rest.
OTHER_TEXT = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[^][{}"]+', re.DOTALL)
STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}


def limit_body(site: Any, event: Any) -> None:
    """Refuse a request if its JSON body is too large or nested too deeply.

    Only requests to a hub or to the add-on's own services are checked. At most one byte more than
    the limit is read, and nothing if the stated length exceeds it.
    """
    request = event.request
    if not ISocialHubLayer.providedBy(request) or request.method in SAFE_METHODS:
        return
    names = [*reversed(request["TraversalRequestNameStack"])]
    door = next((each for each in names if each.startswith("@")), "")
    # A service of plone.restapi answers it.
    is_service = door or IAPIRequest.providedBy(request) or "++api++" in names
    is_page = door.startswith("@@") or not is_service
    streamed = FORM if is_page else STREAMED.get(door)
    if _has_content_type(request, streamed):
        return
    if not SERVICES.isdisjoint(names) or _leads_into_hub(site, names):
        _refuse(request, _most(request, door))


def is_too_deep(body: bytes) -> bool:
    """Return whether a JSON body is nested in more than the permitted number of levels.

    >>> is_too_deep(b"[" * 101), is_too_deep(b'{"text": "' + b"[" * 101 + b'"}')
    (True, False)
    """
    # This accepts nearly every body, although it counts brackets in strings, too.
    if body.count(b"[") + body.count(b"{") <= LEVELS:
        return False
    try:
        text = body.decode(detect_encoding(body), "surrogatepass")
    except UnicodeDecodeError:
        return False  # not JSON: the service refuses it itself
    steps = map(STEPS.__getitem__, OTHER_TEXT.sub("", text))
    return any(level > LEVELS for level in accumulate(steps))


def _has_content_type(request, kind) -> bool:
    sent = (request.getHeader("Content-Type") or "").lower()
    return kind is not None and sent.startswith(kind)


def _most(request, door) -> int:
    """Return the limit in bytes; anonymous users upload no files."""
    is_known = request._auth or "__ac" in request.cookies
    return (is_known and MOST_OF_FILES.get(door)) or MOST_OF.get(door, MOST)


def _refuse(request, most) -> None:
    stated = int(request.environ.get("CONTENT_LENGTH") or 0)
    body = b"" if stated > most else _beginning(request, most + 1)
    if max(stated, len(body)) > most:
        raise too_large_error(most)
    if is_too_deep(body):
        raise bad_request_error(_("What was sent is nested in too many levels to be read."))


def _beginning(request, size: int) -> bytes:
    """Return the first ``size`` bytes of the body, which can then be read again."""
    file = request.get("BODYFILE")
    body = file.read(size) if file else b""
    if hasattr(file, "seek"):
        file.seek(0)
    elif file:
        request._fs.value = body  # as Zope does for an unbuffered body
    return body


def _leads_into_hub(place, names):
    for name in names:
        if not name.startswith(("@", "+")):
            # A view without @@, such as the site's search, leads nowhere.
            found = place.unrestrictedTraverse(name, None)
            place = found if IContentish.providedBy(found) else place
        if ISocialHub.providedBy(place):
            return True
    return False
