"""How a channel stands is kept: its card, rules, posts and pictures, and its page."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO

import pytest
from helpers.integration.archive import AUGUST, files
from plone import api

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.archive.packages import snapshot_storage
from katrineholm.socialhub.archive.packages.snapshots import (
    UploadedFile,
    store_uploads,
    take_snapshot,
)
from katrineholm.socialhub.site.pages.refusals import Refusal

PNG = b"\x89PNG\r\n\x1a\n and more"


def test_the_next_one_holds_what_has_come_since(hub, blog, keep):
    first = take_snapshot(blog, now=AUGUST)
    later = keep(blog, title="Nytt", published=datetime.fromtimestamp(AUGUST + 3600, UTC))
    second = take_snapshot(blog, now=AUGUST + 7200)
    assert (second.since, second.posts) == (first.taken, 1)
    [line] = files(second)["inlagg.jsonl"].splitlines()
    assert json.loads(line)["id"].endswith(later)
    assert [each.id for each in snapshot_storage.channel_snapshots(hub, blog.UID())] == [
        second.id,
        first.id,
    ]


def test_its_checksum_stands_in_the_channels_history(hub, blog):
    snapshot = take_snapshot(blog, now=AUGUST)
    with snapshot.file.open() as file:
        digest = sha256(file.read()).hexdigest()
    assert snapshot.sha256 == digest
    line = history.latest_lines(hub, [blog.UID()], "snapshot")[blog.UID()]
    assert line["comment"] == f"SHA-256 {digest}"


def test_what_a_person_brings_is_kept_under_names_of_ours(hub, blog):
    names = ["../../etc/passwd.png", "CON", "bild\x00.zip"]
    given = [PNG, b"%PDF-1.7 x", b"PK\x03\x04 x"]
    brought = [UploadedFile(*each) for each in zip(names, map(BytesIO, given), strict=True)]
    snapshot = store_uploads(blog, brought, now=AUGUST)
    kept = files(snapshot)
    assert set(kept) == {"om.json", "filer/01.png", "filer/02.pdf", "filer/03.zip"}
    assert kept["filer/01.png"] == PNG
    assert [each["name"] for each in json.loads(kept["om.json"])["files"]] == names
    assert snapshot.uploaded == tuple(names)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([], "Välj minst en fil."),
        ([b"<script>"], "a är varken en bild, en PDF eller en ZIP-fil."),
        ([PNG] * 51, "Högst femtio filer åt gången: lägg fler i en ZIP-fil."),
    ],
)
def test_what_is_no_picture_is_refused_and_nothing_kept(hub, blog, given, says):
    with pytest.raises(Refusal) as refused:
        store_uploads(blog, [UploadedFile("a", BytesIO(each)) for each in given])
    assert api.portal.translate(refused.value.sentence) == says
    assert list(snapshot_storage.channel_snapshots(hub, blog.UID())) == []
