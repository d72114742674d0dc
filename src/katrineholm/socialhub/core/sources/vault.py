"""Secrets as ciphertext bound to an owner; the only module to import cryptography."""

import functools
import json
import os
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from .model import Secrets


class VaultLocked(Exception):
    """There is no key, or none that can decrypt the ciphertext."""


@functools.cache
def default_vault() -> MultiFernet | None:
    """Return this process's encryption keys, read once; None if they are not set or invalid."""
    try:
        return read_keys()
    except ValueError:
        return None


def read_keys(environ: Mapping[str, str] = os.environ) -> MultiFernet | None:
    """Read SOCIALHUB_KEYS, separated by commas; the first one encrypts, and all can decrypt.

    Raise ValueError with an error message for the operator that does not repeat a key.
    """
    keys = [each.strip() for each in environ.get("SOCIALHUB_KEYS", "").split(",") if each.strip()]
    try:
        return MultiFernet([Fernet(key) for key in keys]) if keys else None
    except ValueError:
        raise ValueError("SOCIALHUB_KEYS: a key is not 32 bytes in URL-safe base64.") from None


def encrypt_secrets(vault: MultiFernet | None, owner: str, secrets: Secrets) -> str:
    """Return the ciphertext of an owner's secrets. Raise VaultLocked if there is no key."""
    if vault is None:
        raise VaultLocked
    return vault.encrypt(json.dumps([owner, dict(secrets)]).encode()).decode()


def decrypt_secrets(vault: MultiFernet | None, owner: str, cipher: str) -> dict[str, str]:
    """Return the secrets in ciphertext of this owner. Raise VaultLocked if that is impossible."""
    try:
        if vault is None:
            raise VaultLocked
        found, secrets = json.loads(vault.decrypt(cipher.encode()))
    except InvalidToken:
        raise VaultLocked from None
    if found != owner:
        raise VaultLocked
    return dict(secrets)
