"""A mail server on loopback that takes, refuses or keeps silent as a test tells it to."""

import socket
from contextlib import contextmanager
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


class Post:
    """``mails`` are those that were taken; ``says`` is what it answers by recipient or ``DATA``."""

    def __init__(self):
        self.mails = []
        self.says = {}
        self.asked = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.asked += 1
        answer = self.says.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        answer = self.says.get("DATA", "250 OK")
        if answer.startswith("250"):
            mail = message_from_bytes(envelope.content, policy=policy.default)
            self.mails.append((envelope.rcpt_tos, mail))
        return answer


def plain(mail):
    """The words of a mail that was taken, as plain text."""
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


class _Listening(Controller):
    """Has a port of its own before it starts: nobody else can take it meanwhile."""

    def __init__(self, post):
        self.socket = socket.create_server(("127.0.0.1", 0))
        port = self.socket.getsockname()[1]
        super().__init__(post, hostname="127.0.0.1", port=port, ready_timeout=60)

    def _create_server(self):
        return self.loop.create_server(self._factory_invoker, sock=self.socket)


@contextmanager
def receiving():
    """A server that has begun to listen: ``post``, with its ``port``."""
    post = Post()
    controller = _Listening(post)
    post.port = controller.port
    controller.start()
    try:
        yield post
    finally:
        controller.stop()


@contextmanager
def silent():
    """The port of a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def free_port():
    """A port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
