"""``make screenshots``: start the demonstration and take the pictures of the chapters anew.

The demonstration is one of its own, in a folder that is gone afterwards; ``var/`` is left alone.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import Request, urlopen
from zipfile import ZipFile

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

DOCS = Path(__file__).parent
RUN = DOCS.parent / "demo" / "run"
WIDTH, MARGIN = 1200, 16
# A bare machine has a fallback font alone; readers have better, and Roboto comes with Plone.
UNCOVERED = """
:root { --socialhub-font: Roboto, sans-serif !important }
#edit-zone { display: none !important }
.formControls, .portletWrapper { position: static !important }
"""
ALONE = """
#portal-column-two, #portal-column-one { display: none !important }
body { padding-left: 0 !important }
.theme-columns { grid-template-columns: minmax(0, 1fr) !important }
"""
PATIENCE = 900
ENTRIES = 90  # so many are retrieved before the pictures are taken
SETTLED = 20  # seconds in which no more pictures come
COLOURS = 96
PASSWORD = "katrineholm-demo"
OFFICE, EDITOR, CULTURE = "informationskontoret", "bildning", "redaktor"
REGISTRAR, ARCHIVIST, SECOND_ARCHIVIST = "registrator", "arkivarie", "arkivarie2"
SCHOOL = "/bildningsforvaltningen/skolbloggen"
STUDY = "/bildningsforvaltningen/studieguiden"
RETURNED = "/bildningsforvaltningen/gymnasiet-pa-instagram"
ARTS = "/kulturforvaltningen/kulturen-pa-instagram"
UNSEEN, TRAINEES = "type=withdrawn&type=version", "SearchableText=traineeprogram"
CONNECTED = "/kommunledningsforvaltningen/katrineholm-pa-instagram"


def look_up(page: Page, feeds: str) -> None:
    """Paste the address of a blog that is not on the list, and look it up."""
    address = feeds.replace("127.0.0.1", "lararbloggen.localhost") + "/lararbloggen/"
    page.fill("[name=profile_url]", address)
    with page.expect_navigation():
        page.click("[name=do][value=find]")


def examine(page: Page, feeds: str) -> None:
    """Have the broken feed examined."""
    page.fill(".socialhub [name=address]", f"{feeds}/planer-pa-kartan/feed")
    with page.expect_navigation():
        page.press(".socialhub [name=address]", "Enter")


def write_post(page: Page, feeds: str) -> None:
    """Fill in a post that is written in by hand."""
    page.fill("[name=link]", "https://www.instagram.com/p/KatDemo0005/")
    page.fill("[name=text]", "På söndag är det fritt inträde och visning klockan två.")


def look_into(page: Page, feeds: str) -> None:
    """See what a download of three posts holds, of which nothing is kept yet."""
    moment = int(time.time()) - 200 * 24 * 3600
    words = ("Vårruset gick i regn, och alla kom i mål.", "Nya skulpturen är på plats.", "Tack!")
    posts = [
        {"media": [{"uri": "", "creation_timestamp": moment + number, "title": said}]}
        for number, said in enumerate(words)
    ]
    zipped = BytesIO()
    with ZipFile(zipped, "w") as archive:
        archive.writestr("your_instagram_activity/media/posts_1.json", json.dumps(posts))
        stories = {"ig_stories": [{"uri": "a.jpg", "creation_timestamp": moment, "title": "Hej"}]}
        archive.writestr("your_instagram_activity/media/stories.json", json.dumps(stories))
        archive.writestr("your_instagram_activity/messages/inbox/a/message_1.json", "[]")
    file = {"name": "instagram-kulturen.zip", "mimeType": "application/zip"}
    page.set_input_files("[name=file]", [{**file, "buffer": zipped.getvalue()}])
    with page.expect_navigation():
        page.click("text=Se vad som finns i den")


def show_hand_over(page: Page, feeds: str) -> None:
    """Leave only the form by which duties are handed over."""
    page.evaluate("""() => document.querySelectorAll('.socialhub-step > *').forEach((each) => {
      each.hidden = !each.matches(':has(#socialhub-handover)')
    })""")


def check_feed(page: Page, feeds: str) -> None:
    """Have the reported channel's feed tested."""
    with page.expect_navigation():
        page.click("button[value=test]")


def gather(page: Page, feeds: str) -> None:
    """Begin a request with all that was found: a post, and what it said before."""
    for box in page.locator("[name=things]").all():
        box.check()
    with page.expect_navigation():
        page.click("text=Lägg till i begäran")


