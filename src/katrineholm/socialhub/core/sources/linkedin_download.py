"""Downloads of LinkedIn: a member's shares, and tables of the posts of a company page.

No member's archive has a page's posts, and the API may not be used for a web site, so any table
with the date and text of each post is accepted.
"""

import re
from datetime import datetime, timedelta
from urllib.parse import unquote

from .download_post import EMPTY, NETWORK, PRIVATE, Post, post_name
from .download_row import SHEET, Row, RowContent, RowReader, text
from .timestamps import plausible_seconds, timestamp_seconds

NUMBER = re.compile(r"urn:li:(?:share|ugcPost|activity):(\d+)|-(\d{15,})-")
SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")  # days since DAY_0: 1954 to 2091
DAY_0 = datetime(1899, 12, 30)
YEARLESS = re.compile(r"\d{1,2}[./]\d{1,2}\.?|\d{1,2}\.? [^\W\d]{3,}\.?|[^\W\d]{3,}\.? \d{1,2}")
AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
# From a share's visibility, in lower case, to why it is not public; anything else is private.
SEEN_BY = {**dict.fromkeys(("", "public", "anyone"), ""), "member_network": NETWORK}
# Column titles in English and Swedish, in lower case; those of the archive first.
DAY = ("date", "created date", "published", "datum", "publicerad", "skapad")
LINK = ("sharelink", "link", "post link", "url", "länk")
WORDS = ("sharecommentary", "text", "post title", "content", "inlägg", "innehåll")
HEADING = ("title", "rubrik")


class LinkedIn(RowReader):
    """The reader of LinkedIn's tables."""

    name = "linkedin"
    files = re.compile(r"Shares(?:_\d+)?\.csv")
    known = frozenset(
        (*DAY, *LINK, *WORDS, *HEADING, "sharedurl", "mediaurl", "visibility", "synlighet")
    )

    def matches(self, row: Row) -> bool:
        titles = {title.lower() for title in row.values}
        return row.place in ("csv", SHEET) and bool(titles & {*DAY}) and bool(titles & {*WORDS})

    def read(self, row: Row) -> RowContent:
        values = {title.lower(): cell for title, cell in row.values.items()}
        day = text(values, *DAY)
        # Line breaks have quotation marks around them.
        words = text(values, *WORDS).replace("\r\n", "\n").replace('"\n"', "\n").strip()
        link = unquote(text(values, *LINK))
        found = NUMBER.search(link)
        number = (found[1] or found[2]) if found else ""
        moment = _sheet_time(day) if row.place == SHEET else timestamp_seconds(day)
        if moment is None and not YEARLESS.fullmatch(day.strip()):
            return None
        if not words and not text(values, *HEADING):
            return EMPTY
        moment = _creation_time(number) if moment is None else moment
        known = (f"linkedin:{number}",) if number else ()
        shared = text(values, "sharedurl")
        seen_by = text(values, "visibility", "synlighet").lower()
        return Post(
            (*known, post_name("linkedin", day if moment is None else moment, words)),
            link=link if link.startswith("http") else "",
            title=text(values, *HEADING),
            text="\n\n".join(filter(None, (words, shared if shared not in words else ""))),
            moment=moment,
            closed=SEEN_BY.get(seen_by, PRIVATE),
        )


def _sheet_time(day: str) -> int | None:
    """Return the time of a workbook's date: a serial number, or with the month first."""
    if SERIAL.fullmatch(day):
        return timestamp_seconds((DAY_0 + timedelta(days=float(day))).isoformat())
    if found := AMERICAN.fullmatch(day.strip()):
        month, date, year = found.groups()
        return timestamp_seconds(f"{year}-{month:0>2}-{date:0>2}")
    return timestamp_seconds(day)


def _creation_time(number: str) -> int | None:
    """Return a post's time from its number: milliseconds above the lowest 22 bits."""
    return plausible_seconds((int(number) >> 22) / 1000) if 0 < len(number) < 20 else None
