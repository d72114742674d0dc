"""LinkedIn: a member's shares, and any table of a company page's posts.

A page's posts are in no member's archive, and the interface may not be used for the web site: a
table that somebody has made of them, with a day and a text for each, is read too.
"""

import re
from datetime import datetime, timedelta
from urllib.parse import unquote

from .merging import merged
from .moments import seconds, written
from .post import EMPTY, NETWORK, PRIVATE, Post, named
from .row import SHEET, Row, Told, text

NUMBER = re.compile(r"urn:li:(?:share|ugcPost|activity):(\d+)|-(\d{15,})-")
SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")  # days since DAY_0: 1954 to 2091
DAY_0 = datetime(1899, 12, 30)
YEARLESS = re.compile(r"\d{1,2}[./]\d{1,2}\.?|\d{1,2}\.? [^\W\d]{3,}\.?|[^\W\d]{3,}\.? \d{1,2}")
AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
# Who sees a share, in small letters, and why it is not public; anything else is private.
SEEN_BY = {**dict.fromkeys(("", "public", "anyone"), ""), "member_network": NETWORK}
# A table's titles in English and Swedish, in small letters; the archive's own first.
DAY = ("date", "created date", "published", "datum", "publicerad", "skapad")
LINK = ("sharelink", "link", "post link", "url", "länk")
WORDS = ("sharecommentary", "text", "post title", "content", "inlägg", "innehåll")
HEADING = ("title", "rubrik")


class LinkedIn:
    """What reads LinkedIn's tables."""

    name = "linkedin"
    is_torn = False
    files = re.compile(r"Shares(?:_\d+)?\.csv")
    known = frozenset(
        (*DAY, *LINK, *WORDS, *HEADING, "sharedurl", "mediaurl", "visibility", "synlighet")
    )

    def fits(self, row: Row) -> bool:
        titles = {title.lower() for title in row.values}
        return row.place in ("csv", SHEET) and bool(titles & {*DAY}) and bool(titles & {*WORDS})

    def read(self, row: Row) -> Told:
        values = {title.lower(): cell for title, cell in row.values.items()}
        day = text(values, *DAY)
        words, link = _whole(text(values, *WORDS)), unquote(text(values, *LINK))
        found = NUMBER.search(link)
        number = (found[1] or found[2]) if found else ""
        moment = _in_sheet(day) if row.place == SHEET else written(day)
        if moment is None and not YEARLESS.fullmatch(day.strip()):
            return None
        if not words and not text(values, *HEADING):
            return EMPTY
        moment = _born(number) if moment is None else moment
        known = (f"linkedin:{number}",) if number else ()
        shared = text(values, "sharedurl")
        seen_by = text(values, "visibility", "synlighet").lower()
        return Post(
            (*known, named("linkedin", day if moment is None else moment, words)),
            link=link if link.startswith("http") else "",
            title=text(values, *HEADING),
            text="\n\n".join(filter(None, (words, shared if shared not in words else ""))),
            moment=moment,
            closed=SEEN_BY.get(seen_by, PRIVATE),
        )

    def finished(self, posts: list[Post]) -> list[Post]:
        return merged(posts)


def _in_sheet(day: str) -> int | None:
    """Of a day as a workbook keeps it, or as a page's own export writes it: the month first."""
    if SERIAL.fullmatch(day):
        return written((DAY_0 + timedelta(days=float(day))).isoformat())
    if found := AMERICAN.fullmatch(day.strip()):
        month, date, year = found.groups()
        return written(f"{year}-{month:0>2}-{date:0>2}")
    return written(day)


def _born(number: str) -> int | None:
    """When a post was made, by its number at LinkedIn: milliseconds before the last 22 bits."""
    return seconds((int(number) >> 22) / 1000) if 0 < len(number) < 20 else None


def _whole(words: str) -> str:
    """The archive ends and begins each line within a text with a quotation mark."""
    return words.replace("\r\n", "\n").replace('"\n"', "\n").strip()
