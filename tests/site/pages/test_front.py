"""docs/nginx.conf, with nginx before a web process that says what a test tells it to."""

import re
import shlex
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from types import SimpleNamespace

import pytest
import requests

from front import CONF, MISSING, configured, free_port, front, is_here

pytestmark = pytest.mark.skipif(not is_here(), reason=MISSING)
PAGE = "/hub"
YEAR = "max-age=31536000"
OVER = 2.1  # nginx counts whole seconds: what is kept for one is over then


@pytest.fixture
def upstream(server, tmp_path):
    """A web process that says what a test tells it to: ``says``, ``get``, ``die``."""
    with behind(server, tmp_path) as found:
        yield found


@contextmanager
def behind(server, folder, scheme="http", others=()):
    with front(folder, "Plone", server.port, *others, scheme=scheme) as url:
        host = f"{scheme}/{url.partition('://')[2]}"

        def says(body, status=200, caches="public, max-age=1", path=PAGE, **headers):
            lines = {"Cache_Control": caches, "Connection": "close"} | headers
            place = f"/VirtualHostBase/{host}/Plone/VirtualHostRoot{path}"
            server.says(place, body.encode(), status, **lines)
            said = server.answer_at(place)
            server.plays(place, lambda request: [*said(request), None])

        def get(path=PAGE, **how):
            answer = requests.get(url + path, timeout=60, allow_redirects=False, **how)
            return answer.status_code, answer.headers.get("X-Cache"), answer.text

        def die():
            server.shutdown()
            server.server_close()

        yield SimpleNamespace(says=says, get=get, die=die, url=url, server=server)


def test_a_kept_page_is_shown_when_no_web_process_answers(upstream):
    upstream.says("kept")
    assert upstream.get() == (200, "MISS", "kept")
    upstream.die()
    time.sleep(OVER)
    assert [upstream.get() for _ in range(2)] == [(200, "STALE", "kept")] * 2
    assert upstream.get("/never-asked-for")[0] == 502


@pytest.fixture
def beside_frozen(server, tmp_path, monkeypatch):
    """Beside a web process that answers there is one that takes requests and never does."""
    impatient, waits = tmp_path / "impatient.conf", "proxy_read_timeout 10s"
    told = CONF.read_text("utf-8")
    assert waits in told
    impatient.write_text(told.replace(waits, "proxy_read_timeout 1s"), "utf-8")
    monkeypatch.setattr("front.CONF", impatient)
    frozen = socket.create_server(("127.0.0.1", 0))
    with frozen, behind(server, tmp_path, others=[frozen.getsockname()[1]]) as upstream:
        yield upstream


def test_who_only_reads_is_answered_by_the_next_web_process_when_one_is_frozen(beside_frozen):
    pages = [f"/page-{number}" for number in range(4)]
    for path in pages:
        beside_frozen.says("read", path=path)
    began = time.monotonic()
    assert [beside_frozen.get(path) for path in pages] == [(200, "MISS", "read")] * 4
    assert time.monotonic() - began < 20


def test_what_is_sent_in_is_sent_to_one_web_process_alone(beside_frozen):
    beside_frozen.says("taken")

    def send():
        with suppress(requests.Timeout):
            return requests.post(beside_frozen.url + PAGE, timeout=3).text

    assert sorted([str(send()), str(send())]) == ["None", "taken"]
    assert len(beside_frozen.server.requests) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_an_error_never_replaces_a_kept_page(upstream, status):
    upstream.says("kept")
    upstream.get()
    time.sleep(OVER)
    upstream.says("an error", status, caches="public, max-age=600")
    assert [upstream.get() for _ in range(2)] == [(200, "STALE", "kept")] * 2
    upstream.says("an error", status, caches="public, max-age=600", path="/other")
    assert [upstream.get("/other") for _ in range(2)] == [(status, "MISS", "an error")] * 2
    upstream.says("new")
    assert upstream.get() == (200, "EXPIRED", "new")


def test_a_page_that_is_withdrawn_is_not_shown_again_when_no_web_process_answers(upstream):
    upstream.says("secret")
    upstream.get()
    time.sleep(OVER)
    upstream.says("no page", 404, "private, no-store", X_Accel_Expires="1")
    assert upstream.get()[0] == 404
    upstream.die()
    time.sleep(OVER)
    status, _, text = upstream.get()
    assert (status, "secret" in text) == (404, False)


def test_the_lines_for_tls_serve_the_site_and_send_others_there(server, tmp_path):
    with behind(server, tmp_path, scheme="https") as secure:
        secure.says("safe")
        found = requests.get(secure.url + PAGE, timeout=60, verify=tmp_path / "certificate.pem")
        assert (found.text, found.headers["Strict-Transport-Security"]) == (
            "safe",
            YEAR,
        )
        conf = (tmp_path / "plone.conf").read_text()
        plain = re.findall(r"listen (127\.0\.0\.1:\d+);", conf)[0]
        led = requests.get(f"http://{plain}/hub?a=b", timeout=60, allow_redirects=False)
        assert (led.status_code, led.headers["Location"]) == (301, "https://localhost/hub?a=b")


def test_a_machine_is_taken_out_and_let_in_again_as_the_chapter_says(tmp_path):
    check = [*configured(tmp_path, "Plone", [8080, 8081], free_port()), "-t"]
    conf = tmp_path / "plone.conf"
    told = conf.read_text("utf-8").replace("127.0.0.1:8080", "10.0.0.11:8080")
    conf.write_text(told, "utf-8")
    chapter = (CONF.parent / "drift.md").read_text("utf-8")
    out, back = re.findall("^ *(sed .+) /etc/nginx/conf.d/plone.conf$", chapter, re.MULTILINE)
    subprocess.run([*shlex.split(out), conf], check=True)
    servers = re.findall("^ *server (.+);$", conf.read_text("utf-8"), re.MULTILINE)
    assert servers == ["10.0.0.11:8080 max_fails=3 down", "127.0.0.1:8081 max_fails=3"]
    subprocess.run(check, check=True, capture_output=True)
    subprocess.run([*shlex.split(back), conf], check=True)
    assert conf.read_text("utf-8") == told
