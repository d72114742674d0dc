"""What nginx in front brings, set up by docs/nginx.conf, against the web process itself.

The hub, an entry's page and a picture are asked for anonymously, by one client that keeps its
connection and takes what is packed; nginx and the web process take turns, and the ratio is the
median of the turns'. The client's own work is in all figures, so that nginx brings more than
they say.
"""

import importlib.util
import json
from statistics import median

import running
from bench import Bench
from pages import HUB, client, speed
from result import Result

TURNS = 10
CHANNEL = f"{HUB}/forvaltning-0/kanal-0"
DEMANDS = {"hub page": 1.5, "entry's page": 3, "picture": 3}
PAGES = [*DEMANDS][:2]
ACCEPTED = "Accept-Encoding"
PACKED = {ACCEPTED: "gzip, deflate, br"}
PACKINGS = ("br", "gzip", "identity")
NGINX = running.HERE.parent / "tests" / "front.py"


def measure(bench: Bench) -> list[Result]:
    """The rows on speed, and on what is sent."""
    nginx = _nginx()
    if not nginx.is_here():
        raise RuntimeError(nginx.MISSING)
    folder, port = bench.filled, running.free_port()
    conf = bench.folder / "front"
    conf.mkdir()
    with (
        running.database(folder),
        running.web(folder, port),
        nginx.front(conf, running.SITE, port) as url,
    ):
        behind, paths = int(url.rpartition(":")[2]), _paths(port)
        bench.told("Asking nginx and the web process in turns …")
        with client(behind, "", **PACKED) as front, client(port, **PACKED) as web:
            rows = [_speed(what, path, front, web) for what, path in paths.items()]
        return [*rows, _size(behind, paths)]


def _nginx():
    """What the tests start nginx with."""
    spec = importlib.util.spec_from_file_location("nginx_in_front", NGINX)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _paths(port):
    """The hub, and the page and the picture of a channel's newest entry with one."""
    with client(port, Accept="application/json") as get:
        entries = json.loads(get(f"{CHANNEL}/@entries?b_size=100"))["items"]
    entry = next(each for each in entries if each["images"])
    picture = entry["images"][0]["src"].partition(f"/{running.SITE}/")[2]
    return dict(zip(DEMANDS, (HUB, f"{HUB}/@@entry/{entry['id']}", picture), strict=True))


def _speed(what, path, front, web):
    for get in (front, web) * 5:
        get(path)
    turns = [(speed(front, path), speed(web, path)) for _ in range(TURNS)]
    figures = " : ".join(f"{median(each):,.0f}" for each in zip(*turns, strict=True))
    return Result.of(
        f"{what} through nginx against the web process itself",
        f"{figures} requests/s",
        [fronted / bare for fronted, bare in turns],
        DEMANDS[what],
        at_most=False,
    )


def _size(port, paths):
    """What nginx sends of the pages, to those who unpack brotli, gzip or nothing."""
    sizes = {what: [_sent(port, paths[what], packing) for packing in PACKINGS] for what in PAGES}
    brotli, gzip, _plain = sizes[PAGES[0]]
    told = "{}: {:.1f} kB with brotli, {:.1f} kB with gzip, {:.1f} kB unpacked"
    return Result(
        "bytes of the hub page, packed with brotli against gzip",
        f"{brotli:.1f} kB : {gzip:.1f} kB",
        brotli / gzip,
        1.0,
        notes=tuple(told.format(what, *each) for what, each in sizes.items()),
    )


def _sent(port, path, packing):
    with client(port, "", **{ACCEPTED: packing}) as get:
        return len(get(path)) / 1000
