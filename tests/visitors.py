"""Visitors, programs and an editor who ask a site at a steady rate, whatever they are answered."""

import http.client
import json
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

PATIENCE = 30  # seconds until a visitor goes away
AT_ONCE = 60
JSON = {"Accept": "application/json", "Content-Type": "application/json"}
OFFICER = "Basic " + b64encode(b"admin:admin").decode()
# Pages that everybody sees are kept in nginx: one of them is asked for so often each second.
KEPT = ("/hub", "/hub/kultur/kanal-0", "/hub/@@official-list")
# What nobody has asked for is not: each has a number of its own.
OTHER = (
    "/hub/@@rss?number={}",
    "/hub/@entries?SearchableText=nyhet&number={}",
    "/hub?number={}",
    "/@@search?SearchableText=nyhet&number={}",
)
RATES = {"kept": 4.0, "other": 0.8, "report": 0.5, "entry": 0.2}  # a second


@dataclass(frozen=True)
class Answer:
    """``at`` and ``seconds`` are monotonic; without a status nobody answered, or too late."""

    kind: str
    name: str
    at: float
    seconds: float
    status: int | None
    is_refused: bool = False

    @property
    def is_good(self) -> bool:
        return self.status is not None and self.status < 400


class Load:
    """``answers`` are those that came; ``name``s of reports and entries are nobody else's."""

    def __init__(self, host: str, port: int):
        self.host, self.port, self.answers = host, port, []
        self._over = threading.Event()

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Ask all the time, at the latest until the end."""
        self._visitors = ThreadPoolExecutor(AT_ONCE)
        self._tickers = [threading.Thread(target=self._tick, args=(kind,)) for kind in RATES]
        for each in self._tickers:
            each.start()
        try:
            yield
        finally:
            self.end()

    def end(self) -> None:
        """Ask no more, and wait for the last answers."""
        self._over.set()
        for each in self._tickers:
            each.join()
        self._visitors.shutdown()

    def _tick(self, kind):
        for number in count():
            self._visitors.submit(self.ask, kind, number)
            if self._over.wait(1 / RATES[kind]):
                return

    def ask(self, kind: str, number: int) -> None:
        method, path, body, headers = getattr(self, f"_{kind}")(number)
        began, status, is_refused = time.monotonic(), None, False
        # nginx says who it is: each comes from an address of the machine's own, or the brake for
        # floods would be what is measured.
        visitor = f"127.1.{number // 250 % 250}.{number % 250 + 1}", 0
        connection = http.client.HTTPConnection(self.host, self.port, PATIENCE, visitor)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
            status = answer.status
        except ConnectionRefusedError:
            is_refused = True
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()
        seconds = time.monotonic() - began
        self.answers.append(Answer(kind, f"{kind} {number}", began, seconds, status, is_refused))

    def _kept(self, number):
        return "GET", KEPT[number % len(KEPT)], None, {}

    def _other(self, number):
        path = OTHER[number % len(OTHER)].format(number)
        return "GET", path, None, {"Accept": JSON["Accept"]} if "@entries" in path else {}

    def _report(self, number):
        told = {"address": f"https://kanal-1.example.se/{number}", "quote": f"Kommentar {number}"}
        body = json.dumps(told | {"reason": "other", "text": f"report {number}"})
        return "POST", "/hub/kultur/kanal-1/@report", body, JSON

    def _entry(self, number):
        link = f"https://kanal-2.example.se/entry/{number}"
        body = json.dumps({"title": f"entry {number}", "text": "Skrivet.", "link": link})
        headers = JSON | {"Authorization": OFFICER}
        return "POST", "/hub/kultur/kanal-2/@entries", body, headers
