"""Documents that sources may send."""

from datetime import UTC, datetime

import pytest
from commands import instance, sources, template  # noqa: F401

NOW = 1_790_000_000


@pytest.fixture(scope="session")
def rss():
    """A document with an entry for each name: ``rss("b", "a", b={"title": …}, built=…)``."""
    return document


def document(*names, built="", **changes):
    items = "".join(item(name, **changes.get(name, {})) for name in names)
    return (
        f'<rss version="2.0"><channel><title>Bloggen</title><lastBuildDate>{built}</lastBuildDate>'
        f"{items}</channel></rss>"
    ).encode()


def item(name, title="", text="Text", day=None, image=""):
    """An entry; its day in May 2026 comes from its name: a is the first."""
    day = day or ord(name[0]) - ord("a") + 1
    date = datetime(2026, 5, day, 12, tzinfo=UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
    picture = f'&lt;img src="{image}" alt="En bild">' if image else ""
    return (
        f"<item><guid>{name}</guid><link>https://blogg.example.se/{name}</link>"
        f"<title>{title or name.upper()}</title><pubDate>{date}</pubDate>"
        f"<description>&lt;p>{text}{picture}&lt;/p></description></item>"
    )
