"""A seal on some words that this site alone can set: for links and addresses that open something.

The site's own secrets are behind it (``plone.keyring``); one that has been replaced is still good
for as long as the keyring keeps it.
"""

import hmac

from plone.keyring.interfaces import IKeyManager
from zope.component import getUtility

from ... import PACKAGE_NAME


def seal(purpose: str, *words: str) -> str:
    """64 hexadecimal digits. What is sealed for one purpose is not sealed for another."""
    return _seal(getUtility(IKeyManager).secret(), purpose, words)


def seals(purpose: str, *words: str) -> list[str]:
    """The seals on these words that are good today: by the present secret, and by those before."""
    secrets = [secret for secret in getUtility(IKeyManager)["_system"] if secret]
    return [_seal(secret, purpose, words) for secret in secrets]


def is_sealed(given: str, purpose: str, *words: str, length: int = 64) -> bool:
    """Whether a seal, or the first ``length`` digits of it, was set on these words by this site."""
    return any(
        hmac.compare_digest(given.encode(), each[:length].encode())
        for each in seals(purpose, *words)
    )


def _seal(secret, purpose, words):
    text = "\n".join((f"{PACKAGE_NAME}.{purpose}", *words))
    return hmac.digest(secret.encode(), text.encode(), "sha256").hex()
