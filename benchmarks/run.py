"""``make bench``: measure what is demanded, print it as a table, and write benchmarks/results.md.

``--only=refresh`` (sweden, sites, timeline, pages, front, busy, hostile, register, picker,
messages, download, search, extract, followers, packages, seals, moved, lighthouse, volto; can be
given again) measures a part. Each part is written when it has been measured; the others stay.
"""

import argparse
import signal
import sys
import time
from pathlib import Path

import bench
import busy
import downloaded
import extract_row
import followers_row
import front_row
import hostile_row
import lighthouse
import messages_row
import moved_row
import packages_row
import pages
import picker_row
import refreshing
import register
import result
import seals_row
import search_row
import sites_row
import sweden
import timeline_row
import volto_row

SUBJECTS = {
    "refresh": refreshing.measure,
    "sweden": sweden.measure,
    "sites": sites_row.measure,
    "timeline": timeline_row.measure,
    "pages": pages.measure,
    "front": front_row.measure,
    "busy": busy.measure,
    "hostile": hostile_row.measure,
    "register": register.measure,
    "picker": picker_row.measure,
    "messages": messages_row.measure,
    "download": downloaded.measure,
    "search": search_row.measure,
    "extract": extract_row.measure,
    "followers": followers_row.measure,
    "packages": packages_row.measure,
    "seals": seals_row.measure,
    "moved": moved_row.measure,
    "lighthouse": lighthouse.measure,
    "volto": volto_row.measure,
}
RESULTS = Path(__file__).with_name("results.md")


def main(arguments: list[str] | None = None) -> int:
    """Measure; gives 1 where a demand is missed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    results = []
    try:
        with bench.opened(_told) as opened:
            for name in _parser().parse_args(arguments).only or SUBJECTS:
                results += _measured(name, opened)
    finally:  # also what was measured before an interruption
        print(result.table(results))
        print(*(f"  {row.what}: {note}" for row in results for note in row.notes), sep="\n")
    return 0 if all(row.is_met for row in results) else 1


def _measured(name, opened):
    began = time.monotonic()
    rows = SUBJECTS[name](opened)
    found = {name: result.section(rows, time.monotonic() - began)}
    RESULTS.write_text(result.page(RESULTS.read_text(), found, SUBJECTS))
    for row in rows:
        _told(", ".join(row.cells()))
    return rows


def _told(sentence):
    print(f"{time.strftime('%H:%M:%S')} {sentence}", flush=True)


def _parser():
    parser = argparse.ArgumentParser(description="Measure what is demanded.")
    parser.add_argument("--only", action="append", choices=SUBJECTS, help="this part only")
    return parser


if __name__ == "__main__":
    sys.exit(main())
