"""What Volto's picker asks for while an editor chooses among 10,000 channels, over HTTP.

It is Volto's object browser as our add-on lets it ask (``blocks/picking.ts``): it lists a folder,
at most 100 things of it, and from the third letter on that is written it asks for the first 25 that
are found, of the types that may be chosen.
"""

import json
import sys
import time
from statistics import median, quantiles
from urllib.parse import quote

import running
from bench import Bench
from pages import HUB, client
from register import SMALL, login
from result import Result

CHANNELS = 10_000
TURNS = 40
FIELDS = "metadata_fields=UID&metadata_fields=is_folderish"
LISTED = f"@search?path.depth=1&sort_on=getObjPositionInParent&{FIELDS}&b_size=100"
FOUND = (
    f"@search?SearchableText={{}}**&{FIELDS}"
    "&portal_type:list=Channel&portal_type:list=FacebookPlace"
)
WORDS = ("kon", "konto 1", "konto 12", "konto 123")


def measure(bench: Bench) -> list[Result]:
    """The rows on opening the picker, opening an administration in it, and writing in it."""
    folder, port = bench.copy(bench.made_with(SMALL)), running.free_port()
    bench.told(f"Listing {CHANNELS:,} accounts, with their words …")
    running.run(
        folder, sys.executable, str(running.HERE / "listed.py"), str(CHANNELS), "SearchableText"
    )
    with running.database(folder), running.web(folder, port):
        headers = {**login(port), "Accept": "application/json"}
        with client(port, **headers) as get:
            bench.told("Asking what the picker asks …")
            places = [each for each in _items(get, HUB) if each["@type"] == "Administration"]
            name = places[0]["@id"].rpartition("/")[2]
            asked = {
                "opened": [f"{HUB}/{LISTED}"],
                "an administration opened": [f"{HUB}/{name}/{LISTED}"],
                "a letter written": [FOUND.format(quote(word)) for word in WORDS],
            }
            return [_row(get, what, paths) for what, paths in asked.items()]


def _row(get, what, paths):
    for path in paths:
        get(path)
    taken = [_timed(get, paths[turn % len(paths)]) for turn in range(TURNS)]
    sizes = [size for _time, size in taken]
    times = [spent for spent, _size in taken]
    slow = quantiles(times, n=20, method="inclusive")[-1]
    return Result(
        f"picker with {CHANNELS:,} channels: {what}, slowest but one in twenty",
        f"{median(times):.0f} ms, {max(sizes) / 1000:.0f} kB",
        slow,
        300,
        unit="ms",
    )


def _timed(get, path):
    """Milliseconds and bytes of an answer."""
    began = time.perf_counter()
    body = get(path)
    return 1000 * (time.perf_counter() - began), len(body)


def _items(get, path):
    return json.loads(get(path))["items"]
