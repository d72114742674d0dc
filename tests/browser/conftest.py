"""A running demonstration site, with its worker and its feeds, and a real Chromium."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections import defaultdict
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

RUN = Path(__file__).parents[2] / "demo" / "run"
# The shell is the same engine without a window, which is made and drawn for each page else.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
PATIENCE = 180
SCREEN, BLANK = {"width": 1280, "height": 720}, "about:blank"
KEPT = 10  # seconds that a browser may show a visitor a page without asking for it again
FOCUS = "(document.activeElement || document.body).outerHTML.slice(0, 300)"
STORE = """(items) => {
  sessionStorage.clear()
  localStorage.clear()
  items.forEach(({ name, value }) => localStorage.setItem(name, value))
}"""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where a test fails, what its pages showed and what the servers said last."""
    report = yield
    if report.failed and "chromium" in item.funcargs:
        contexts = item.funcargs["chromium"].contexts
        pages = (page for context in contexts for page in context.pages)
        open_pages = (page for page in pages if page.url != BLANK)
        report.sections.append(("Pages", "\n".join(map(where, open_pages))))
    if report.failed and "demo_folder" in item.funcargs:
        log = (item.funcargs["demo_folder"] / "log").read_text(errors="replace")
        report.sections.append(("The demonstration", log[-3000:]))
    return report


def where(page):
    """A page's address, and where the focus is; a page that hangs has none."""
    try:
        return f"{page.url} {page.evaluate(FOCUS)}"
    except PlaywrightError as error:
        return f"{page.url} {error}"


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory):
    """Where the demonstration keeps its data and says which ports its servers have."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="session")
def hub_url(demo_folder, chromium):
    """The hub's address on a demonstration site of its own, once entries and pictures are in."""
    folder, port = demo_folder, free_port()
    # Templates are compiled once, not by each demonstration's processes.
    (folder / "cache").symlink_to(os.environ["CHAMELEON_CACHE"])
    env = {**os.environ, "DEMO_VAR": str(folder), "PORT": str(port)}
    with (folder / "log").open("w") as log:
        site = subprocess.Popen([RUN], env=env, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            url = f"http://localhost:{port}/katrineholm/sociala-medier"
            wait_for_pictures(url, site, folder / "log")
            yield url
        finally:
            site.send_signal(signal.SIGTERM)
            site.wait(30)


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, headless; CI installs it."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed: apt-get install chromium-headless-shell")
    with sync_playwright() as playwright:
        sandbox = [] if os.geteuid() else ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=sandbox)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A visitor's page of its own: for a first visit, and for what changes a page for good."""
    context = chromium.new_context(locale="sv-SE", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def state_of(chromium, hub_url):
    """A function that gives a person's cookies and stores: each logs in once, by the form."""
    kept = {"": {"cookies": [], "origins": []}}

    def state_of(name):
        if name not in kept:
            context = chromium.new_context(locale="sv-SE")
            log_in(context.new_page(), hub_url, name)
            kept[name] = context.storage_state()
            context.close()
        return kept[name]

    return state_of


@pytest.fixture(scope="session")
def resting():
    """The pages that no test has just now, and when each may be had again: by whose they are."""
    return defaultdict(list)


@pytest.fixture
def open_as(request, chromium, state_of, resting):
    """A function that gives a person's page, logged in where a name is given.

    ``open_as("bildning")``; ``open_as("bildning", java_script_enabled=False)`` and the like. Each
    call gives a page with cookies of its own.

    To load its first page takes a browser's page three times as long as to load the next: it has
    to fetch and compile all of Plone's scripts. So a page is given to a later test once it has been
    cleaned, but for those of a test that fails; ``page`` is never used again.
    """
    taken, failed = [], request.session.testsfailed

    def open_as(name="", java_script_enabled=True, viewport=SCREEN, color_scheme="light"):
        pages = resting[name, java_script_enabled]
        if pages and pages[0][0] <= time.monotonic():
            _, page = pages.pop(0)
        else:
            page = chromium.new_context(
                locale="sv-SE",
                storage_state=state_of(name),
                java_script_enabled=java_script_enabled,
            ).new_page()
        taken.append((page, name, pages))
        page.set_viewport_size(viewport)
        page.emulate_media(media="null", color_scheme=color_scheme, reduced_motion="no-preference")
        return page

    yield open_as
    fine = request.session.testsfailed == failed
    for page, name, pages in taken:
        if fine and clean(page, state_of(name)):
            pages.append((time.monotonic() + (0 if name else KEPT), page))
        else:
            page.context.close()


def clean(page, state):
    """Leave nothing of a test in a page's context but what its browser has fetched.

    Whether that was done: a page that hangs cannot be cleaned.
    """
    context = page.context
    items = [each for site in state["origins"] for each in site["localStorage"]]
    try:
        for other in context.pages:
            if other != page:
                other.close()
        context.set_offline(False)
        if page.url != BLANK:
            page.evaluate(STORE, items)
            page.goto(BLANK)
        context.clear_cookies()
        context.add_cookies(state["cookies"])
    except PlaywrightError:
        return False
    return True


def log_in(page, hub_url, name):
    page.goto(hub_url.replace("/sociala-medier", "/login"))
    page.fill("#__ac_name", name)
    page.fill("#__ac_password", "admin" if name == "admin" else "katrineholm-demo")
    with page.expect_navigation():
        page.click("#buttons-login")
    assert "__ac" in {each["name"] for each in page.context.cookies()}


def wait_for_pictures(url, site, log):
    """Until the newest entry with a picture is shown with a picture of this site's own."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert site.poll() is None, log.read_text()
        entries = newest(url)
        if len(entries) > 90 and sum(bool(entry["images"]) for entry in entries) > 40:
            return
        time.sleep(0.5)
    pytest.fail(log.read_text())


def newest(url):
    """The hub's newest entries, none as long as the site does not answer."""
    asked = Request(f"{url}/@entries?b_size=100", headers={"Accept": "application/json"})
    try:
        with urlopen(asked, timeout=30) as answer:
            return json.load(answer)["items"]
    except URLError:
        return []


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
