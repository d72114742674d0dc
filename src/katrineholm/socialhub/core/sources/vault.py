"""Secrets and files as ciphertext; the only module to import cryptography."""

import functools
import json
import os
from collections.abc import Iterator, Mapping
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .model import Secrets

NONCE = 12  # bytes of a text's own nonce (NIST SP 800-38D, 8.2.2)
BLOCK, TAG = 2**20, 16  # bytes of a file's block, and of what AES-GCM adds to it


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


def encrypt_text(key: bytes, owner: str, text: str) -> bytes:
    """Return the ciphertext of an owner's text, under a key that encrypts many."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, text.encode(), owner.encode())


def decrypt_text(key: bytes, owner: str, cipher: bytes) -> str:
    """Return the text in ciphertext of this owner. Raise VaultLocked if that is impossible."""
    try:
        return AESGCM(key).decrypt(cipher[:NONCE], cipher[NONCE:], owner.encode()).decode()
    except (InvalidTag, ValueError):
        raise VaultLocked from None


def file_key() -> bytes:
    """Return a new key for files that are encrypted together."""
    return AESGCM.generate_key(256)


def encrypted_blocks(key: bytes, number: int, stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the blocks of a file's ciphertext. ``number`` is the file's among those of the key."""
    cipher = AESGCM(key)
    for at, block in enumerate(iter(lambda: stream.read(BLOCK), b"")):
        yield cipher.encrypt(_nonce(number, at), block, None)


def decrypted_blocks(key: bytes, number: int, stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the blocks of a file from its ciphertext. Raise an exception if it was changed."""
    cipher = AESGCM(key)
    for at, block in enumerate(iter(lambda: stream.read(BLOCK + TAG), b"")):
        yield cipher.decrypt(_nonce(number, at), block, None)


def _nonce(number: int, at: int) -> bytes:
    """Return 12 bytes that are used once for each block under a key."""
    return number.to_bytes(4) + at.to_bytes(8)
