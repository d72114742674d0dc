"""Lighthouse 12 on visitors' pages in the add-on's theme, on a phone as it simulates one.

It needs npm and Debian's Chromium; package.json pins its version. The pages are those of a
demonstration of its own, and take turns with a plain page of the same site: what else runs on the
machine tells on all of them. The median of the rounds counts; BENCH_ROUNDS=1 looks once. A look
for which Chromium gave no figure, as on a machine that is too busy, is taken again.
"""

import json
import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.request import Request, urlopen

import running
from bench import Bench
from result import Result

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
TRIES = 3
PATIENCE = 600
ENTRIES = 90
HERE = Path(__file__).resolve().parent
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
HUB = "sociala-medier"
PLAIN = "plain page"
PRESENCE = "presence page"
ENTRY = "entry"
FORM = "report form"
FOLLOW = "follow form"
LARGEST = "largest-contentful-paint"
SHIFT = "cumulative-layout-shift"
PAGES = {
    "hub": HUB,
    "channel page": f"{HUB}/kulturforvaltningen/katrineholm-i-bild",
    "official list": f"{HUB}/@@official-list",
    FORM: f"{HUB}/bildningsforvaltningen/skolbloggen/@@report-comment",
    ENTRY: f"{HUB}/@@entry/{{entry}}",
    "Facebook page": f"{HUB}/@@facebook",
    "parties": f"{HUB}/@@parties",
    "is it ours": f"{HUB}/@@official?address=katrinehoIm",
    FOLLOW: f"{HUB}/@@follow",
    "front page": "",
    PRESENCE: f"{HUB}/@@facebook-presence",
    PLAIN: "om-webbplatsen",
}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def measure(bench: Bench) -> list[Result]:
    """The rows on accessibility, best practices, SEO, performance, and on the presence page."""
    folder, port = bench.folder / "lighthouse", running.free_port()
    folder.mkdir()
    bench.told("Installing Lighthouse …")
    shutil.copy(HERE / "package.json", folder)
    running.run(folder, "npm", "install", "--no-audit", "--no-fund", "--silent")
    with demonstration(folder, port):
        bench.told("Lighthouse looks at the pages in turns …")
        rounds = [_round(folder, port) for _ in range(ROUNDS)]
    return rows({page: _medians([each[page] for each in rounds]) for page in PAGES})


def rows(points: dict[str, dict[str, float]]) -> list[Result]:
    """What Lighthouse gave each page in each category, from 0 to 100, against the demands."""
    dressed = [page for page in PAGES if page not in (PLAIN, PRESENCE)]
    demands = {
        "accessibility": 100,
        "best-practices": 100,
        "seo": 100,
        "performance": points[PLAIN]["performance"],
    }
    # Search engines are asked to leave the forms alone, which costs them their points.
    left_out = {("seo", FORM), ("seo", FOLLOW)}
    found = [
        _row(
            f"Lighthouse: {category}",
            {page: points[page][category] for page in dressed if (category, page) not in left_out},
            demand,
        )
        for category, demand in demands.items()
    ]
    slowest = {page: points[page][LARGEST] / 1000 for page in dressed}
    figures = ", ".join(f"{page} {value:.1f}" for page, value in slowest.items())
    what = "Lighthouse: largest contentful paint"
    shifts = {page: points[page][SHIFT] for page in dressed}
    moving = ", ".join(f"{page} {value:.3f}" for page, value in shifts.items())
    return [
        *found,
        Result(what, figures, max(slowest.values()), 2.0, "s"),
        Result("Lighthouse: cumulative layout shift", moving, max(shifts.values()), 0.0, ""),
        _row(f"Lighthouse: {PRESENCE}", {name: points[PRESENCE][name] for name in CATEGORIES}, 95),
    ]


def _row(what, points, demand):
    figures = ", ".join(f"{name} {value:g}" for name, value in points.items())
    return Result(what, figures, min(points.values()), demand, "points", at_most=False)


def _round(folder, port):
    entry = _entries(port)[0]["id"]
    return {
        page: look(folder, f"http://localhost:{port}/{running.SITE}/{path.format(entry=entry)}")
        for page, path in PAGES.items()
    }


def look(folder: Path, url: str) -> dict[str, float]:
    """Points from 0 to 100 of one page, by category; its largest paint in ms, and its shift.

    Raises RuntimeError with what Lighthouse says where it gives none, again and again.
    """
    for _ in range(TRIES):
        told = _report(folder, url)
        points = {name: told["categories"][name]["score"] for name in CATEGORIES}
        figures = {name: told["audits"][name].get("numericValue") for name in (LARGEST, SHIFT)}
        if None not in {*points.values(), *figures.values()}:
            return {name: round(100 * score) for name, score in points.items()} | figures
    missing = [name for name, value in (points | figures).items() if value is None]
    raise RuntimeError(f"{url}: no {', '.join(missing)}: {told.get('runtimeError')}")


def _report(folder, url):
    """What Lighthouse writes of a page; a look that fails is written, too, and says why."""
    report = folder / "report.json"
    report.unlink(missing_ok=True)
    command = (
        *("npx", "--no-install", "lighthouse", url, "--quiet", f"--chrome-flags={FLAGS}"),
        *(f"--only-categories={','.join(CATEGORIES)}", "--output=json"),
        f"--output-path={report}",
    )
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        running.run(folder, *command, CHROME_PATH=chromium)
    except subprocess.CalledProcessError:
        if not report.exists():
            raise
    return json.loads(report.read_text())


def _medians(found):
    return {name: median(each[name] for each in found) for name in found[0]}


@contextmanager
def demonstration(folder: Path, port: int):
    """A demonstration of its own, once its entries are in."""
    script, data = HERE.parent / "demo" / "run", folder / "var"
    env = {**os.environ, "DEMO_VAR": str(data), "PORT": str(port)}
    with running.process(
        folder, str(script), log="demo.log", env=env, stdout=subprocess.DEVNULL
    ) as begun:
        last = time.monotonic() + PATIENCE
        while len(_entries(port)) < ENTRIES:
            if begun.poll() is not None or time.monotonic() > last:
                raise RuntimeError("The demonstration did not start")
            time.sleep(1)
        yield


def _entries(port):
    """The hub's newest entries; none as long as it does not answer."""
    url = f"http://localhost:{port}/{running.SITE}/{HUB}/@entries?b_size=100"
    try:
        with urlopen(Request(url, headers={"Accept": "application/json"}), timeout=30) as answer:
            return json.load(answer)["items"]
    except OSError:
        return []
