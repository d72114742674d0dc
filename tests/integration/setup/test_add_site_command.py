"""The command that makes a site, on a database that several processes share."""

import os
import signal
from contextlib import contextmanager

import pytest
import requests
from commands import wait_until
from forking import configured
from ZODB.config import databaseFromString

from katrineholm.socialhub.console.main import _parser


class Database:
    """An empty database that a server serves."""

    def __init__(self, folder, forks, server):
        self.folder, self.forks, self.server, self.logs = folder, forks, server, 0
        self.conf = configured(folder / "zope.conf", server.storage)

    def run(self, *arguments):
        """The command's exit status, and what it says."""
        self.logs += 1
        log = self.folder / f"log{self.logs}"
        number = self.forks.order("start", log, arguments[0], "--conf", self.conf, *arguments[1:])
        return self.forks.order("wait", number), log.read_text()

    def names(self):
        database = databaseFromString(f"<zodb>\n{self.server.storage}\n</zodb>")
        with database.transaction() as connection:
            yield from connection.root()["Application"].objectIds()
        database.close()

    @contextmanager
    def web(self):
        number = self.forks.order("web", self.folder / "web.log", self.conf)
        port = self.folder / f"{number}.port"
        try:
            wait_until(port.exists, 60)
            yield f"http://localhost:{port.read_text()}"
        finally:
            os.kill(number, signal.SIGTERM)
            self.forks.order("wait", number)


@pytest.fixture(scope="module")
def database(forks, tmp_path_factory, database_server):
    folder = tmp_path_factory.mktemp("many")
    with database_server(folder) as server:
        yield Database(folder, forks, server)


@pytest.fixture(scope="module")
def made(database):
    """What was said when two sites were made."""
    first = database.run("add-site", "flen", "--title", "Flen")
    return first, database.run("add-site", "gnesta", "--title", "Gnesta", "--hub-title", "Flöden")


def test_the_hubs_of_new_sites_answer_everybody(database, made):
    assert [status for status, _said in made] == [0, 0]
    assert "the hub is at /flen/sociala-medier\n" in made[0][1]
    with database.web() as url:
        pages = [requests.get(url + path) for path in ("/flen/sociala-medier", "/gnesta/floden")]
    assert [page.status_code for page in pages] == [200, 200]
    assert "<h1" in pages[1].text
    assert "Flöden" in pages[1].text
    assert 'lang="sv"' in pages[1].text


def test_the_worker_of_a_new_site_has_nothing_to_do_and_says_so(database, made):
    assert database.run("refresh", "--site", "flen", "--due")[0] == 0


def test_a_name_that_is_taken_is_refused_and_nothing_is_made(database, made):
    before = [*database.names()]
    status, said = database.run("add-site", "flen", "--title", "Flen")
    assert status == 2
    assert said.splitlines()[-1] == (
        "socialhub: There is already something called flen in the database."
    )
    assert [*database.names()] == before


@pytest.mark.parametrize("name", ["Flen", "-flen", "flen_1", "å", "acl_users", "a" * 64, "."])
def test_a_name_that_is_none_is_refused(database, made, name):
    before = [*database.names()]
    status, said = database.run("add-site", "--title=Flen", "--", name)
    assert status == 2
    assert "cannot be a site's name" in said.splitlines()[-1]
    assert [*database.names()] == before


def test_the_title_is_asked_for(capsys):
    with pytest.raises(SystemExit):
        _parser().parse_args(["add-site", "flen"])
    assert "--title" in capsys.readouterr().err
