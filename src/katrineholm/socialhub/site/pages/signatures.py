"""Signatures that only this site can make, for links and URLs that grant access.

They use the site's secrets (``plone.keyring``), including replaced ones that are still stored.
"""

import hmac

from plone.keyring.interfaces import IKeyManager
from zope.component import getUtility

from ... import PACKAGE_NAME


def signature(purpose: str, *words: str) -> str:
    """Return a signature of the words in 64 hexadecimal digits, valid for one purpose only."""
    return _signature(getUtility(IKeyManager).secret(), purpose, words)


def valid_signatures(purpose: str, *words: str) -> list[str]:
    """Return all valid signatures of the words, made with the current and earlier secrets."""
    secrets = [secret for secret in getUtility(IKeyManager)["_system"] if secret]
    return [_signature(secret, purpose, words) for secret in secrets]


def has_valid_signature(given: str, purpose: str, *words: str, length: int = 64) -> bool:
    """Return whether ``given`` is the first ``length`` digits of a valid signature of the words."""
    return any(
        hmac.compare_digest(given.encode(), each[:length].encode())
        for each in valid_signatures(purpose, *words)
    )


def _signature(secret, purpose, words):
    text = "\n".join((f"{PACKAGE_NAME}.{purpose}", *words))
    return hmac.digest(secret.encode(), text.encode(), "sha256").hex()
