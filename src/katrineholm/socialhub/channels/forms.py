"""What every form that changes something asks of the request that brings it."""

from plone.protect import CheckAuthenticator
from zExceptions import MethodNotAllowed


def require_form(request) -> None:
    """Neither a link nor another site's form may change anything, or have anything asked."""
    if request.method != "POST":
        raise MethodNotAllowed("POST")
    # Not left to the check when the transaction ends: by then a source may have been asked.
    CheckAuthenticator(request)
