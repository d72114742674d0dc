"""The official list: verifying, its first page, and the board of the information office.

Verifying is timed inside two processes that take turns, on the same list with 300 accounts and
with 30,000; pages over HTTP, from two web servers that take turns on sites with 50 and 1,000
channels. The board is asked for by a logged-in officer, in turns with the plain front page.
"""

import json
import sys
from contextlib import ExitStack
from statistics import median
from urllib.request import Request, urlopen

import running
from bench import Bench
from pages import FRONT, HUB, client, speed
from result import Result
from running import OFFICER, PASSWORD

FEW, MANY = 300, 30_000
SMALL, LARGE = 50, 1_000
ROUNDS = 30
ADDRESSES = 60  # verified in a round
WARMING = 2000  # verified before, so that every account has been asked for
COLD_ROUNDS = 5
LIST, BOARD = f"{HUB}/@@official-list", f"{HUB}/@@board"


def measure(bench: Bench) -> list[Result]:
    """The rows on verifying, the list's first page and the board."""
    small = bench.made_with(SMALL)
    large = bench.retrieved(bench.made_with(LARGE))
    return [_verifying(bench, small), _first_page(bench, small, large), _board(bench, large)]


def _verifying(bench, site):
    folders = [_with_accounts(bench, site, accounts) for accounts in (FEW, MANY)]
    bench.told("Verifying addresses in turns …")
    with ExitStack() as stack:
        lists = [stack.enter_context(running.servant(each, "asked.py")) for each in folders]
        _turn(lists, 0, times=WARMING)
        warm = [_turn(lists, seed) for seed in range(ROUNDS)]
        cold = [_turn(lists, seed, cold=True) for seed in range(COLD_ROUNDS)]
    few, many = (median(times) for times in zip(*warm, strict=True))
    cold_few, cold_many = (median(times) for times in zip(*cold, strict=True))
    return Result.of(
        f"verify an address against {MANY:,} channels, against {FEW}",
        f"{many:.2f} ms : {few:.2f} ms",
        [many / few for few, many in warm],
        1.3,
        notes=(
            f"{cold_many:.1f} ms : {cold_few:.1f} ms with nothing in memory",
            "the channels are made without events, and without the indexes of texts and dates",
        ),
    )


def _with_accounts(bench, site, accounts):
    bench.told(f"Listing {accounts:,} accounts …")
    folder = bench.copy(site)
    running.run(folder, sys.executable, str(running.HERE / "listed.py"), str(accounts))
    return folder


def _turn(lists, seed, *, times=ADDRESSES, cold=False):
    """Milliseconds for an address on the small and on the large list."""
    answers = [
        each.ask("verify", accounts, times, seed, cold)
        for each, accounts in zip(lists, (FEW, MANY), strict=True)
    ]
    for _time, found in answers:
        if sorted(found) != ["former", "official", "unknown"]:
            raise RuntimeError(f"{found} where all three were expected")
    return tuple(time for time, _found in answers)


def _first_page(bench, small, large):
    with ExitStack() as stack:
        gets = [_anonymous(stack, folder) for folder in (small, large)]
        bench.told("Asking for the official list in turns …")
        for get in gets * 5:
            get(LIST)
        speeds = [tuple(speed(get, LIST) for get in gets) for _ in range(ROUNDS)]
    few, many = (1000 / median(found) for found in zip(*speeds, strict=True))
    return Result.of(
        f"first page of the official list with {LARGE:,} channels against {SMALL}",
        f"{many:.1f} ms : {few:.1f} ms",
        [small / large for small, large in speeds],
        1.3,
    )


def _anonymous(stack, folder):
    port = running.free_port()
    stack.enter_context(running.database(folder))
    stack.enter_context(running.web(folder, port))
    return stack.enter_context(client(port))


def _board(bench, folder):
    with running.servant(folder, "asked.py") as asked:
        cost = asked.ask("board", OFFICER)
    port = running.free_port()
    with running.database(folder), running.web(folder, port), client(port, **login(port)) as get:
        bench.told("Asking for the board as the information office …")
        for path in (BOARD, FRONT) * 5:
            get(path)
        speeds = [(speed(get, BOARD), speed(get, FRONT)) for _ in range(ROUNDS)]
    board, plain = (median(found) for found in zip(*speeds, strict=True))
    return Result.of(
        f"board of {LARGE:,} channels against the plain front page, logged in",
        f"{board:.1f} : {plain:.1f} requests/s",
        [board / plain for board, plain in speeds],
        0.5,
        at_most=False,
        notes=(
            "{rows:,} rows with nothing in memory: {queries} catalogue query, {woken} channels"
            " woken, {loads} objects loaded".format(**cost),
        ),
    )


def login(port):
    """The header that makes requests the officer's."""
    address = f"http://localhost:{port}/{running.SITE}/@login"
    body = json.dumps({"login": OFFICER, "password": PASSWORD}).encode()
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    with urlopen(Request(address, body, headers), timeout=running.PATIENCE) as answer:
        return {"Authorization": f"Bearer {json.load(answer)['token']}"}
