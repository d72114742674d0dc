"""The demonstration's stand-in for the services out there: feeds, pages, pictures and sounds."""

import io
import json
import math
import os
import struct
import threading
import wave
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from signal import SIGINT, SIGTERM, signal
from urllib.parse import parse_qs, parse_qsl, urlsplit

import accounts
import comments
import ownsite
import partyposts
import profiles
import receiver
import websub
from content import Post, sources
from shapes import SHAPES, link, picture

STATE = Path("feeds.began")
PICTURES = Path(__file__).parent / "pictures"
FRESH = "/nytt"


class NotHere(LookupError):
    """There is nothing at the address that was asked for."""


def main():
    """Serve on 127.0.0.1 until told to stop."""
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ["FEEDS_PORT"])), Handler)
    server.began = began()
    base = f"http://127.0.0.1:{server.server_port}"
    server.websub, server.receiver = websub.Hub(base), receiver.Receiver()
    threading.Thread(target=server.websub.watch, daemon=True).start()
    server.fresh = []
    server.interfaces = accounts.interfaces(server.began, base)
    for wanted in (SIGINT, SIGTERM):
        signal(wanted, lambda *ignored: threading.Thread(target=server.shutdown).start())
    print(f"Demo feeds on http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()


def began(state=STATE):
    """The moment the demonstration was first started, from which all its dates are counted."""
    if not state.exists():
        state.write_text(datetime.now(UTC).isoformat())
    return datetime.fromisoformat(state.read_text())


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD, conditional requests included, and an account's interface."""

    protocol_version = "HTTP/1.1"
    links = ""

    def do_GET(self):
        if self.path.startswith(accounts.PATH):
            return self.interface()
        try:
            kind, body, changed = self.find()
        except NotHere:
            self.answer(404, {"Content-Type": "text/plain"}, b"Not here")
        else:
            self.conditional(kind, body, changed)

    do_HEAD = do_GET

    def do_POST(self):
        """Interfaces are told something, and so are the hub and the receiver of webhooks."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == websub.PATH:
            return self.answer(self.server.websub.take(body), {}, b"")
        if self.path == receiver.PATH:
            return self.answer(self.server.receiver.take(self.headers, body), {}, b"")
        if self.path == FRESH:
            return self.publish(dict(parse_qsl(body.decode())).get("channel"))
        self.interface(body)

    def publish(self, channel):
        """Something new in a channel, at once: to see how long it takes until it is on the hub."""
        number = len(self.server.fresh) + 1
        when = datetime.now(UTC).replace(microsecond=0)
        told = {
            "title": f"Nyss publicerat, nummer {number}",
            "text": "Publicerat från navets sida.",
        }
        self.server.fresh.append((channel, Post(9000 + number, when, picture="lake", **told)))
        self.answer(303, {"Location": websub.PATH}, b"")

    def interface(self, body=b""):
        """What the interface of a service answers."""
        parts = urlsplit(self.path)
        name, _slash, path = parts.path.removeprefix(accounts.PATH).partition("/")
        if name not in self.server.interfaces:
            return self.answer(404, {"Content-Type": "text/plain"}, b"Not here")
        asked = self.command, f"/{path}", dict(parse_qsl(parts.query)), self.headers, body
        status, lines, data = self.server.interfaces[name].answer(*asked)
        lines = {"Content-Type": "application/json", **lines}
        self.answer(status, lines, data if isinstance(data, bytes) else json.dumps(data).encode())

    def find(self):
        """What stands at the address: its type, its bytes and when it changed."""
        path = urlsplit(self.path).path
        base = f"http://127.0.0.1:{self.server.server_port}"
        now = datetime.now(UTC)
        known, self.links = sources(self.server.began, now), ""
        for name, post in self.server.fresh:
            if name in known:
                known[name] = replace(known[name], posts=(post, *known[name].posts))
        if path.startswith("/pictures/"):
            return "image/jpeg", pictured(path), self.server.began
        if path.startswith("/sounds/"):
            return "audio/wav", chime(len(path)), self.server.began
        if (posts := partyposts.feed(path, self.server.began)) is not None:
            return "application/rss+xml", posts, self.server.began
        if path == profiles.LOOKUP:
            return "application/json", self.looked_up(known, base), self.server.began
        if path in (websub.PATH, receiver.PATH):
            return "text/html; charset=utf-8", self.heard(path, known), now
        if shown := ownsite.body(path):
            shown = document("Katrineholms kommun", "sv", shown)
            return "text/html; charset=utf-8", shown, self.server.began
        if path == "/":
            return "text/html; charset=utf-8", index(known, base), self.server.began
        for source in known.values():
            if source.shape == "rss2" and path == f"/{source.id}{comments.FEED}":
                said = comments.written(source.id, self.server.began, now)
                return "application/atom+xml", comments.feed(said, base), self.server.began
            if path == source.feed_path:
                self.links = websub.links(base, path) if source.has_hub else ""
                return (*SHAPES[source.shape](cut(source), base), newest(source, self.server))
        shown = page(known, path, base, partial(comments.written, began=self.server.began, now=now))
        return "text/html; charset=utf-8", shown, self.server.began

    def heard(self, path, known):
        """What the hub, or the receiver of webhooks, has heard, the latest first."""
        told = self.server.websub if path == websub.PATH else self.server.receiver
        rows = "".join(f"<li>{escape(each)}</li>" for each in reversed(told.heard))
        body = f"<h1>{told.title}</h1><ul>{rows or '<li>Inget än.</li>'}</ul>"
        for source in known.values() if path == websub.PATH else ():
            if source.has_hub:
                words = f"Publicera något nytt i {escape(source.title)}"
                button = f'<button name="channel" value="{source.id}">{words}</button>'
                body += f'<form method="post" action="{FRESH}"><p>{button}</p></form>'
        return document(told.title, "sv", body)

    def looked_up(self, known, base):
        """A Mastodon server's word on one of its accounts."""
        asked = parse_qs(urlsplit(self.path).query).get("acct", [""])[0]
        found = profiles.account(known.values(), asked)
        if found is None:
            raise NotHere(asked)
        return profiles.described(found, base)

    def conditional(self, kind, body, changed):
        """The whole answer, or 304 where the asker has it already."""
        headers = {
            "Content-Type": kind,
            "ETag": f'"{sha256(body).hexdigest()[:24]}"',
            "Last-Modified": format_datetime(changed.astimezone(UTC), usegmt=True),
        }
        headers |= {"Link": self.links} if self.links else {}
        same = self.headers.get("If-None-Match") == headers["ETag"]
        self.answer(304 if same else 200, headers, b"" if same else body)

    def answer(self, status, headers, body):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *ignored):
        """Say nothing: the worker tells what it fetched."""


