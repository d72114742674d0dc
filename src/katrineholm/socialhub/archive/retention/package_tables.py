"""The table of disposals in packages for the archive, see ``packages.interfaces``."""

from collections.abc import Iterator

from ...core.files.csv_schema import Column
from ...core.timeline.layout import channel_and_box
from ..packages.activitystreams import entry_urn
from ..packages.scope import Scope
from ..packages.tables import TIME, Table
from .disposal_storage import all_proposals
from .stored_files import KIND, SNAPSHOT

COLUMNS = (
    Column("proposal", "Förslagets id"),
    Column("kind", "Handlingsslag"),
    Column("item", "Inläggets id, som i entries.jsonl, eller ögonblicksbildens fil"),
    Column("decision", "Beslutet som gallringen stöder sig på"),
    Column("before", "Det som var äldre än så fick gallras", TIME),
    Column("state", "Hur långt det har kommit: proposed, confirmed, withdrawn eller done"),
    *(Column("proposed_by", "Vem som föreslog"), Column("proposed", "När", TIME)),
    *(Column("confirmed_by", "Vem som bekräftade"), Column("confirmed", "När", TIME)),
    *(Column("withdrawn_by", "Vem som tog tillbaka förslaget"), Column("withdrawn", "När", TIME)),
    Column(
        "outcome", "Vad det blev: gone (gallrat), held (stoppat) eller other (inte längre aktuellt)"
    ),
    Column("done", "När det gallrades", TIME),
    Column("hashes", "Kontrollsummor (SHA-256) av det som gallrades", separator=", "),
)
NOBODY = ("", None)


def disposal_rows(scope: Scope) -> Iterator[tuple]:
    """Yield each proposal to dispose of a post or snapshot of the channels, and its outcome."""
    uids = {each.uid for each in scope.channels}
    for name, proposal in all_proposals(scope.hub):
        people = [proposal.get(each) or NOBODY for each in ("proposed", "confirmed", "withdrew")]
        facts = (proposal["decision"], proposal["before"], proposal["state"])
        for item, done in proposal["items"].items():
            channel, title = _channel_and_title(scope, proposal["kind"], item)
            if channel in uids:
                outcome, hashes, when = done or ("", (), None)
                acts = (value for act in people for value in act)
                yield name, proposal["kind"], title, *facts, *acts, outcome, when, hashes


def _channel_and_title(scope, kind, item) -> tuple[str, str]:
    if kind != KIND:
        return channel_and_box(scope.timeline.root, item)[0], entry_urn(item)
    sort, _, rest = item.partition(":")
    channel, _, id = rest.partition(":")
    return (channel, f"snapshots/{id}.zip") if sort == SNAPSHOT else ("", item)


DISPOSALS = Table(
    "documentation/disposals.csv",
    "Gallring av kanalernas inlägg och ögonblicksbilder: förslag, beslut och utfall",
    COLUMNS,
    disposal_rows,
)
