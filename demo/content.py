"""The demonstration's words as plain values: content/*.toml, dated from the day it began."""

import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

FOLDER = Path(__file__).with_name("content")
HERE = ZoneInfo("Europe/Stockholm")
OFFICE_HOURS = (8, 10, 13, 15, 9, 11, 14, 16)


@dataclass(frozen=True)
class Post:
    """One entry before it takes a feed's shape; ``number`` is its identity, 1 is the oldest."""

    number: int
    published: datetime
    title: str = ""
    text: str = ""
    html: str = ""
    picture: str = ""
    alt: str = ""
    film: str = ""
    tags: tuple = ()

    @property
    def body(self):
        """The text as HTML: as it was written, or a paragraph for each block of text."""
        return self.html or "".join(f"<p>{block}</p>" for block in self.text.strip().split("\n\n"))


@dataclass(frozen=True)
class Source:
    """A channel at its own server: what the editor sees of it and what its feed is made from."""

    id: str
    title: str
    administration: str
    shape: str
    profile_url: str = ""
    description: str = ""
    author: str = ""
    language: str = "sv"
    kind: str = "blog"
    platform: str = ""
    path: str = ""
    window: int = 50
    links_back: bool = False
    described: dict = field(default_factory=dict)
    has_hub: bool = False
    posts: tuple = field(default=(), repr=False)

    @property
    def feed_path(self):
        """Where the demo's own server has the feed."""
        return self.path or f"/{self.id}/feed"

    @property
    def server(self):
        """Whose page the channel has, by the first part of the host's name."""
        return "mastodon" if self.path.startswith("/@") else self.id

    @property
    def page_path(self):
        """Where that server has the page."""
        is_mastodon = self.server == "mastodon"
        return self.path.removesuffix(".rss") if is_mastodon else f"/{self.id}/"


def administrations():
    """The six administrations: id, title, description, email, phone and head."""
    return _read(FOLDER / "administrations.toml")["administration"]


def register():
    """What the official list says of each channel, by id; see the file for what it may hold."""
    told = _read(FOLDER / "register.toml")
    return {id: {"id": id, **facts} for id, facts in told.items()}


def by_hand():
    """The posts that are written in by hand, by the channel's id, the newest first."""
    return _read(FOLDER / "byhand.toml")


def topics():
    """The topics that the office has named, with their words."""
    return _read(FOLDER / "topics.toml")["topic"]


def download():
    """The posts of the accounts' own downloads, by the channel's id, the newest first."""
    return _read(FOLDER / "download.toml")


def sources(began, now):
    """All channels with the posts that are published by now, newest first."""
    files = sorted((FOLDER / "channels").glob("*.toml"))
    return {file.stem: _source(file.stem, _read(file), began, now) for file in files}


def _read(path):
    return tomllib.loads(path.read_text("utf-8"))


def _source(name, data, began, now):
    written = data.pop("posts", [])
    live = data.pop("live", [])
    posts = [_written(number, post, began) for number, post in _numbered(written)]
    posts += [_live(count, len(written), post, began) for count, post in enumerate(live, 1)]
    shown = sorted((p for p in posts if p.published <= now), key=lambda p: p.published)
    return Source(id=name, posts=tuple(reversed(shown)), **data)


def _numbered(written):
    """The files list the newest first; the oldest is number 1."""
    return zip(range(len(written), 0, -1), written, strict=True)


def _written(number, post, began):
    age = timedelta(days=post.pop("days"))
    return _post(number, began - age if age < timedelta(days=1) else _at_work(began - age), post)


def _live(count, before, post, began):
    """New posts come in by themselves: soon at first, then more and more seldom."""
    return _post(before + count, began + timedelta(minutes=5 * count * count), post)


def _post(number, published, values):
    tags = tuple(values.pop("tags", ()))
    return Post(number=number, published=published.replace(microsecond=0), tags=tags, **values)


def _at_work(moment):
    local = moment.astimezone(HERE)
    hour = OFFICE_HOURS[local.toordinal() % len(OFFICE_HOURS)]
    return local.replace(hour=hour, minute=local.toordinal() * 7 % 60, second=0)