def pictured(path):
    """The picture at the address, one of those that come with the demonstration."""
    file = PICTURES / Path(path).name
    if not file.is_file():
        raise NotHere(path)
    return file.read_bytes()


def cut(source):
    """The source with the newest posts only, as services give them."""
    return type(source)(**vars(source) | {"posts": source.posts[: source.window]})


def newest(source, server):
    """When the feed last changed."""
    return source.posts[0].published if source.posts else server.began


def index(known, base):
    """All channels on one page."""
    rows = "".join(f'<li><a href="/{s.id}/">{escape(s.title)}</a></li>' for s in known.values())
    return document("Demokanaler", "sv", f"<h1>Demokanaler</h1><ul>{rows}</ul>")


def page(known, path, base, comments_on):
    """A channel's own page, which tells where its feed is, or the page of one post."""
    name, _, number = path.strip("/").partition("/")
    source = known.get(name) or profiles.account(known.values(), name)
    if source is None:
        raise NotHere(path)
    if not number:
        return profile(source, base)
    for post in source.posts:
        if str(post.number) == number:
            said = comments.below(comments_on(source.id), post.number)
            body = article(post, base) + said
            return document(post.title or source.title, source.language, body)
    raise NotHere(path)


def profile(source, base):
    kind = SHAPES[source.shape](source, base)[0].partition(";")[0] if source.posts else ""
    head = (
        f'<link rel="alternate" type="{kind or "application/rss+xml"}"'
        f' title="{escape(source.title)}" href="{source.feed_path}">'
    )
    rows = "".join(
        f'<li><a href="{link(source, post, base)}">{escape(post.title or post.text[:80])}</a></li>'
        for post in source.posts
    )
    text = f"<h1>{escape(source.title)}</h1><p>{escape(source.description)}</p>"
    text += f"{profiles.links(source)}<ul>{rows}</ul>"
    return document(source.title, source.language, text, head)


def article(post, base):
    image = f'<img src="{picture(post, base)}" alt="{escape(post.alt)}">' if post.picture else ""
    body = post.body if not post.html else f"<pre>{escape(post.html)}</pre>"
    return f"<h1>{escape(post.title)}</h1><p>{post.published:%Y-%m-%d %H:%M}</p>{image}{body}"


def document(title, language, body, head=""):
    """A plain page of the demo's server."""
    style = "body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.6 sans-serif}"
    style += "img{max-width:100%;height:auto}"
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{escape(title)}'
        f"</title>{head}<style>{style}</style><body>{body}</body></html>"
    ).encode()


def chime(seed, seconds=2, rate=22050):
    """A soft tone that dies away, as a WAV file."""
    pitch = 330 + 11 * (seed % 12)
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((1, 2, rate, 0, "NONE", ""))
        for n in range(seconds * rate):
            fade = math.exp(-2.5 * n / rate)
            sound.writeframesraw(
                struct.pack("<h", int(9000 * fade * math.sin(n * pitch * 6.2832 / rate)))
            )
    return out.getvalue()


if __name__ == "__main__":
    main()
