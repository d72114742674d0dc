"""Secrets as ciphertext, bound to whose they are; the only door to cryptography."""

import functools
import json
import os
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from .model import Secrets


class Locked(Exception):
    """There is no key, or none that fits."""


@functools.cache
def default_vault() -> MultiFernet | None:
    """The keys of this process, read once; None where the operator has set none that can be used.

    The worker's command says what is wrong with them, and does not begin.
    """
    try:
        return read_keys()
    except ValueError:
        return None


def read_keys(environ: Mapping[str, str] = os.environ) -> MultiFernet | None:
    """SOCIALHUB_KEYS, keys with commas between: the first encrypts, all decrypt.

    Raises ValueError with a sentence for the operator that does not repeat a key.
    """
    keys = [each.strip() for each in environ.get("SOCIALHUB_KEYS", "").split(",") if each.strip()]
    try:
        return MultiFernet([Fernet(key) for key in keys]) if keys else None
    except ValueError:
        raise ValueError("SOCIALHUB_KEYS: a key is not 32 bytes in URL-safe base64.") from None


def seal(vault: MultiFernet | None, owner: str, secrets: Secrets) -> str:
    """Ciphertext that opens for this owner only. Raises Locked without a key."""
    if vault is None:
        raise Locked
    return vault.encrypt(json.dumps([owner, dict(secrets)]).encode()).decode()


def unseal(vault: MultiFernet | None, owner: str, cipher: str) -> dict[str, str]:
    """What was sealed for this owner. Raises Locked."""
    try:
        if vault is None:
            raise Locked
        whose, secrets = json.loads(vault.decrypt(cipher.encode()))
    except InvalidToken:
        raise Locked from None
    if whose != owner:
        raise Locked
    return dict(secrets)
