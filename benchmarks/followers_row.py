"""10,000 daily mails of fifty posts to followers, while the worker is killed at twenty moments.

What has arrived is compared with who follows. Then the same mails are handed over by a program that
does nothing else, through one connection: what counts is the processor's time of both.
``BENCH_FOLLOWERS=1000`` measures with fewer. The mail server runs in a process of its own.
"""

import asyncio
import os
import random
import re
import signal
import smtplib
import sys
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import running
from aiosmtpd.smtp import SMTP
from bench import Bench
from cryptography.fernet import Fernet
from result import Result

FOLLOWERS = int(os.environ.get("BENCH_FOLLOWERS") or 10_000)
KILLS, CHANNELS = 20, 10
TAKEN = "taken.log"  # a line for each mail: its Message-ID, its recipient, and when it came
LAST = "last.mail"
WORKER = (str(running.BIN / "socialhub"), "refresh", "--site", running.SITE, "--loop")
PATIENCE = 1800


def measure(bench: Bench) -> list[Result]:
    """The rows on lost and doubled mails, on processor time, and on rounds meanwhile."""
    folder, port = bench.copy(bench.made_with(CHANNELS)), running.free_port()
    keys = {"SOCIALHUB_KEYS": Fernet.generate_key().decode()}
    running.ENVIRONMENT.update(keys, SOCIALHUB_LOG="text")
    bench.told(f"Adding {FOLLOWERS:,} followers …")
    script = str(running.HERE / "followed.py")
    running.run(folder, sys.executable, script, str(port), str(FOLLOWERS))
    whole = bench.copy(folder)
    with _mail_server(folder, port), running.database(folder):
        bench.told(f"Sending, with {KILLS} kills …")
        _send(folder, KILLS)
    came = _taken(folder)
    with _mail_server(whole, port), running.database(whole):
        bench.told("Sending without a kill …")
        spent, rounds = _send(whole, 0)
        alone = _sent_alone(port, (whole / LAST).read_bytes())
    ids = Counter(id for id, _to in came)
    return [
        Result("mails that were lost", f"of {FOLLOWERS:,}", FOLLOWERS - len(ids), 0, unit="mails"),
        Result(
            "mails that came twice",
            f"with the same Message-ID, after {KILLS} kills",
            sum(ids.values()) - len(ids),
            KILLS,
            unit="mails",
        ),
        Result(
            "mails to one follower by another Message-ID",
            "",
            len({*came}) - len({to for _id, to in came}),
            0,
            unit="mails",
        ),
        Result(
            "processor time of the worker against sending alone",
            f"{spent:.1f} s : {alone:.1f} s",
            spent / alone,
            2,
            notes=("rounds and the other chores of that time are in it",),
        ),
        Result("rounds meanwhile", "", rounds, 1, unit="rounds", at_most=False),
    ]


@contextmanager
def _mail_server(folder, port):
    command = (sys.executable, str(Path(__file__)), str(port))
    with running.process(folder, *command, log="mail.log") as begun:
        running.until(lambda: _answers(port), begun)
        yield


def _answers(port):
    try:
        smtplib.SMTP("127.0.0.1", port, timeout=5).quit()
    except OSError:
        return False
    return True


def _send(folder, kills) -> tuple[float, int]:
    """Let a worker send all mails; seconds of its processor, and the rounds that it has done."""
    chosen = random.Random(37)  # the same moments each time
    at = sorted(chosen.sample(range(FOLLOWERS // 100, FOLLOWERS * 9 // 10), kills))
    for number in at:
        _until(folder, number, signal.SIGKILL)
    spent = _until(folder, FOLLOWERS, signal.SIGTERM)
    return spent, (folder / "worker.log").read_text().count("Followers: ")


def _until(folder, number, sign) -> float:
    """Let a worker run until so many followers have their mail; seconds of its processor."""
    with running.process(folder, *WORKER, log="worker.log", stdout=None) as begun:
        _wait(folder, min(number, len({*_taken(folder)}) + 1), 0.02)
        before = _processor_time(begun.pid)  # it has started
        _wait(folder, number, 0.02 if sign == signal.SIGKILL else 0.5)
        spent = _processor_time(begun.pid) - before
        os.killpg(begun.pid, sign)
    return spent


def _wait(folder, number, pause):
    last = time.monotonic() + PATIENCE
    while len({*_taken(folder)}) < number and time.monotonic() < last:
        time.sleep(pause)


def _processor_time(number) -> float:
    user, system = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _taken(folder) -> list[tuple[str, str]]:
    """The Message-ID and the recipient of each mail that has come."""
    path = folder / TAKEN
    lines = path.read_text().split("\n")[:-1] if path.exists() else []
    pairs = (tuple(each.split()) for each in lines)
    return [(id, to) for id, to in pairs if to.startswith("foljare-")]


def _sent_alone(port, mail) -> float:
    """Hand over as many mails of that size through one connection; seconds of the processor."""
    begun = getrusage(RUSAGE_SELF)
    with smtplib.SMTP("127.0.0.1", port) as connection:
        for number in range(FOLLOWERS):
            connection.sendmail("kommun@example.se", [f"ensam-{number}@example.se"], mail)
    ended = getrusage(RUSAGE_SELF)
    return ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime


class _Post:
    """A mail server that notes what it takes before it says so."""

    def __init__(self):
        self.log = open(TAKEN, "a", buffering=1)  # noqa: SIM115, as long as the process

    async def handle_DATA(self, server, session, envelope):
        head = envelope.content[:4000].decode("ascii", "replace")
        found = re.search(r"^Message-ID: (\S+)", head, re.M)
        self.log.write(f"{found[1] if found else '-'} {envelope.rcpt_tos[0]}\n")
        Path(LAST).write_bytes(envelope.content)
        return "250 OK"


async def _serve(port):
    loop, post = asyncio.get_running_loop(), _Post()
    server = await loop.create_server(lambda: SMTP(post, loop=loop), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
