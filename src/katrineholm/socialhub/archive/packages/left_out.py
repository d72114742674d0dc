"""The list of what a package leaves out of all that the database holds of its channels, and why.

The inventory, a TOML file, names every store, and where it is in a package or why it is not; a test
compares it with the code.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import resources

from ...core.files.csv_schema import Column
from ...core.timeline.layout import optional_part
from ...inbox.steps.secrecy import MARK_STEP
from .message_items import period_messages
from .scope import Scope
from .tables import Table

UNSTATED = "ingen bestämmelse angiven"
SECRET = (
    "Kan omfattas av sekretess. Levereras bara i ett eget paket efter beslut, eller som andra "
    "meddelanden om märkningen hävs."
)
ONLY_SECRET = "Paketet har efter beslut bara det som kan omfattas av sekretess."
UNORDERED = "Ingår inte i den här beställningen."


@cache
def inventory() -> dict[str, list[dict]]:
    """Return the stores that are ``packed``, each with its path, and those that are not."""
    return tomllib.loads(resources.files(__package__).joinpath("inventory.toml").read_text("utf-8"))


def left_out_table() -> Table:
    """Return the list of what a package leaves out."""
    return Table(
        "documentation/utelamnat.csv",
        "Vad databasen har om kanalerna som inte är med i paketet, och varför",
        (
            Column("what", "Vad som inte är med"),
            Column(
                "number",
                "Hur många; tomt om det inte räknas",
                "integer",
            ),
            Column("reason", "Varför"),
        ),
        left_out_rows,
    )


def left_out_rows(scope: Scope) -> Iterator[tuple[str, int | None, str]]:
    """Yield what is left out, how many of it, and why: first what the records lack."""
    yield from _messages_left_out(scope)
    if scope.secret:
        yield "Inlägg, ögonblicksbilder och vad som gjorts med inläggen", None, ONLY_SECRET
    if not scope.has_diary:
        yield "Diariet", None, UNORDERED
    lost = sum(_lost_pictures(scope))
    yield "Kanalernas bilder som inte gick att hämta", lost, "Tjänsten lämnade inte ut dem."
    for each in inventory()["left_out"]:
        yield each["what"], None, each["why"]


def _messages_left_out(scope: Scope) -> Iterator[tuple[str, int, str]]:
    counts = Counter(_secrecy_class(message) for _number, message in period_messages(scope))
    ordinary = counts.pop(None, 0)
    if scope.secret:
        yield "Meddelanden utan sekretessmärkning", ordinary, ONLY_SECRET
        return
    if not scope.has_messages:
        yield "Inkomna meddelanden", ordinary, UNORDERED
    for provision, number in sorted(counts.items()):
        yield f"Meddelanden med sekretessmärkning: {provision}", number, SECRET


def _secrecy_class(message) -> str | None:
    """Return the provision by which a message may be secret; None if it is not marked."""
    if not message["state"]["facts"]["secret"]:
        return None
    marks = (line["given"] for line in message["log"].values() if line["step"] == MARK_STEP)
    stated = [given["provision"] for given in marks if given.get("provision")]
    return stated[-1] if stated else UNSTATED


def _lost_pictures(scope: Scope) -> Iterator[int]:
    for channel in dict.fromkeys(span.channel.uid for span in scope.spans):
        box = scope.timeline.root["channels"].get(channel)
        yield len(optional_part(box, "given_up")) if box is not None else 0
