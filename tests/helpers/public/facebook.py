"""Requests as Facebook signs them."""

import hmac
import json
from base64 import urlsafe_b64encode
from hashlib import sha256


def sign_request(data: dict, secret: str) -> str:
    """Return a signed request with the data."""
    payload = _encoded(json.dumps(data).encode())
    return f"{_encoded(hmac.new(secret.encode(), payload.encode(), sha256).digest())}.{payload}"


def _encoded(data):
    return urlsafe_b64encode(data).decode().rstrip("=")
