"""What a snapshot holds."""

import json
from zipfile import ZipFile

import pytest

from katrineholm.socialhub.archive.snapshots.taking import take

AUGUST = 1_786_000_000


@pytest.fixture
def blog(hub):
    return hub.kultur.bloggen


def files(snapshot):
    with snapshot.file.open() as file, ZipFile(file) as zipped:
        return {name.partition("/")[2]: zipped.read(name) for name in zipped.namelist()}


def test_it_holds_card_rules_numbers_posts_and_pictures(hub, blog, picture):
    blog.purpose = "Om <kultur>"
    kept = files(take(blog, now=AUGUST))
    about = json.loads(kept["om.json"])
    assert (about["posts_shown"], about["posts_kept"], about["posts_since"]) == (3, 4, 4)
    assert json.loads(kept["regler.json"])["own"] == []
    assert len(kept["inlagg.jsonl"].splitlines()) == 4
    assert b"bloggen" in kept["kanal.csv"]
    assert [data for name, data in kept.items() if name.startswith("bilder/")] == [picture]
