"""docs/varnish.vcl, with Varnish itself in front of the site: it keeps pages until they change."""

import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import make_server

import pytest
import requests
import transaction
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.cachepurging.interfaces import ICachePurgingSettings
from plone.registry.interfaces import IRegistry
from Products.SiteAccess.VirtualHostMonster import manage_addVirtualHostMonster
from waitress.adjustments import Adjustments
from waitress.proxy_headers import proxy_headers_middleware
from zope.component import getUtility

from katrineholm.socialhub.public.listings.purges import end_purges, purge_news

DOCS = Path(__file__).parents[4] / "docs"
VCL = DOCS / "varnish.vcl"
VARNISH = shutil.which("varnishd") or shutil.which("varnishd", path="/usr/sbin")
MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
PATIENCE = 30
pytestmark = [
    pytest.mark.skipif(not VARNISH, reason="Varnish is not here: apt-get install varnish"),
    pytest.mark.usefixtures("framed"),
]


@pytest.fixture
def get(place, tmp_path):
    """A function that asks for a page through Varnish, which the site knows of."""
    root = place.hub.getPhysicalRoot()
    if "virtual_hosting" not in root.objectIds():
        manage_addVirtualHostMonster(root, "virtual_hosting")
    port = place.hub.absolute_url().split(":")[2].split("/")[0]
    with varnish(tmp_path, port) as url:
        registry = getUtility(IRegistry)
        registry.registerInterface(ICachePurgingSettings)
        registry.forInterface(ICachePurgingSettings).cachingProxies = (url,)
        registry["katrineholm.socialhub.site_url"] = url
        transaction.commit()
        yield lambda path="/hub", **how: requests.get(url + path, timeout=PATIENCE, **how)
        end_purges()


@contextmanager
def varnish(folder, port):
    """Gives the address of Varnish in front of the site at a port of Zope's."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        here = server.getsockname()[1]
    conf = VCL.read_text("utf-8")
    for meant, instead in {
        '"8080"': f'"{port}"',
        "www.example.org:80/Plone": f"localhost:{here}/plone",
    }.items():
        assert meant in conf
        conf = conf.replace(meant, instead)
    (folder / "plone.vcl").write_text(conf, "utf-8")
    command = f"{VARNISH} -F -j none -n {folder}/work -f {folder}/plone.vcl -s malloc,32m"
    begun = subprocess.Popen([*command.split(), "-a", f"127.0.0.1:{here}"])
    try:
        last = time.monotonic() + PATIENCE
        while begun.poll() is None and time.monotonic() < last:
            try:
                socket.create_connection(("127.0.0.1", here), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://localhost:{here}"
    finally:
        begun.terminate()
        begun.wait(PATIENCE)


def kept(answers):
    return [answer.headers["X-Cache"] for answer in answers]


def until(holds):
    """How many seconds it took until something held."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < 5
        time.sleep(0.01)
    return time.monotonic() - began


def test_pages_are_kept_until_a_post_is_hidden(get, place, submit):
    paths = ["/hub", "/hub?year=2026", f"/hub/@@entry/{place.ids['Nyast']}"]
    assert kept(get(path) for path in paths * 2) == ["MISS"] * 3 + ["HIT"] * 3
    time.sleep(11)  # longer than nginx keeps them
    assert kept(map(get, paths)) == ["HIT"] * 3
    assert get().headers["Cache-Control"] == "public, no-cache"
    other = "/hub/skola/bilder"
    assert kept(get(other) for _ in range(2)) == ["MISS", "HIT"]
    data = {"entry": place.ids["Nyast"], "reason": "Fel bild"}
    assert submit(MANAGER, "hub/@@hide-entry", data).status_code == 302
    seconds = until(lambda: get(paths[2]).status_code == 404)
    assert until(lambda: ">Nyast<" not in get().text + get(paths[1]).text) + seconds < 1
    assert kept([get(other)]) == ["HIT"]


def test_the_workers_news_are_seen_when_it_has_purged(get, place, keep, worker):
    purge_news(worker)
    assert kept(get() for _ in range(2)) == ["MISS", "HIT"]
    keep(place.channels["bilder"], title="Okapi")
    transaction.commit()
    assert "Okapi" not in get().text
    purge_news(worker)
    assert until(lambda: "Okapi" in get().text) < 1


def test_nobody_is_given_what_is_somebody_elses(get):
    for _ in range(2):
        assert "private" in get(auth=MANAGER).headers["Cache-Control"]
        assert get(headers={"Accept": "application/json"}).headers["X-Cache"] == "MISS"
    assert kept(get(cookies={"consent": str(number)}) for number in range(2)) == ["MISS", "HIT"]


VISITOR = {"X-Forwarded-For": "192.0.2.7"}  # as the web server with TLS writes it


def test_no_visitor_purges_through_the_web_server_before_it(get):
    def purge(**how):
        return requests.request("PURGE", get().url, timeout=PATIENCE, **how).status_code

    assert kept(get() for _ in range(2)) == ["MISS", "HIT"]
    assert purge(headers=VISITOR) == 405
    assert kept([get()]) == ["HIT"]
    assert purge() == 200
    assert kept([get()]) == ["MISS"]


def test_the_site_counts_the_visitor_as_docs_drift_sets_it_up(tmp_path):
    section = (DOCS / "drift.md").read_text("utf-8").split("### Varnish")[1].split("\n### ")[0]
    options = dict(re.findall(r"^ +(trusted_\w+) = (\S+)$", section, re.M))
    with web_process(**options) as port, varnish(tmp_path, port) as url:
        assert requests.get(url, headers=VISITOR, timeout=PATIENCE).text == "192.0.2.7"


@contextmanager
def web_process(**options):
    """Gives the port of a server that answers with the client's address, as waitress sees it."""

    def app(environ, start):
        start("200 OK", [("Content-Type", "text/plain")])
        return [environ["REMOTE_ADDR"].encode()]

    told = Adjustments(**options)
    names = ("trusted_proxy", "trusted_proxy_count", "trusted_proxy_headers")
    trusting = proxy_headers_middleware(app, **{name: getattr(told, name) for name in names})
    with make_server("127.0.0.1", 0, trusting) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()
