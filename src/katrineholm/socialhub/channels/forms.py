"""What every form that changes something asks for."""

from plone.protect import CheckAuthenticator
from zExceptions import MethodNotAllowed


def require_form(request) -> None:
    """Neither a link nor another site's form may change anything, or have anything asked."""
    if request.method != "POST":
        raise MethodNotAllowed("POST")
    # Not left to the check when the transaction ends: by then the source has been asked.
    CheckAuthenticator(request)
