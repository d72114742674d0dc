"""A package has the proofs of its posts, and the page that checks them."""

import json
from hashlib import sha256

import pytest
import transaction
from jsonschema import Draft202012Validator

from katrineholm.socialhub.archive.packages.proof_items import SCHEMA, packaged_file
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.refresh.seals import seal_hub


@pytest.fixture
def proofs(hub, package_sealed, read):
    return [json.loads(line) for line in read(package_sealed, "proofs.jsonl").splitlines()]


@pytest.fixture
def package_sealed(hub, order):
    seal_hub(hub, 1_790_000_000)
    messages_of(hub).append_queued_lines(1_790_000_000)
    transaction.commit()
    return order("--channel", "hub/kultur/bloggen")[1]


def test_each_post_of_a_package_is_proved_with_its_picture(proofs, posts, package_sealed):
    assert len(proofs) == len(posts(package_sealed))
    kinds = [sorted(json.loads(each["text"])["kind"] for each in one["sealed"]) for one in proofs]
    assert ["content", "picture", "state"] in kinds
    for one in proofs:
        for each in one["sealed"]:
            salted = bytes.fromhex(each["salt"]) + each["text"].encode("utf-8", "surrogatepass")
            assert sha256(b"\0" + salted).hexdigest() == each["leaf"]
            assert each["link"]["count"] <= one["head"]["count"]


def test_each_line_is_as_the_schema_says(proofs):
    schema = json.loads(packaged_file(SCHEMA))
    Draft202012Validator.check_schema(schema)
    assert [
        error.message for one in proofs for error in Draft202012Validator(schema).iter_errors(one)
    ] == []


def test_the_page_that_checks_is_in_the_package(package_sealed, read):
    assert "crypto.subtle" in read(package_sealed, "documentation/kontrollera-bevis.html")
