"""A copy is restored on another machine by the very commands of docs/drift.md.

The first machine goes on meanwhile, and its worker has the lease that is in the copy, too.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace

import pytest
import requests
from commands import ALL, Instance, counted, wait_until
from cryptography.fernet import Fernet
from databaseserver import CONVERT, empty_postgresql
from forking import ENVIRON
from mortal import die_with_parent

from katrineholm.socialhub.core.messages.anchors import anchor_of, append_anchor
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.sources.vault import (
    VaultLocked,
    decrypt_secrets,
    encrypt_secrets,
    read_keys,
)
from katrineholm.socialhub.office.webhooks.storage import Receiver, all_receivers, store_receiver

pytestmark = pytest.mark.long

BIN = Path(sys.executable).parent
CHAPTER = (Path(__file__).parents[3] / "docs" / "drift.md").read_text("utf-8")
MAIL = """From anna@example.se Mon May  4 12:00:00 2026
From: Anna <anna@example.se>
To: kommunen@example.se
Subject: Badet {number}
Message-ID: <{number}@example.se>

Badet: {number}?

"""
WHOLE = "/plone/hub: {} messages, all as they were written"
SHORTER = re.compile(r"entry \d+ and others are missing, as an anchor tells")
NOW = 1_790_000_000
MOMENT = "2026-11-30 09:55:00+01"


def blocks(heading):
    """The blocks of code in a section of the chapter."""
    [section] = re.findall(rf"^##+ {heading}\n(.*?)(?=^##)", CHAPTER, re.M | re.S)
    return [dedent(block) for block in re.findall(r"(?:^ {4,}\S.*\n)+", section, re.M)]


ZEO_CONF, ZOPE_ON_ZEO, ZOPE_ON_POSTGRESQL = blocks("Databasen")[:3]
_SHELL, VERIFIED, COMPARED, INDEXED = blocks("Efter återställningen")


class Machine(Instance):
    """A folder in which the chapter's /srv/plone is, and the site that is served there."""

    def __init__(self, folder, backup, forks, postgres=None):
        self.folder, self.backup, self.forks, self.logs = folder, backup, forks, 0
        self.plone, self.postgres = folder / "plone", postgres
        self.conf, self.var = self.plone / "etc" / "zope.conf", self.plone / "var"
        folder.mkdir()

    def configure(self, storage):
        self.conf.parent.mkdir(parents=True)
        self.conf.write_text(self.meant(f"instancehome /srv/plone\n{storage}"))
        (self.plone / "etc" / "zeo.conf").write_text(self.meant(ZEO_CONF))
        (self.plone / "etc" / "socialhub.env").write_text("SOCIALHUB_KEYS=hemligt\n")

    @property
    def server(self):
        """What ``Instance`` opens: the storage in the configuration."""
        storage = self.conf.read_text().partition("mount-point /\n")[2].partition("</zodb_db>")[0]
        return SimpleNamespace(storage="%import relstorage\n" * bool(self.postgres) + storage)

    def meant(self, text):
        """The chapter's text with the places of this machine."""
        places = {
            "/srv/plone/": f"{self.plone}/",
            "/srv/backup": str(self.backup),
            "/srv/anchors": str(self.folder),
            "/srv/plone": str(self.plone),
            "--site Plone": "--site plone",
            "password='…'": "password='hemligt'",
            "/usr/lib/postgresql/17/bin/": "",  # the server's shell has its own in PATH
        }
        if self.postgres:
            places["/var/lib/postgresql/17/main"] = str(self.postgres.data)
            places["host='db.example.org'"] = f"host='{self.postgres.folder}'"
        text = re.sub(r"(/srv/plone/)?\bvenv/bin/", f"{BIN}/", text)
        for meant, here in places.items():
            text = text.replace(meant, here)
        return text

    def types(self, block):
        """Run a block as Zope's user; its exit status and what it says."""
        done = subprocess.run(
            ["sh", "-euc", self.meant(block)],
            env=ENVIRON,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return done.returncode, done.stdout

    def copies(self):
        """The files of repozo."""
        return (self.backup / "databas").iterdir()

    def receives(self, number):
        """A mail becomes a message."""
        path, log = self.folder / f"{number}.mbox", self.folder / f"{number}.log"
        path.write_text(MAIL.format(number=number))
        words = ["import-mail", "--conf", self.conf, "--channel", "hub/kultur/kanal-0", path]
        ended = self.forks.order("wait", self.forks.order("start", log, *words))
        assert ended == 0, log.read_text()

    def answer(self, path):
        """The status of a page."""
        number = self.forks.order("web", self.folder / "web.log", self.conf)
        port = self.folder / f"{number}.port"
        try:
            wait_until(port.exists, 60)
            return requests.get(f"http://localhost:{port.read_text()}{path}").status_code
        finally:
            os.kill(number, signal.SIGTERM)
            self.forks.order("wait", number)


def fill(machine):
    """Give the site entries with pictures, a message, and a receiver with a secret."""
    status, said = machine.run("--all")
    assert status == 0, said
    machine.receives(1)
    cipher = encrypt_secrets(read_keys(ENVIRON), "ett", {"secret": "hemligt"})
    with machine.site() as site:
        receiver = Receiver("ett", "https://a.example.se", "Ett", ("entry",), cipher, "anna", NOW)
        store_receiver(site.hub, receiver)


def write_anchor(machine, other):
    """Write how long the log is by now on the first machine into the anchors of the other."""
    with machine.site() as site:
        head = messages_of(site.hub).append_queued_lines(int(time.time()))
        anchor = anchor_of(site.hub.UID(), head, int(time.time()))
        append_anchor(other.folder / "lagen.jsonl", anchor)


def assert_restored(machine, expected, messages):
    """Go through the list that the chapter has for the time after, on the other machine."""
    status, said = machine.types(VERIFIED)
    assert (status, WHOLE.format(messages) in said) == (0, True), said
    status, said = machine.types(COMPARED)
    assert (status, bool(SHORTER.search(said))) == (1, True), said
    status, said = machine.types(INDEXED)
    assert status == 0, said
    assert machine.stored() == expected
    assert machine.answer("/plone/hub") == 200
    with machine.site() as site:
        [receiver] = all_receivers(site.hub)
    assert decrypt_secrets(read_keys(ENVIRON), "ett", receiver.cipher) == {"secret": "hemligt"}
    with pytest.raises(VaultLocked):
        decrypt_secrets(
            read_keys({"SOCIALHUB_KEYS": Fernet.generate_key().decode()}), "ett", receiver.cipher
        )
    worker = machine.start("--loop")
    worker.says("Active for plone", 60)
    assert worker.kill(signal.SIGTERM) == 0


@contextmanager
def working(machine):
    """A worker is active there."""
    worker = machine.start("--loop")
    worker.says("Active for plone", 60)
    try:
        yield
    finally:
        status = worker.kill(signal.SIGTERM)
    assert status == 0


@contextmanager
def zeo(machine):
    """The machine's ZEO server, by its own configuration."""
    order = [BIN / "runzeo", "-C", machine.plone / "etc" / "zeo.conf"]
    with subprocess.Popen(order, preexec_fn=die_with_parent) as process:
        try:
            yield
        finally:
            process.terminate()


def test_zeo_is_restored_on_another_machine(template, forks, tmp_path):
    first = Machine(tmp_path / "ett", tmp_path / "kopia", forks)
    other = Machine(tmp_path / "två", tmp_path / "kopia", forks)
    [copy], [restore] = blocks("Kopiera från ZEO"), blocks("Återställ till ZEO")
    first.configure(ZOPE_ON_ZEO)
    shutil.copytree(template / "blobs", first.var / "blobs")
    shutil.copy(template / "Data.fs", first.var)
    with zeo(first):
        fill(first)
        with working(first):
            assert first.types(copy) == (0, "")
            first.receives(2)
            time.sleep(1)  # a copy is named by its second
            assert first.types(copy) == (0, "")
            kept, expected = sorted(each.suffix for each in other.copies()), first.stored()
            first.receives(3)
            write_anchor(first, other)
            assert kept == [".dat", ".deltafsz", ".fsz", ".index", ".index"]
            assert counted(expected) == ALL
            assert not (tmp_path / "kopia" / "etc" / "socialhub.env").exists()
            status, said = other.types(restore)
            assert status == 0, said
            for path in other.conf.parent.iterdir():  # the machine has a name of its own
                path.write_text(path.read_text().replace(str(first.plone), str(other.plone)))
            with zeo(other):
                assert_restored(other, expected, 2)


@pytest.fixture
def pair(template, forks, tmp_path):
    """Two machines with PostgreSQL, of which the first has the site and the other nothing."""
    with empty_postgresql() as here, empty_postgresql() as there:
        backup = here.folder / "kopia"
        here.shell(f"mkdir {backup}; createuser plone; createdb -O plone plone")
        first = Machine(tmp_path / "ett", backup, forks, here)
        other = Machine(tmp_path / "två", backup, forks, there)
        for each in (first, other):
            each.configure(ZOPE_ON_POSTGRESQL)
        convert(template, first)
        fill(first)
        yield first, other


def convert(template, machine):
    """Copy the template's site into the database."""
    conf = machine.folder / "convert.conf"
    there = machine.server.storage.replace("<relstorage>", "<relstorage destination>")
    conf.write_text(CONVERT.format(folder=template) + there)
    subprocess.run([BIN / "zodbconvert", conf], check=True, capture_output=True)


def test_postgresql_is_restored_on_another_machine(pair):
    first, other = pair
    [copy], [restore, emptied] = (
        blocks("Kopiera från PostgreSQL"),
        blocks("Återställ till PostgreSQL"),
    )
    with working(first):
        first.receives(2)
        first.postgres.shell(first.meant(copy))
        expected = first.stored()
        first.receives(3)
        write_anchor(first, other)
        other.postgres.shell(other.meant(restore))
        assert other.types(emptied) == (0, "")
        assert counted(expected) == ALL
        assert_restored(other, expected, 2)


def test_postgresql_goes_back_to_a_moment_on_another_machine(pair):
    first, other = pair
    archive, base, back = blocks("Tillbaka till ett ögonblick")
    first.postgres.shell(first.meant(archive))
    first.postgres.restart()
    with working(first):
        first.postgres.shell(first.meant(base))
        first.receives(2)
        expected, moment = first.stored(), datetime.now(UTC).isoformat(" ")
        first.receives(3)
        write_anchor(first, other)
        first.postgres.shell('psql -qc "SELECT pg_switch_wal()"')  # which a minute does, too
        with other.postgres.stopped():
            other.postgres.shell(other.meant(back).replace(MOMENT, moment))
        assert_restored(other, expected, 2)
