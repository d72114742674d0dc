"""The proofs in a package, with the page that checks them in any browser."""

import json
from collections.abc import Iterator
from importlib import resources

from ...core.files.package_model import PackageItem
from ...core.timeline.layout import version_list
from .proofs import ProofMaker
from .scope import Scope

CHECK_PAGE, SCHEMA = "check-proof.html", "proof.schema.json"


def proof_items(scope: Scope, folder: str) -> Iterator[PackageItem]:
    """Yield the proofs of all posts and their versions, their schema, and the page."""
    yield PackageItem(
        "documentation/kontrollera-bevis.html", "text/html", [packaged_file(CHECK_PAGE)]
    )
    yield PackageItem(f"schemas/{SCHEMA}", "application/json", [packaged_file(SCHEMA)])
    yield PackageItem(f"{folder}/proofs.jsonl", "application/x-ndjson", proof_lines(scope))


def proof_lines(scope: Scope) -> Iterator[bytes]:
    """Yield the proof of each post in a scope as a line of JSON."""
    maker = ProofMaker(scope.hub)
    for _channel, entry in scope.entries():
        proof = maker.proof(entry, [*version_list(entry), entry])
        yield json.dumps(proof).encode() + b"\n"


def packaged_file(name: str) -> bytes:
    """Return a file that is delivered as it is."""
    return resources.files(__package__).joinpath(name).read_bytes()
