"""What is pushed: entries by a program's key, news by a hub, and webhooks to another system."""

import threading
import time
from http.server import ThreadingHTTPServer

import pytest
from helpers.browser.eyes import CONTENT, violations
from playwright.sync_api import expect
from receiving import Handler

OFFICE, EDITOR = "informationskontoret", "redaktor"
FILMS = "/kommunledningsforvaltningen/katrineholm-pa-youtube"
CONNECTED = "/kommunledningsforvaltningen/katrineholm-pa-instagram"
BY_HAND = "/kulturforvaltningen/kulturen-pa-instagram"
LINKEDIN = "/kommunledningsforvaltningen/katrineholm-pa-linkedin"
JSON = {"Accept": "application/json"}
SECRET = "#socialhub-key"
SOON, PATIENCE = 10, 90  # seconds: from a push to the page; until the worker has asked a hub


@pytest.fixture(scope="module")
def receiver():
    """Another system on loopback, which believes what it has the secret of."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.secret, server.heard = "", []
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def soon(is_so, seconds):
    """Whether it becomes so in time."""
    end = time.monotonic() + seconds
    while not (found := is_so()) and time.monotonic() < end:
        time.sleep(0.3)
    return found


def test_a_programs_entry_is_shown_and_another_system_is_told(open_as, hub_url, receiver):
    page = open_as(OFFICE)
    page.goto(f"{hub_url}/@@webhooks")
    page.get_by_label("Mottagarens adress").fill(f"http://127.0.0.1:{receiver.server_port}/in")
    page.get_by_label("Mottagarens namn").fill("Pressverktyget")
    page.get_by_role("button", name="Lägg till mottagaren").click()
    old = receiver.secret = page.input_value(SECRET)
    page.goto(f"{hub_url}/@@webhooks")
    assert old not in page.content()
    row = page.get_by_role("row", name="Pressverktyget")
    row.get_by_role("button", name="Skicka ett provmeddelande").click()
    expect(page.locator("body")).to_contain_text("Mottagaren har tagit emot provmeddelandet.")
    row.locator("summary").click()
    row.get_by_role("button", name="Byt hemlighet").click()
    assert page.input_value(SECRET) != old
    expect(page.locator("body")).to_contain_text("gäller vid sidan av den nya till")
    page.goto(f"{hub_url}{LINKEDIN}")
    page.get_by_role("link", name="Mer", exact=True).click()
    page.get_by_role("link", name="Nycklar för program").click()
    page.get_by_label("Program").fill("Rekryteringssystemet")
    page.get_by_role("button", name="Skapa en nyckel").click()
    bearer = {**JSON, "Authorization": f"Bearer {page.input_value(SECRET)}"}
    entry = {"link": "https://www.linkedin.com/feed/update/urn:li:share:7", "text": "Lärare sökes."}
    answer = open_as().request.post(f"{hub_url}{LINKEDIN}/@entries", headers=bearer, data=entry)
    assert answer.status == 201
    visitor = open_as()
    visitor.goto(hub_url)
    expect(visitor.locator(".socialhub-cards").get_by_text("Lärare sökes.").first).to_be_visible()
    # It knows the old secret alone, which counts still.
    assert soon(lambda: "entry.new" in {each["type"] for each in receiver.heard}, SOON)


def test_what_a_hub_tells_of_is_shown_within_seconds(open_as, hub_url, demo_folder):
    page, played = open_as(), f"http://127.0.0.1:{(demo_folder / 'feeds.port').read_text()}"
    asked = f"Prenumeration på {played}/feeds/katrineholm/videos.xml"
    assert soon(lambda: asked in page.request.get(f"{played}/websub").text(), PATIENCE)
    page.goto(f"{played}/websub")
    page.get_by_role("button", name="Katrineholms kommun på YouTube").click()
    news = f"{hub_url}{FILMS}/@entries"
    assert soon(lambda: "Nyss" in page.request.get(news, headers=JSON).text(), SOON)
    page.goto(hub_url)
    expect(page.locator(".socialhub-cards").get_by_text("Nyss publicerat").first).to_be_visible()


PAGES = {
    OFFICE: (
        *("/@@webhooks", "/@@channel-figures", f"{CONNECTED}/@@connect-account"),
        *(f"{LINKEDIN}/@@entry-keys", "/@@board"),
    ),
    EDITOR: (f"{BY_HAND}/@@look-at-account", f"{BY_HAND}/@@undescribed-pictures"),
}


@pytest.mark.parametrize("who", PAGES)
def test_the_pages_fit_a_phone_and_can_be_read_by_everybody(open_as, hub_url, who):
    page = open_as(who, viewport={"width": 390, "height": 844})
    for path in PAGES[who]:
        page.goto(hub_url + path)
        assert page.evaluate("document.documentElement.scrollWidth") == 390, path
        assert not (found := violations(page, CONTENT)), (path, found)
