"""A hub with everything that a package shows to readers, and the pages of a package."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

from lxml import html
from settling import DIARY

from katrineholm.socialhub.accounts.channels.post_acts import note_act
from katrineholm.socialhub.archive.packages.snapshots import take_snapshot
from katrineholm.socialhub.core.feeds.sanitiser import sanitise_html
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import IncomingMessage
from katrineholm.socialhub.core.timeline.decisions import hide_entry, mask_entry
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.routing import receive_messages
from katrineholm.socialhub.inbox.steps.steps import take_step

FOLDER = "representations/posts/data/view/"
DAY = datetime(2026, 6, 20, 9, tzinfo=UTC)
NOON = int(DAY.timestamp())
HOSTILE = "\"'><script>alert(1)</script><img src=https://evil.example/x.png>&\x01"
KEPT, LOST = "https://blogg.example.se/bro.jpg", "https://blogg.example.se/borta.jpg?a=1&b=2"
TEXT = f'<p>Bron i bilder.</p><p><img src="{KEPT}" alt="Bron"> och <img src="{LOST}" alt="Ån"></p>'


@dataclass(frozen=True)
class PackagePages:
    """The pages of a package's view, by name, and the paths of all its files."""

    pages: dict[str, str]
    paths: set[str]

    def tree(self, name: str):
        """A page as a tree."""
        return html.document_fromstring(self.pages[name].encode())

    def text(self, name: str, path: str = "//body") -> str:
        """The text of the first element with a path, with single spaces."""
        return " ".join(self.tree(name).xpath(path)[0].text_content().split())

    def links(self):
        """Yield the page and the address of each link and picture."""
        for name in self.pages:
            for _element, _attribute, url, _at in self.tree(name).iterlinks():
                yield name, url

    def broken(self) -> list[tuple[str, str]]:
        """The links that lead nowhere in the package, or to the net unasked."""
        return [(name, url) for name, url in self.links() if not self._leads(name, url)]

    def _leads(self, name, url):
        parts = urlsplit(url)
        if parts.scheme:
            found = [each for each in self.tree(name).iterlinks() if each[2] == url]
            return all(
                (each.tag, attribute) == ("a", "href") and "noreferrer" in each.get("rel", "")
                for each, attribute, _url, _at in found
            )
        path = normpath(f"{FOLDER}{unquote(parts.path)}") if parts.path else f"{FOLDER}{name}"
        if parts.fragment:
            tree = self.tree(path.removeprefix(FOLDER))
            return bool(tree.xpath("//*[@id=$id]", id=parts.fragment))
        return path in self.paths


def opened(package: str) -> PackagePages:
    """The pages of a package's ZIP file."""
    with ZipFile(package) as zipped:
        paths = {each.partition("/")[2]: each for each in zipped.namelist()}
        names = [each for each in paths if each.startswith(FOLDER)]
        pages = {Path(each).name: zipped.read(paths[each]).decode() for each in names}
    return PackagePages(pages, set(paths))


def fill(hub, keep, picture) -> dict[str, str]:
    """Fill a blog with all kinds of posts, and return their ids by name."""
    blog, timeline = hub.kultur.bloggen, timeline_of(hub)
    cleaned, images = sanitise_html(TEXT, "https://blogg.example.se/")
    bridge = {"title": "Bron", "html": cleaned, "images": images, "published": DAY}
    link = "https://blogg.example.se/bron"
    old = bridge | {"title": "Bro", "html": "<p>Förr.</p>", "images": images[:1]}
    first = keep(blog, link=link, keys=(link,), **old)
    add_picture(timeline, first, KEPT, picture, 40, 30, "image/webp")
    keep_again(keep, blog, link=link, keys=(link,), **bridge)
    hidden = keep(blog, title="Dolt med skäl", html="<p>Hemligt</p>", published=DAY)
    hide_entry(timeline, hidden, by="ida", now=NOON)
    note_act(hub, "hide", [hidden], now=NOON, who="ida", why="Fel <person>")
    masked = keep(
        blog, title="Anna vann", html="<p>Det var <b>An</b>na, &amp; co</p>", published=DAY
    )
    mask_entry(timeline, masked, ["Anna"], [], reason='Skyddad "person"', by="ida", now=NOON)
    hostile = keep(
        blog,
        title=HOSTILE,
        author=HOSTILE,
        summary=HOSTILE,
        html="",
        published=DAY,
        link="javascript:alert(1)",
        categories=(HOSTILE,),
    )
    return {"bridge": first, "hidden": hidden, "masked": masked, "hostile": hostile}


def keep_again(keep, channel, **fields) -> None:
    """Store what is known already once more; it is no new entry."""
    try:
        keep(channel, **fields)
    except IndexError:
        return
    raise AssertionError("it was new")


def receive(hub, name: str = "view") -> int:
    """Receive a message with a file, and register it; return its number."""
    content = captured_content(
        f"Hej!\n{HOSTILE}",
        how="typed",
        at=NOON,
        subject=HOSTILE,
        sender={"name": "Örjan", "url": "https://social.example.se/o"},
        received="<p>Hej!</p>",
    )
    files = {f"../{HOSTILE}.png": b"png"}
    message = IncomingMessage(f"test:{name}", hub.kultur.bloggen.UID(), content, False, files)
    [number] = receive_messages(hub, [message], now=NOON)
    values = DIARY | {"diary_date": "2026-06-21", "diary_number": "KS 2026/17"}
    take_step(hub, number, "register", values, now=NOON + 60)
    return number


def snap(hub) -> None:
    """Take a snapshot of the blog."""
    take_snapshot(hub.kultur.bloggen, now=NOON)
