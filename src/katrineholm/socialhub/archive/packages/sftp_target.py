"""Delivery to the archive's SFTP server, whose public key the operator has set."""

import binascii
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from stat import S_ISREG
from typing import Any
from uuid import uuid4

from zope.i18nmessageid import Message

from ... import _
from .targets import (
    BROKEN,
    INVALID,
    LARGEST_RECEIPT,
    MOST_RECEIPTS,
    NO_FOLDER,
    OTHER_FILE,
    Delivery,
    DeliveryFailed,
    Place,
    ReceiptFile,
    Target,
)

try:
    import paramiko
except ImportError:  # it comes with the extra "server"
    paramiko = None

SECONDS = 30  # until the server answers
NOT_INSTALLED = _("Delivery by SFTP needs the library paramiko, which is not installed here.")
OTHER_KEY = _("The archive's server shows another key than the settings have: nothing is sent.")
NO_LOGIN = _("The archive's server does not let us in with the key or password in the settings.")
NO_SECRET = _("The file with the key or password for the archive's server cannot be read.")
NO_SERVER = _("The archive's server does not answer, or ended the session.")


@contextmanager
def open_sftp(target: Target) -> Iterator[Place]:
    """Open a target with a host. Raise DeliveryFailed with a sentence, whatever is wrong."""
    if paramiko is None:
        raise DeliveryFailed(NOT_INSTALLED)
    secret = _secret(target)
    with paramiko.SSHClient() as client:
        _pin(client, target)
        try:
            _connect(client, target, secret)
            with client.open_sftp() as sftp:
                sftp.get_channel().settimeout(SECONDS)
                yield _Server(sftp, target)
        except paramiko.AuthenticationException as error:
            raise DeliveryFailed(NO_LOGIN, str(error)) from None
        except (paramiko.SSHException, OSError, EOFError) as error:
            raise DeliveryFailed(_reason(error), str(error)) from error


def _reason(error: Exception) -> Message:
    if isinstance(error, paramiko.BadHostKeyException | _UnknownKey):
        return OTHER_KEY
    return NO_FOLDER if isinstance(error, FileNotFoundError | PermissionError) else NO_SERVER


def _pin(client: Any, target: Target) -> None:
    """Let the client accept the key in the settings, and no other one."""
    kind, _space, key = target.host_key.strip().partition(" ")
    name = target.host if target.port == 22 else f"[{target.host}]:{target.port}"
    try:
        pinned = paramiko.PKey.from_type_string(kind, b64decode(key.split(" ")[0], validate=True))
    except (paramiko.SSHException, paramiko.UnknownKeyType, binascii.Error, ValueError) as error:
        raise DeliveryFailed(INVALID, "host_key") from error
    client.get_host_keys().add(name, kind, pinned)
    client.set_missing_host_key_policy(_RefuseKey())


if paramiko is not None:

    class _UnknownKey(paramiko.SSHException):
        """Raised if the server's key is of another type than the one in the settings."""

    class _RefuseKey(paramiko.MissingHostKeyPolicy):
        def missing_host_key(self, client: Any, hostname: str, key: Any) -> None:
            raise _UnknownKey(hostname)


def _connect(client: Any, target: Target, secret: dict[str, Any]) -> None:
    client.connect(
        target.host,
        target.port,
        target.user,
        **secret,
        allow_agent=False,
        look_for_keys=False,
        timeout=SECONDS,
        banner_timeout=SECONDS,
        auth_timeout=SECONDS,
    )


def _secret(target: Target) -> dict[str, Any]:
    """Return the key or the password for the server, read from its file."""
    try:
        if target.password_file:
            return {"password": Path(target.password_file).read_text("utf-8").rstrip("\r\n")}
        return {"pkey": paramiko.PKey.from_path(target.key_file)}
    except (OSError, ValueError, paramiko.SSHException, paramiko.UnknownKeyType):
        raise DeliveryFailed(NO_SECRET) from None


class _Server:
    def __init__(self, sftp: Any, target: Target) -> None:
        self._sftp, self._target = sftp, target

    def put(self, file: Delivery) -> None:
        folder = self._target.folder.rstrip("/")
        final, part = f"{folder}/{file.name}", f"{folder}/.{file.name}.{uuid4().hex}.part"
        if (size := self._size(final)) is not None:
            if size != file.size:
                raise DeliveryFailed(OTHER_FILE)
            return
        try:
            self._write(part, file)
            self._sftp.rename(part, final)  # which fails if there is such a file meanwhile
        except BaseException:
            with suppress(OSError, EOFError, paramiko.SSHException):
                self._sftp.remove(part)
            raise
        if self._size(final) != file.size:
            raise DeliveryFailed(BROKEN)

    def receipt_files(self) -> Iterator[ReceiptFile]:
        folder = self._target.receipt_folder.rstrip("/")
        found = sorted(self._sftp.listdir_attr(folder), key=lambda each: -(each.st_mtime or 0))
        small = [each for each in found if _may_be_receipt(each)]
        for each in small[:MOST_RECEIPTS]:
            path, stamp = f"{folder}/{each.filename}", (each.st_mtime or 0, each.st_size)
            yield ReceiptFile(each.filename, stamp, partial(self._content, path))

    def _write(self, part, file):
        with self._sftp.open(part, "wx") as out:
            out.set_pipelined(True)
            for chunk in file.chunks():
                out.write(chunk)
        if self._size(part) != file.size:
            raise DeliveryFailed(BROKEN)

    def _size(self, path):
        try:
            size: int | None = self._sftp.stat(path).st_size
        except FileNotFoundError:
            return None
        return size

    def _content(self, path):
        """Return a file's content; empty if it has become a link or too large."""
        if not S_ISREG(self._sftp.lstat(path).st_mode or 0):
            return b""
        with self._sftp.open(path, "r") as file:
            data = file.read(LARGEST_RECEIPT + 1)
        return data if len(data) <= LARGEST_RECEIPT else b""


def _may_be_receipt(each: Any) -> bool:
    """Return whether what a server lists is a small plain file in the folder itself."""
    is_inside = "/" not in each.filename and "\0" not in each.filename
    size = each.st_size or 0
    return is_inside and S_ISREG(each.st_mode or 0) and 0 < size <= LARGEST_RECEIPT
