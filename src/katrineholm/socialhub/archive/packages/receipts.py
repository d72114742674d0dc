"""Receipts of the archive: any file with a package's identifier and its SHA-256 is one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .order_storage import Order
from .targets import ReceiptFile

LONGEST_TEXT = 900  # characters of a receipt that are noted, beside its name
LONGEST_NAME = 80
UNWANTED = re.compile(r"[^\w .,:;/()+-]+")


@dataclass(frozen=True, slots=True)
class FoundReceipt:
    """A receipt for a part of a package; ``note`` has the file's name and text."""

    order: str
    part: str
    note: str


def found_receipts(
    orders: Iterable[Order], files: Iterable[ReceiptFile], seen: set[tuple]
) -> Iterator[FoundReceipt]:
    """Yield the receipts for parts of these orders.

    What has been read in vain is noted in ``seen``, and not read again.
    """
    parts = [(order.id, part) for order in orders for part in order.parts]
    wanted = tuple(part["id"] for _order, part in parts)
    for file in files:
        key = file.name, file.stamp, wanted
        if key in seen:
            continue
        try:
            text = _text(file.read())
        except OSError:
            continue
        told = [each for each in parts if _has_both(text, each[1])]
        if not told:
            seen.add(key)
        for order, part in told:
            yield FoundReceipt(
                order,
                part["id"],
                f"{_line(file.name, LONGEST_NAME)}: {_line(text, LONGEST_TEXT)}",
            )


def _has_both(text: str, part: Mapping[str, Any]) -> bool:
    return part["id"] in text and part["sha256"].lower() in text.lower()


def _text(data: bytes) -> str:
    """Return a file's text, whatever it is: UTF-16 by its mark, UTF-8, or Latin-1."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _line(text: str, longest: int) -> str:
    """Return the start of a text as one line without signs that only machines read."""
    return " ".join(UNWANTED.sub(" ", text[: 4 * longest]).split())[:longest]
