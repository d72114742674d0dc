"""The demonstration's places on Facebook: content/facebook.toml, dated from the day it began."""

import tomllib
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytz

from channels import OFFICER, add

FILE = Path(__file__).with_name("content") / "facebook.toml"
HERE = pytz.timezone("Europe/Stockholm")


def add_places(hub):
    """All of them, each in its administration."""
    for data in tomllib.loads(FILE.read_text("utf-8"))["place"]:
        counted = moments(data)
        add(hub[data.pop("administration")], data | counted, "FacebookPlace")


def moments(data):
    """Take out what is counted in days; gives it as a place keeps it."""
    now, found = datetime.now(UTC), {}
    if "event" in data:
        first, last = ((now + timedelta(days=days)).date() for days in data.pop("event"))
        found["event_starts"] = HERE.localize(datetime.combine(first, time(18)))
        found["event_ends"] = HERE.localize(datetime.combine(last, time(23)))
    seen = data.pop("seen", {})
    found["tie_backs"] = tuple(
        {"tick": tick, "at": int((now - timedelta(days=days)).timestamp()), "by": OFFICER}
        for tick, days in seen.items()
    )
    return found
