"""The ``signed_request`` that Facebook posts to a page in a tab, and its verification.

Imports no Plone. Facebook's format is base64url(signature) "." base64url(payload), where the
signature is the HMAC-SHA256 of the payload's text with the app's secret as key.
"""

import binascii
import hmac
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

LONGEST = 16 * 1024  # characters
OLDEST, AHEAD = 24 * 3600, 5 * 60  # seconds; a clock may be a little wrong
PARTS = re.compile(r"([\w-]+={0,2})\.([\w-]+={0,2})", re.ASCII)


def signed_page_id(signed: object, secret: str, now: int) -> str:
    """Return the number of the Facebook page that sent a request, or "" if it is not trusted.

    ``now`` is in seconds since 1970. A request is not trusted if it is too long, has no valid
    HMAC-SHA256 signature, is more than a day old or from the future, or if the secret is empty.
    """
    if not secret or not isinstance(signed, str) or len(signed) > LONGEST:
        return ""
    parts = PARTS.fullmatch(signed)
    if parts is None:
        return ""
    signature = _signature(parts[2], secret)
    if not hmac.compare_digest(signature, parts[1].rstrip("=")):
        return ""
    data = _read(parts[2])
    return _page(data) if _is_current(data, now) else ""


def _signature(payload, secret):
    signed = hmac.new(secret.encode(), payload.encode(), sha256).digest()
    return urlsafe_b64encode(signed).decode().rstrip("=")


def _read(payload):
    text = payload.rstrip("=")
    try:
        data = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _is_current(data, now):
    if data.get("algorithm") != "HMAC-SHA256":
        return False
    issued = data.get("issued_at")
    return isinstance(issued, int) and now - OLDEST <= issued <= now + AHEAD


def _page(data):
    page = data.get("page")
    number = page.get("id") if isinstance(page, dict) else None
    text = str(number) if isinstance(number, int | str) else ""
    return text if re.fullmatch(r"[0-9]{1,20}", text) else ""
