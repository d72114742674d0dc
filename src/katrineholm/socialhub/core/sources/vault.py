"""Secrets as ciphertext bound to their owner; the only module to import cryptography."""

import functools
import json
import os
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from .model import Secrets


class VaultLocked(Exception):
    """There is no key, or none that decrypts."""


@functools.cache
def default_vault() -> MultiFernet | None:
    """Return this process's keys, read once; None if none are set or they are invalid."""
    try:
        return read_keys()
    except ValueError:
        return None


def read_keys(environ: Mapping[str, str] = os.environ) -> MultiFernet | None:
    """Read SOCIALHUB_KEYS, separated by commas: the first encrypts, all decrypt.

    Raise ValueError with a sentence for the operator that does not repeat a key.
    """
    keys = [each.strip() for each in environ.get("SOCIALHUB_KEYS", "").split(",") if each.strip()]
    try:
        return MultiFernet([Fernet(key) for key in keys]) if keys else None
    except ValueError:
        raise ValueError("SOCIALHUB_KEYS: a key is not 32 bytes in URL-safe base64.") from None


def encrypt_secrets(vault: MultiFernet | None, owner: str, secrets: Secrets) -> str:
    """Return ciphertext that only this owner can decrypt. Raise VaultLocked without a key."""
    if vault is None:
        raise VaultLocked
    return vault.encrypt(json.dumps([owner, dict(secrets)]).encode()).decode()


def decrypt_secrets(vault: MultiFernet | None, owner: str, cipher: str) -> dict[str, str]:
    """Return the secrets in this owner's ciphertext. Raise VaultLocked."""
    try:
        if vault is None:
            raise VaultLocked
        found, secrets = json.loads(vault.decrypt(cipher.encode()))
    except InvalidToken:
        raise VaultLocked from None
    if found != owner:
        raise VaultLocked
    return dict(secrets)
