"""A real SFTP server on loopback, of paramiko's own parts, which serves a folder."""

import os
import socket
from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from threading import Thread

import paramiko
from paramiko import SFTPAttributes, SFTPServer


class _Login(paramiko.ServerInterface):
    def __init__(self, password, keys):
        self.password, self.keys = password, keys

    def get_allowed_auths(self, username):
        return "password,publickey"

    def check_auth_password(self, username, password):
        is_right = (username, password) == ("kommunen", self.password)
        return paramiko.AUTH_SUCCESSFUL if is_right else paramiko.AUTH_FAILED

    def check_auth_publickey(self, username, key):
        return paramiko.AUTH_SUCCESSFUL if key in self.keys else paramiko.AUTH_FAILED

    def check_channel_request(self, kind, chanid):
        return paramiko.OPEN_SUCCEEDED


class _Handle(paramiko.SFTPHandle):
    def stat(self):
        return SFTPAttributes.from_stat(os.fstat(self.readfile.fileno()))


class _Files(paramiko.SFTPServerInterface):
    def __init__(self, server, *args, root, broken):
        super().__init__(server)
        self.root, self.broken = root, broken

    def _path(self, name):
        return self.root / name.lstrip("/")

    def _tried(self, do, *args):
        try:
            return do(*args)
        except OSError as error:
            return SFTPServer.convert_errno(error.errno)

    def list_folder(self, path):
        def listed():
            found = []
            for each in self._path(path).iterdir():
                attr = SFTPAttributes.from_stat(each.lstat())
                attr.filename = each.name
                found.append(attr)
            return found + self.broken.get("listed", [])

        return self._tried(listed)

    def stat(self, path):
        return self._tried(lambda: SFTPAttributes.from_stat(self._path(path).stat()))

    def lstat(self, path):
        return self._tried(lambda: SFTPAttributes.from_stat(self._path(path).lstat()))

    def open(self, path, flags, attr):
        def opened():
            number = os.open(self._path(path), flags, 0o644)
            handle = _Handle(flags)
            mode = "rb" if not flags & (os.O_WRONLY | os.O_RDWR) else "wb"
            handle.filename = str(self._path(path))
            handle.readfile = handle.writefile = os.fdopen(number, mode)
            if self.broken.get("cut") and mode == "wb":
                handle.write = lambda offset, data: paramiko.SFTP_OK
            return handle

        return self._tried(opened)

    def remove(self, path):
        return self._tried(lambda: self._path(path).unlink()) or paramiko.SFTP_OK

    def rename(self, old, new):
        if self._path(new).exists():
            return paramiko.SFTP_FAILURE
        return self._tried(lambda: self._path(old).rename(self._path(new)) and None) or 0


class SftpServer:
    """Serves ``root`` until ``end``; ``broken`` says what it does wrong."""

    def __init__(self, root, password="hemligt", keys=()):
        self.root, self.broken, self._is_over = Path(root), {}, False
        self.key = paramiko.ECDSAKey.generate()
        self._login = _Login(password, keys)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port, self._transports = self._socket.getsockname()[1], []
        Thread(target=self._serve, daemon=True).start()

    @property
    def host_key(self):
        return f"{self.key.get_name()} {b64encode(self.key.asbytes()).decode()} arkivet"

    def _serve(self):
        while not self._is_over:
            with suppress(paramiko.SSHException, EOFError, OSError):  # a client that left
                self._welcome(*self._socket.accept())

    def _welcome(self, taken, _address):
        transport = paramiko.Transport(taken)
        transport.add_server_key(self.key)
        files = {"root": self.root, "broken": self.broken}
        transport.set_subsystem_handler("sftp", SFTPServer, _Files, **files)
        self._transports.append(transport)
        transport.start_server(server=self._login)

    def end(self):
        self._is_over = True
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for each in self._transports:
            each.close()
