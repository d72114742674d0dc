"""The servers that the five hundred channels stand on: one process, fifty loopback addresses.

``python feed_server.py PORT`` answers GET with keep-alive, an ETag and Last-Modified, and 304
where If-None-Match says so; with ``PORT SECONDS`` each answer takes so long. ``/edition/N`` has
every channel fill its feed with new entries, and ``/edition/news`` every twentieth add one; it
answers when all of them are written, so that no writing falls into a measurement. Channels beyond
the five hundredth share the others' documents.
"""

import asyncio
import io
import sys
from functools import cache

import sources
from PIL import Image

PICTURES = 20


def main(port: str, delay: str = "0") -> None:
    """Serve until killed."""
    asyncio.run(serve(Feeds(int(port)), float(delay)))


async def serve(feeds, delay):
    """Listen on every host's address."""
    hosts = [sources.host(channel) for channel in range(sources.HOSTS)]
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Answering(feeds, delay), hosts, feeds.port)
    async with server:
        await server.serve_forever()


class Feeds:
    """The documents of the present edition."""

    def __init__(self, port):
        self.port = port
        self.publish(0)

    def publish(self, edition):
        self.edition = edition
        self.news = [0] * sources.CHANNELS
        self.written = [
            sources.feed(channel, edition, self.port) for channel in range(sources.CHANNELS)
        ]

    def add_news(self):
        for channel in range(0, sources.CHANNELS, sources.NEWS_EVERY):
            self.news[channel] = 1
            self.written[channel] = sources.feed(channel, self.edition, self.port, news=1)

    def answer(self, path, tag) -> bytes:
        """The answer to a request for a path, where the client has what ``tag`` names."""
        if path.startswith("/edition/"):
            edition = path.rpartition("/")[2]
            self.add_news() if edition == "news" else self.publish(int(edition))
            return message("200 OK", "text/plain", b"published")
        if path.endswith(".jpg"):
            return message("200 OK", "image/jpeg", picture(channel_of(path) % PICTURES))
        channel = channel_of(path)
        shared = channel % sources.CHANNELS
        own = sources.tag(shared, self.edition, self.news[shared])
        if tag == own:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {own}\r\n\r\n".encode()
        kind = "application/rss+xml" if channel % 2 else "application/atom+xml"
        document = self.written[shared]
        if channel != shared:
            document = sources.own(document, channel, self.port)
        return message("200 OK", kind, document, own)


class Answering(asyncio.Protocol):
    """One connection."""

    def __init__(self, feeds, delay):
        self.feeds, self.delay = feeds, delay
        self.received = b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.received += data
        while b"\r\n\r\n" in self.received:
            head, _, self.received = self.received.partition(b"\r\n\r\n")
            answer = self.feeds.answer(*asked(head.decode("latin-1")))
            asyncio.get_running_loop().call_later(self.delay, self.transport.write, answer)


def asked(head: str) -> tuple[str, str]:
    """The path and If-None-Match of a request."""
    first, *lines = head.split("\r\n")
    pairs = (line.partition(":") for line in lines)
    headers = {name.lower(): value.strip() for name, _, value in pairs}
    return first.split()[1], headers.get("if-none-match", "")


def message(status: str, kind: str, body: bytes, tag: str = "") -> bytes:
    """A whole answer."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    if tag:
        head += f"ETag: {tag}\r\nLast-Modified: {sources.MODIFIED}\r\n"
    return head.encode() + b"\r\n" + body


def channel_of(path: str) -> int:
    """The channel that a path belongs to."""
    return int(path.split("/")[1])


@cache
def picture(number: int) -> bytes:
    """A photograph's worth of JPEG: soft spots, another set for each number."""
    written, spots = io.BytesIO(), Image.effect_noise((80 + number, 54), 90)
    spots.resize((640, 427)).convert("RGB").save(written, "JPEG", quality=80)
    return written.getvalue()


if __name__ == "__main__":
    main(*sys.argv[1:])
