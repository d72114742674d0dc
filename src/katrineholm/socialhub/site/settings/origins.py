"""Whose pages may show one of ours in a frame."""

import re

from ... import _
from ..forms.refusals import RefusedValue

NO_ORIGIN = _("Write https:// and a host name, nothing after it: https://www.facebook.com")
ORIGIN = re.compile(r"https://[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::[0-9]{1,5})?")


def web_origin(value: str) -> bool:
    """True for an origin as a header names it (RFC 6454), over https; raises RefusedValue."""
    if not ORIGIN.fullmatch(value):
        raise RefusedValue(NO_ORIGIN, value)
    return True
