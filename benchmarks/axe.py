"""axe on every page that a visitor meets; what it finds goes into the accessibility statement.

``make axe`` asks a demonstration of its own, ``make axe ARGS=URL`` the site that runs there. It
needs npm and Debian's Chromium; package.json pins axe's version.
"""

import json
import shutil
import sys
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import Request, urlopen

import running
from lighthouse import HUB, demonstration
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
TOLD = HERE.parent / "src/katrineholm/socialhub/accounts/information/axe.json"
SCHOOL, CULTURE = f"{HUB}/bildningsforvaltningen", f"{HUB}/kulturforvaltningen"
NOWHERE = "nowhere"
LAST = date.today().replace(day=1) - timedelta(1)  # of the month before this
# The entries whose own pages are looked at, and how each is found.
ENTRIES = {
    "heard": "kind=podcast",
    "seen": "kind=video",
    "changed": "SearchableText=traineeprogram",
}
PAGES = (
    *("", "accessibility-info", "contact-info", "login", "login-help", "sitemap", NOWHERE),
    *("om-webbplatsen", "@@search?SearchableText=biblioteket", "@@search?SearchableText=qqq"),
    *(HUB, f"{HUB}?kind=video", f"{HUB}?b_start=20", f"{HUB}?SearchableText=biblioteket"),
    *(f"{HUB}?year={LAST:%Y}&month={LAST.month}", f"{HUB}?platform=facebook"),
    *(f"{HUB}/@@entry/{{heard}}", f"{HUB}/@@entry/{{seen}}"),
    *(f"{HUB}/@@entry/{{changed}}", f"{HUB}/@@entry/{{changed}}/versions"),
    *(f"{HUB}?topic=kultur", f"{HUB}?SearchableText=cykelvag", f"{HUB}/@@follow?topic=kultur"),
    *(f"{HUB}/@@report-false?address=katrineho1m.se", f"{HUB}/@@embed"),
    *(f"{HUB}/@@sections", f"{HUB}/@@official-list", f"{HUB}/@@official-list?state=closed"),
    *(f"{HUB}/@@official", f"{HUB}/@@official?address=Skolbloggen"),
    *(f"{HUB}/@@official?address=katrinehoIm", f"{HUB}/@@official?address=https://x.com/nobody"),
    *(f"{HUB}/@@facebook", f"{HUB}/@@facebook?place_type=event", f"{HUB}/@@facebook-presence"),
    *(f"{HUB}/@@parties", f"{HUB}/framtid-kullersta", f"{HUB}/framtid-kullersta/@@propose-change"),
    *(f"{HUB}/@@personal-data", f"{HUB}/@@messages-help", f"{HUB}/@@messages-figures"),
    *(CULTURE, f"{CULTURE}/katrineholm-i-bild", f"{CULTURE}/biblioteket-pa-facebook"),
    f"{CULTURE}/ung-kultur",
    *(f"{SCHOOL}/skolbloggen", f"{SCHOOL}/skolbloggen/@@about"),
    *(f"{SCHOOL}/skolbloggen/@@report-comment", f"{SCHOOL}/skolbloggen/@@contact-responsible"),
)
WAYS = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]
ASK = """async () => (await axe.run()).violations.map(
    each => [each.id, each.nodes.map(node => node.target.join(" "))])"""


def run(site: str, axe: str) -> list[tuple]:
    """What axe finds on a site: page, width, colours, rule and places. ``axe`` is the program."""
    ids = _entries(site)
    found, pages = [], [path.format(**ids) for path in PAGES]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for width, scheme in WAYS:
            screen = {"width": width, "height": 900}
            context = browser.new_context(locale="sv-SE", viewport=screen, color_scheme=scheme)
            page = context.new_page()
            for path in pages:
                answer = page.goto(f"{site}/{path}")
                if answer.status != (404 if path == NOWHERE else 200):
                    found.append((path, width, scheme, "not a page", [answer.status]))
                page.evaluate(axe)
                found += [(path, width, scheme, *each) for each in page.evaluate(ASK)]
            context.close()
        browser.close()
    return found


def _entries(site):
    """An entry's id for each of those that pages are named after."""
    return {name: _first(f"{site}/{HUB}/@entries?{asked}") for name, asked in ENTRIES.items()}


def _first(url):
    with urlopen(Request(url, headers={"Accept": "application/json"}), timeout=60) as answer:
        return json.load(answer)["items"][0]["id"]


def main(site: str = "") -> None:
    """Look, say what was found, and write it down."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(HERE / "package.json", folder)
        running.run(folder, "npm", "install", "--no-audit", "--no-fund", "--silent")
        program = (folder / "node_modules/axe-core/axe.min.js").read_text("utf-8")
        if site:
            found = run(site, program)
        else:
            port = running.free_port()
            with demonstration(folder, port):
                found = run(f"http://localhost:{port}/{running.SITE}", program)
    for each in found:
        print(*each)
    version = json.loads((HERE / "package.json").read_text())["devDependencies"]["axe-core"]
    told = {"version": version, "day": date.today().isoformat(), "pages": len(PAGES)}
    TOLD.write_text(json.dumps(told | {"faults": len(found)}) + "\n")
    print(f"axe {version}: {len(PAGES)} pages, {len(WAYS)} ways, {len(found)} faults")


if __name__ == "__main__":
    main(*sys.argv[1:])
