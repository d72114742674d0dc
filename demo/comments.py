"""What the public writes on the demonstration's blogs: content/comments.toml, in Atom."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from pathlib import Path

from shapes import ATOM, XML

FILE = Path(__file__).with_name("content") / "comments.toml"
FEED = "/comments/feed/atom/"


@dataclass(frozen=True)
class Comment:
    """A comment; ``number`` is its place in the file, ``answers`` another's or 0."""

    number: int
    channel: str
    post: int
    written: datetime
    by: str
    text: str
    answers: int = 0

    def address(self, base):
        """The page that it stands on, with its own mark."""
        return f"{self.page(base)}#comment-{self.number}"

    def page(self, base):
        return f"{base}/{self.channel}/{self.post}"


def written(channel, began, now):
    """The comments on a channel that have been written by now, the newest first."""
    told = tomllib.loads(FILE.read_text("utf-8"))["comment"]
    found = [_comment(number, dict(data), began) for number, data in enumerate(told, 1)]
    shown = [each for each in found if each.channel == channel and each.written <= now]
    return sorted(shown, key=lambda each: each.written, reverse=True)


def feed(comments, base):
    """All of them in one feed, with what each answers."""
    by_number = {each.number: each for each in comments}
    entries = "".join(_entry(each, by_number.get(each.answers), base) for each in comments)
    return (
        f'{XML}<feed xmlns="{ATOM}" xmlns:thr="http://purl.org/syndication/thread/1.0">'
        f"<title>Kommentarer</title>{entries}</feed>"
    ).encode()


def below(comments, post):
    """Those on one post, as they stand on its page."""
    rows = "".join(
        f'<li id="comment-{each.number}"><b>{escape(each.by)}</b> {each.text}</li>'
        for each in reversed(comments)
        if each.post == post
    )
    return f"<h2>Kommentarer</h2><ol>{rows}</ol>" if rows else ""


def _comment(number, data, began):
    moment = began + timedelta(minutes=data.pop("minutes"))
    return Comment(number=number, written=moment.replace(microsecond=0), **data)


def _entry(comment, above, base):
    address = comment.address(base)
    answers = above.address(base) if above else comment.page(base)
    return (
        f'<entry><id>{address}</id><link rel="alternate" href="{address}"/>'
        f"<title>Kommentar av {escape(comment.by)}</title>"
        f"<author><name>{escape(comment.by)}</name></author>"
        f"<published>{comment.written.isoformat()}</published>"
        f'<content type="html">{escape(comment.text)}</content>'
        f'<thr:in-reply-to ref="{answers}" href="{answers}"/></entry>'
    )
