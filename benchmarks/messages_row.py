"""The list of messages: its first page, asked for by a logged-in officer of the office.

Two web servers take turns, on the same site with 1,000 messages and with 100,000.
"""

import sys
from contextlib import ExitStack
from statistics import median

import running
from bench import Bench
from pages import HUB, client, speed
from register import login
from result import Result

FEW, MANY = 1_000, 100_000
CHANNELS = 50
ROUNDS = 30
LIST = f"{HUB}/@@messages"


def measure(bench: Bench) -> list[Result]:
    """The row on the list's first page."""
    folders = [_with_messages(bench, number) for number in (FEW, MANY)]
    with ExitStack() as stack:
        gets = [_officer(stack, folder) for folder in folders]
        bench.told("Asking for the list of messages in turns …")
        for get in gets * 5:
            get(LIST)
        speeds = [tuple(speed(get, LIST) for get in gets) for _ in range(ROUNDS)]
    few, many = (1000 / median(found) for found in zip(*speeds, strict=True))
    return [
        Result.of(
            f"first page of {MANY:,} messages against {FEW:,}",
            f"{many:.1f} ms : {few:.1f} ms",
            [small / large for small, large in speeds],
            1.3,
        )
    ]


def _with_messages(bench, number):
    bench.told(f"Letting {number:,} messages come in …")
    folder = bench.copy(bench.made_with(CHANNELS))
    running.run(folder, sys.executable, str(running.HERE / "messaged.py"), str(number))
    return folder


def _officer(stack, folder):
    port = running.free_port()
    stack.enter_context(running.database(folder))
    stack.enter_context(running.web(folder, port))
    return stack.enter_context(client(port, **login(port)))
