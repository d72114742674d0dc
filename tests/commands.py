"""The command, as processes of their own beside a real database server: fixtures."""

import io
import os
import shutil
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from databaseserver import zeo
from forking import configured
from PIL import Image
from webserver import listening
from ZODB.config import databaseFromString

from katrineholm.socialhub.core.timeline.outline import channel_outline
from katrineholm.socialhub.core.timeline.pictures import picture_file, stored_pictures
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.refresh import lease

BIN = Path(sys.executable).parent
CHANNELS, ENTRIES = 12, 5


@pytest.fixture(scope="session")
def sources(rss):
    """Feeds whose entries have a picture each, a little slow."""
    with listening() as server:
        for channel in range(CHANNELS):
            names = "edcba"
            pictures = {n: {"image": server.url(f"/{channel}/{n}.png")} for n in names}
            says(server, f"/{channel}/rss", rss(*names, **pictures))
            for number, name in enumerate(names):
                says(server, f"/{channel}/{name}.png", picture(channel, number))
        yield server


@pytest.fixture(scope="session")
def template(sources, forks, tmp_path_factory):
    """An instance with a site whose channels have never been retrieved."""
    hosts = ["127.0.0.1", "localhost"]
    feeds = [sources.url(f"/{n}/rss", host=hosts[n % 2]) for n in range(CHANNELS)]
    return forks.made(tmp_path_factory.mktemp("template"), "retrieved", *feeds)


@pytest.fixture
def instance(template, forks, tmp_path):
    """A copy of the instance, its database being served by ZEO."""
    with serving(template, forks, tmp_path / "instance") as instance:
        yield instance


@contextmanager
def serving(template, forks, folder, serve=zeo):
    shutil.copytree(template, folder, ignore=shutil.ignore_patterns("*.lock"))
    with serve(folder) as server:
        yield Instance(folder, forks, server)


class Instance:
    def __init__(self, folder, forks, server):
        self.folder, self.forks, self.server, self.logs = folder, forks, server, 0
        self.conf = configured(folder / "abs.conf", server.storage)

    def start(self, *arguments, log=None):
        self.logs += 1
        log = log or self.folder / f"log{self.logs}"
        number = self.forks.order("start", log, "refresh", "--conf", self.conf, *arguments)
        return Process(number, Path(log), self)

    def run(self, *arguments):
        process = self.start(*arguments)
        return process.end(), process.log.read_text()

    @contextmanager
    def site(self):
        """The site as it is stored."""
        database = databaseFromString(f"<zodb>\n{self.server.storage}\n</zodb>")
        with database.transaction() as connection:
            yield connection.root()["Application"].plone
        database.close()

    def stored(self):
        """By channel: titles and pictures of its entries, and how many there are in all."""
        with self.site() as site:
            timeline = timeline_of(site.hub)
            return {
                channel.getId(): (
                    channel_outline(timeline, uid).entries,
                    sorted(entries(timeline, uid)),
                )
                for channel in site.hub.kultur.objectValues()
                for uid in [channel.UID()]
            }

    def lease(self):
        with self.site() as site:
            return dict(site._p_jar.root()[lease.KEY])


def entries(timeline, uid):
    for entry in all_entries(timeline, uid):
        pictures = [
            picture_file(timeline, timeline.get(entry["entry_id"]), each["name"])[0].open().read()
            for each in stored_pictures(timeline, entry)
        ]
        yield entry["title"], len(entry["versions"]), pictures


class Process:
    def __init__(self, number, log, instance):
        self.number, self.log, self.instance = number, log, instance

    def end(self):
        return self.instance.forks.order("wait", self.number)

    def kill(self, number):
        os.kill(self.number, number)
        return self.end()

    def says(self, text, seconds=20):
        wait_until(lambda: self.log.exists() and text in self.log.read_text(), seconds)


def wait_until(happened, seconds=20):
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.005)


def says(server, path, body):
    """Answer after a moment, so that a worker is often killed in the middle of its work."""
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode()

    def slowly(request):
        time.sleep(0.03)
        yield head + body

    server.plays(path, slowly)


def picture(*color):
    out = io.BytesIO()
    Image.new("RGB", (300, 200), (*(40 * part % 256 for part in color), 99)).save(out, "PNG")
    return out.getvalue()


ALL = {
    f"kanal-{channel}": (ENTRIES, sorted((name.upper(), 0, 1) for name in "abcde"))
    for channel in range(CHANNELS)
}


def counted(stored):
    return {
        id: (size, [(title, versions, len(pictures)) for title, versions, pictures in found])
        for id, (size, found) in stored.items()
    }
