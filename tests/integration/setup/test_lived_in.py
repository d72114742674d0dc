"""A site that has been lived in: no page and no service answers 500, whoever asks for what.

It is the site of an earlier release, brought up to date, which ``helpers.integration.life`` has
lived in since. All that is registered is asked for in every place by every role, below each name
that the site has given to anything; and whoever opens a page sends it with nothing in it, and
about what is gone. What a request writes is not kept.
"""

import socket
from logging import ERROR
from urllib.parse import urlencode

import pytest
import transaction
from former import as_before
from helpers.integration.life import live, names, write
from helpers.integration.setup import registered, registrations
from helpers.integration.upgrades import old_site, upgraded, version  # noqa: F401
from officers import PASSWORD
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.protect import createToken
from publishing import answer
from registered import JSON, pages, services
from zope.component import getGlobalSiteManager
from ZPublisher.interfaces import IPubBeforeCommit

pytestmark = [pytest.mark.long, pytest.mark.parametrize("version", ["1.0.0a1"])]  # the oldest

OTHERS = ("member", "editor", "anna", "rut", "arne", "office")
LOGINS = {
    "manager": (SITE_OWNER_NAME, SITE_OWNER_PASSWORD),
    "anonymous": None,
    **{who: (who, PASSWORD) for who in OTHERS},
}
PLACES = (
    *("", "sida", "hub", "hub/kultur", "hub/parti", "hub/kultur/torget", "hub/kultur/bloggen"),
    *(f"hub/kultur/{name}" for name in ("draft-kanal", "reported-kanal", "paused-kanal", "slutar")),
)
# Where things have names.
NAMING = ("hub", "hub/kultur/bloggen", "hub/kultur/slutar")
TWICE = ("https://www.instagram.com/p/CA/", "https://www.instagram.com/kommunen/p/CA/")
FORM, OBJECT = "application/x-www-form-urlencoded", "application/json"
REFUSED = {302, 401, 404}
# Plone's form for a behaviour that our types do not have, as the site itself has it not.
FAILS_ON_ANY = {"@@folder_constraintypes_form"}


@pytest.fixture
def twice(old_site, monkeypatch):  # noqa: F811
    """A post that the earlier release has stored by two addresses."""
    with monkeypatch.context() as patch:
        as_before(patch)
        for each in TWICE:
            write(old_site.hub.kultur.bloggen, each)
    transaction.commit()


@pytest.fixture
def lived(twice, upgraded, monkeypatch, tmp_path):  # noqa: F811
    """The site when it has been lived in, and what is gone there; no request writes any more."""
    monkeypatch.setenv("SOCIALHUB_PACKAGES", str(tmp_path / "packages"))
    gone = live(upgraded)
    # A person may have a source asked at once: here none is there.
    monkeypatch.setattr(socket, "getaddrinfo", found_nowhere)
    registry = getGlobalSiteManager()
    registry.registerHandler(forget_writes, [IPubBeforeCommit])
    yield upgraded, gone
    registry.unregisterHandler(forget_writes, [IPubBeforeCommit])


def found_nowhere(*_given, **_more):
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def forget_writes(_event):
    transaction.abort()


def test_nothing_fails_in_a_site_that_has_been_lived_in(lived, caplog):
    site, gone = lived
    crawl = Crawl()
    for path in PLACES:
        place = site.unrestrictedTraverse(path) if path else site
        reading = sorted(name for name in registered(place) if " " not in name)
        opened = {name: crawl.read(path, name) for name in reading}
        for below in naming(place) if path in NAMING else ():
            for each in names(site.hub):
                crawl.read(path, f"{below}/{each}")
        for name in sorted(registered(place)):
            if name.startswith("@@"):
                crawl.submit(path, name, opened[name], gone)
            elif " " in name:
                crawl.send(path, name)
    assert crawl.failed == {}
    assert [each.getMessage() for each in caplog.records if each.levelno >= ERROR] == []
    assert crawl.asked > 5000


def test_plones_own_pages_fail_on_our_types_no_more_than_on_its_own(lived):
    site, _gone = lived
    known = failing_of_plone(site, "mapp") | failing_of_plone(site, "sida") | FAILS_ON_ANY
    found = {path: failing_of_plone(site, path) for path in ("hub", NAMING[1], "hub/parti")}
    assert [(path, each - known) for path, each in found.items() if each - known] == []


def naming(place):
    """The names of those that read on in the address."""
    for name, factory in registrations(place):
        traverse = getattr(factory, "publishTraverse", None)
        if " " not in name and "katrineholm" in getattr(traverse, "__module__", ""):
            yield name


def failing_of_plone(site, path):
    place, crawl = site.unrestrictedTraverse(path), Crawl()
    found = {f"@@{name}" for name in pages(place) if JSON not in name}
    found |= {name for method, name in services(place) if method == "GET" and name}
    for name in sorted(found - {*registered(place)}):
        crawl.ask(path, name, "manager")
    return {address.rpartition("/")[2] for address in crawl.failed}


class Crawl:
    """Asks the publisher; ``failed`` has who was answered 500 or worse, by address."""

    def __init__(self):
        self.failed, self.asked, self._tokens = {}, 0, {}

    def read(self, path, name):
        """Let everybody read; who was let in. Where the manager is refused, nobody is let in."""
        everybody = iter(LOGINS)
        opened = {who for who in [next(everybody)] if self.ask(path, name, who) not in REFUSED}
        if not opened:
            self.ask(path, name, "anonymous")
            return opened
        return opened | {who for who in everybody if self.ask(path, name, who) not in REFUSED}

    def submit(self, path, name, opened, gone):
        """Send a form with nothing in it as everybody who opened it, and about what is gone.

        A manager may send what is no form, too.
        """
        for who in opened | {"manager"}:
            self.ask(path, name, who, "POST", {"_authenticator": self.token(who)}, FORM)
        about = gone | {"_authenticator": self.token("manager")}
        if path in NAMING:
            self.ask(path, name, "manager", "POST", about, FORM)

    def send(self, path, name):
        """Send an empty object to a service."""
        method, _space, service = name.partition(" ")
        for who in LOGINS:
            self.ask(path, service, who, method, {}, OBJECT)

    def ask(self, path, name, who, method="GET", sent=None, kind=""):
        """The status; a page without the site around it, which is not what is tried here."""
        address = "/".join(filter(None, ("/plone", path, "" if name == "GET" else name)))
        body = b"{}" if kind == OBJECT else urlencode(sent or {}).encode()
        more = {"QUERY_STRING": "ajax_load=1", "CONTENT_TYPE": kind}
        accept = "text/html" if name.startswith("@@") else OBJECT
        status = answer(address, method, LOGINS[who], accept, body, **more).status
        self.asked += 1
        if status >= 500:
            self.failed.setdefault(f"{method} {address}", {})[who] = status
        return status

    def token(self, who):
        """What says that it is the site's own form; it is the same for a person's whole visit."""
        if who not in self._tokens:
            login = LOGINS[who]
            with api.env.adopt_user(login[0]) if login else api.env.adopt_roles(["Anonymous"]):
                self._tokens[who] = createToken()
        return self._tokens[who]
