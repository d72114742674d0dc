"""The values of a table's cells, protected from being read as formulas."""

import re
from datetime import date, datetime
from decimal import Decimal

Cell = str | bool | int | float | Decimal | date | datetime | None

# Control characters but tab and line feed, halves of a character, and others that XML 1.0 forbids.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
# Marks without width, after which a spreadsheet may still recognise a formula.
INVISIBLE = "\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069"
FORMULA_START = re.compile(rf"[\s'{INVISIBLE}]*[=+\-@＝＋－＠]")


def plain_cell(text: str) -> str:
    r"""Return a text without control characters and outer spaces, with ``\n`` as line break."""
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def defused_text(text: str) -> str:
    """Return a cell's text, with an apostrophe before it if it could be read as a formula.

    A telephone number such as +46 150 gets one too: without it Excel drops its plus sign. Source:
    OWASP, CSV injection.
    """
    return f"'{text}" if FORMULA_START.match(text) else text


def restored_text(text: str) -> str:
    """Return a cell's text without the apostrophe that ``defused_text`` has added, if any."""
    return text[1:] if text.startswith("'") and FORMULA_START.match(text[1:]) else text
