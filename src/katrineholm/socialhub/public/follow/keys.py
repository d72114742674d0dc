"""The keys of a hub's followers, whose addresses are stored encrypted and found by a keyed hash.

Both keys belong to the hub. They are stored encrypted by the operator's (SOCIALHUB_KEYS), so that a
copy of the database alone reveals no address.
"""

import hmac
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from functools import lru_cache

from ...core.sources import vault

OWNER = "followers"
CIPHER = "cipher"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one hub: ``mac`` for hashes, ``addresses`` for ciphertext."""

    mac: bytes
    addresses: bytes

    def follower_id(self, address: str) -> str:
        """Return the id of the follower with this address, 24 hexadecimal digits."""
        return hmac.digest(self.mac, address.lower().encode(), "sha256").hex()[:24]

    def encrypt(self, id: str, address: str) -> bytes:
        """Return the ciphertext of a follower's address."""
        return vault.encrypt_text(self.addresses, id, address)

    def decrypt(self, id: str, cipher: bytes) -> str:
        """Return a follower's address. Raise VaultLocked if it is encrypted for another one."""
        return vault.decrypt_text(self.addresses, id, cipher)


def is_open() -> bool:
    """Return whether the operator has set a key, without which nobody can follow anything."""
    return vault.default_vault() is not None


def stored_keys(book: Mapping) -> Keys:
    """Return the keys in a hub's stored ``keys``. Raise VaultLocked if they cannot be read."""
    if not is_open():
        raise vault.VaultLocked
    return _opened_keys(book[CIPHER])


def writable_keys(book: MutableMapping) -> Keys:
    """Return the keys of a hub, which are made at first. Raise VaultLocked."""
    if CIPHER not in book:
        made = {name: vault.file_key().hex() for name in ("mac", "addresses")}
        book[CIPHER] = vault.encrypt_secrets(vault.default_vault(), OWNER, made)
    return stored_keys(book)


@lru_cache(maxsize=16)
def _opened_keys(cipher):
    found = vault.decrypt_secrets(vault.default_vault(), OWNER, cipher)
    return Keys(bytes.fromhex(found["mac"]), bytes.fromhex(found["addresses"]))