def open_rule(page: Page, feeds: str) -> None:
    """Unfold the rule for entries."""
    page.click("main summary >> nth=0")


def propose(page: Page, feeds: str) -> None:
    """Propose the rule for entries, have another confirm it, and look at what is due by it."""
    hub = page.url.rpartition("/")[0]
    page.goto(f"{hub}/@@retention")
    page.click("main summary >> nth=0")
    rule = page.locator("details[open]")
    rule.locator("[name=days]").fill("90")
    rule.locator("[name=decision]").fill("Dokumenthanteringsplan 2026, 4.2")
    rule.locator("[name=active]").check()
    with page.expect_navigation():
        rule.locator("button").click()
    other = page.context.browser.new_context(locale="sv-SE").new_page()
    log_in(other, hub, SECOND_ARCHIVIST)
    other.goto(f"{hub}/@@retention")
    with other.expect_navigation():
        other.click("text=Bekräfta regeln")
    other.context.close()
    page.goto(f"{hub}/@@dispose-entries?kind=entry")


@dataclass(frozen=True)
class Picture:
    """``docs/<name>.png``: the page at a path below the hub, as a person sees it.

    The content alone, or the ``whole`` page with header and columns, so many pixels wide.
    """

    name: str
    who: str
    path: str
    height: int = 900
    first: Callable[[Page, str], None] | None = None
    whole: int = 0


PICTURES = (
    Picture("hub", "", "", height=1200, whole=1280),
    Picture("hub-telefon", "", "", height=844, whole=390),
    Picture("kanal", "", "/kulturforvaltningen/katrineholm-i-bild", height=1200, whole=1280),
    Picture("facebook", "", "/@@facebook", height=1100, whole=1280),
    Picture("narvaro", "", "/@@facebook-presence", height=900, whole=810),
    Picture("partier", "", "/@@parties", height=1000, whole=1280),
    Picture("portletter", "", "/..", height=1300, whole=1280),
    Picture("arbetsplats", CULTURE, "/../@@workplace", height=1000),
    Picture("arbetsplats-kontoret", OFFICE, "/../@@workplace", height=1000),
    Picture("viktigt-nu", OFFICE, "/@@crisis", height=800),
    Picture("siffror", OFFICE, "/@@channel-figures", height=1200),
    Picture("registrera", EDITOR, "/bildningsforvaltningen/++add++Channel", first=look_up),
    Picture("aterlamnad", EDITOR, RETURNED, height=760),
    Picture("skriv-in", CULTURE, f"{ARTS}/@@new-entry", first=write_post, height=1000),
    Picture("nedladdning", CULTURE, f"{ARTS}/@@import-download", first=look_into, height=1000),
    Picture("anslut-konto", OFFICE, f"{CONNECTED}/@@connect-account", height=1000),
    Picture("uppdrag", CULTURE, "/@@duties", height=1000),
    Picture("profiltext", EDITOR, f"{SCHOOL}/@@profile-text"),
    Picture("undersok", CULTURE, "/kulturforvaltningen/@@board", first=examine),
    Picture("granska", OFFICE, f"{STUDY}/@@lifecycle?step=make-official", first=check_feed),
    Picture("lagestavla", OFFICE, "/@@board", height=1100),
    Picture("oanmalda", OFFICE, "/@@found-accounts", height=800),
    Picture("forteckning", "", "/@@official-list"),
    Picture("kontrollera", "", "/@@official?address=https://mastodon.example/@katrineholm"),
    Picture("lamna-over", OFFICE, "/@@duties?leaving=bildning", first=show_hand_over),
    Picture("installningar", OFFICE, "/../@@socialhub-settings", height=1000),
    Picture("hamtning", "admin", f"{SCHOOL}/@@retrieval"),
    Picture("meddelanden", EDITOR, "/@@messages", height=1100),
    Picture("meddelande", EDITOR, "/@@messages/9", height=1000),
    Picture("flodet", EDITOR, "/@@messages-help", height=1300),
    Picture("diariet", REGISTRAR, "/@@diary", height=800),
    Picture("handlingar", REGISTRAR, f"/@@record?{UNSEEN}", height=1200),
    Picture("begaran", REGISTRAR, f"/@@record?{TRAINEES}", first=gather, height=1100),
    Picture("arkiv", ARCHIVIST, "/@@archive", height=1000),
    Picture("ogonblicksbilder", ARCHIVIST, f"{ARTS}/@@snapshots", height=900),
    Picture("leveranspaket", ARCHIVIST, "/@@packages", height=1200),
    Picture("bevarande", ARCHIVIST, "/@@retention", first=open_rule, height=1000),
    Picture("gallring", ARCHIVIST, "/@@dispose-entries", first=propose, height=1000),
    Picture("arbetslage", OFFICE, "/@@messages-load", height=900),
)


