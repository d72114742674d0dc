"""The day that it is where the tests' site is, whatever clock the machine keeps."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def local_day() -> date:
    """Today in Sweden."""
    return datetime.now(ZoneInfo("Europe/Stockholm")).date()
