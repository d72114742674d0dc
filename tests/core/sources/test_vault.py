"""Secrets as ciphertext."""

from io import BytesIO

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet

from katrineholm.socialhub.core.sources.vault import (
    BLOCK,
    VaultLocked,
    decrypt_secrets,
    decrypt_text,
    decrypted_blocks,
    default_vault,
    encrypt_secrets,
    encrypt_text,
    encrypted_blocks,
    file_key,
    read_keys,
)

OLD, NEW = (Fernet.generate_key().decode() for _number in range(2))
SECRETS = {"token": "IGAAsecret", "refresh_token": "åäö"}


def vault(*keys):
    return read_keys({"SOCIALHUB_KEYS": ",".join(keys)})


def test_what_is_sealed_opens_for_its_owner_and_says_nothing_else():
    cipher = encrypt_secrets(vault(NEW), "uid", SECRETS)
    assert "secret" not in cipher
    assert decrypt_secrets(vault(NEW), "uid", cipher) == SECRETS


def test_a_copy_does_not_open_for_another_channel():
    cipher = encrypt_secrets(vault(NEW), "uid", SECRETS)
    with pytest.raises(VaultLocked):
        decrypt_secrets(vault(NEW), "another", cipher)


def test_keys_are_changed_by_putting_the_new_one_first():
    cipher = encrypt_secrets(vault(OLD), "uid", SECRETS)
    assert decrypt_secrets(vault(NEW, OLD), "uid", cipher) == SECRETS
    with pytest.raises(VaultLocked):
        decrypt_secrets(vault(OLD), "uid", encrypt_secrets(vault(NEW, OLD), "uid", SECRETS))


@pytest.mark.parametrize("keys", ["", " , "])
def test_nothing_is_kept_without_a_key(keys):
    with pytest.raises(VaultLocked):
        encrypt_secrets(vault(keys), "uid", SECRETS)
    with pytest.raises(VaultLocked):
        decrypt_secrets(vault(keys), "uid", "anything")


def test_pages_do_without_a_key_that_cannot_be_used(monkeypatch):
    monkeypatch.setenv("SOCIALHUB_KEYS", "not-a-key")
    default_vault.cache_clear()
    assert default_vault() is None
    default_vault.cache_clear()


def test_a_process_reads_its_keys_once(monkeypatch):
    monkeypatch.setenv("SOCIALHUB_KEYS", Fernet.generate_key().decode())
    default_vault.cache_clear()
    sealed = encrypt_secrets(default_vault(), "uid", SECRETS)
    monkeypatch.delenv("SOCIALHUB_KEYS")
    assert decrypt_secrets(default_vault(), "uid", sealed) == SECRETS
    default_vault.cache_clear()


def test_a_key_that_is_none_is_told_without_repeating_it():
    with pytest.raises(ValueError, match="SOCIALHUB_KEYS") as refused:
        vault("not-a-key")
    assert "not-a-key" not in str(refused.value)
    assert refused.value.__suppress_context__


@pytest.mark.parametrize("size", [0, 1, BLOCK, BLOCK + 1])
def test_a_file_is_encrypted_block_by_block(size):
    key, data = file_key(), b"x" * size
    cipher = b"".join(encrypted_blocks(key, 1, BytesIO(data)))
    assert b"xxxx" not in cipher
    assert b"".join(decrypted_blocks(key, 1, BytesIO(cipher))) == data


@pytest.mark.parametrize("wrong", ["key", "file", "byte"])
def test_a_file_that_is_another_or_was_changed_is_refused(wrong):
    key = file_key()
    cipher = b"".join(encrypted_blocks(key, 1, BytesIO(b"Hej")))
    cipher = b"?" + cipher[1:] if wrong == "byte" else cipher
    key, number = file_key() if wrong == "key" else key, 2 if wrong == "file" else 1
    with pytest.raises(InvalidTag):
        list(decrypted_blocks(key, number, BytesIO(cipher)))


def test_a_text_opens_for_its_owner_alone_and_looks_otherwise_each_time():
    key = file_key()
    one, two = (encrypt_text(key, "id", "åäö@example.se") for _number in range(2))
    assert one != two
    assert decrypt_text(key, "id", one) == decrypt_text(key, "id", two) == "åäö@example.se"
    for owner, cipher in (("other", one), ("id", one[:-1]), ("id", b"")):
        with pytest.raises(VaultLocked):
            decrypt_text(key, owner, cipher)
