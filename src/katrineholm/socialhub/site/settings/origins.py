"""Whose pages may show one of ours in a frame."""

import re

from zope.schema import ValidationError

from ... import _

ORIGIN = re.compile(r"https://[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::[0-9]{1,5})?")


class NoOrigin(ValidationError):
    __doc__ = _("Write https:// and a host name, nothing after it: https://www.facebook.com")


def web_origin(value: str) -> bool:
    """True for an origin as a header names it (RFC 6454), over https; raises NoOrigin."""
    if not ORIGIN.fullmatch(value):
        raise NoOrigin(value)
    return True