def main() -> None:
    """Take all pictures, or those that are named on the command line."""
    wanted = sys.argv[1:] or [picture.name for picture in PICTURES]
    with demonstration() as (hub, feeds), chromium() as browser:
        for picture in PICTURES:
            if picture.name in wanted:
                print(picture.name, flush=True)
                take(browser, picture, hub, feeds)


def take(browser: Browser, picture: Picture, hub: str, feeds: str) -> None:
    """Take one picture: the page, or its heading and content, at most so many pixels high."""
    viewport = {"width": picture.whole or WIDTH, "height": picture.height}
    context = browser.new_context(locale="sv-SE", viewport=viewport)
    page = context.new_page()
    if picture.who:
        log_in(page, hub, picture.who)
    page.goto(hub + picture.path, wait_until="networkidle")
    if picture.first:
        picture.first(page, feeds)
        page.wait_for_load_state("networkidle")
    show_all(page)
    if picture.whole:
        shot = page.screenshot()
    else:
        page.add_style_tag(content=ALONE)
        shot = page.screenshot(full_page=True, clip=frame(page, picture.height))
    write(shot, DOCS / f"{picture.name}.png")
    context.close()


def frame(page: Page, height: int) -> dict:
    """Where the content is, with a margin."""
    box = page.locator("#content").bounding_box()
    return {
        "x": max(box["x"] - MARGIN, 0),
        "y": max(box["y"] - MARGIN, 0),
        "width": box["width"] + 2 * MARGIN,
        "height": min(box["height"] + 2 * MARGIN, height),
    }


def show_all(page: Page) -> None:
    """Pictures far down are loaded when they are scrolled to; no bar covers anything."""
    page.add_style_tag(content=UNCOVERED)
    page.evaluate("document.querySelectorAll('img').forEach(image => { image.loading = 'eager' })")
    page.wait_for_load_state("networkidle")


def write(png: bytes, path: Path) -> None:
    """Few colours make a small file, and nobody sees the difference."""
    image = Image.open(BytesIO(png)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def log_in(page: Page, hub: str, who: str) -> None:
    page.goto(hub.replace("/sociala-medier", "/login"))
    page.fill("#__ac_name", who)
    page.fill("#__ac_password", "admin" if who == "admin" else PASSWORD)
    with page.expect_navigation():
        page.click("#buttons-login")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=sandbox)
        yield browser
        browser.close()


@contextmanager
def demonstration() -> Iterator[tuple[str, str]]:
    """The addresses of the hub and of the feed server, once the channels are retrieved."""
    with TemporaryDirectory(prefix="screenshots-") as folder:
        port = free_port()
        env = {**os.environ, "DEMO_VAR": folder, "PORT": str(port)}
        with (Path(folder) / "log").open("w") as log:
            site = subprocess.Popen([RUN], env=env, stdout=log, stderr=log)
            try:
                hub = f"http://localhost:{port}/katrineholm/sociala-medier"
                wait(hub, site, Path(folder) / "log")
                yield hub, f"http://127.0.0.1:{(Path(folder) / 'feeds.port').read_text()}"
            finally:
                site.send_signal(signal.SIGTERM)
                site.wait(120)


def wait(hub: str, site: subprocess.Popen, log: Path) -> None:
    """Until enough entries are in and no more pictures come; raises RuntimeError with the log."""
    end, before = time.monotonic() + PATIENCE, 0
    while time.monotonic() < end and site.poll() is None:
        entries = newest(hub)
        pictured = sum(bool(entry["images"]) for entry in entries)
        if len(entries) > ENTRIES and pictured == before > ENTRIES / 3:
            return
        before = pictured
        time.sleep(SETTLED)
    raise RuntimeError(log.read_text())


def newest(hub: str) -> list[dict]:
    """The hub's newest entries, none as long as the site does not answer."""
    asked = Request(f"{hub}/@entries?b_size=100", headers={"Accept": "application/json"})
    try:
        with urlopen(asked, timeout=30) as answer:
            return json.load(answer)["items"]
    except URLError:
        return []


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


if __name__ == "__main__":
    main()
