"""What is disposed of is in no snapshot any more."""

import json
import re

import pytest
from helpers.integration.archive import AUGUST, JUNE, PICTURE, files

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.archive.packages import post_article, snapshot_storage
from katrineholm.socialhub.archive.packages.snapshot_redaction import DisposedPost, redact_snapshot
from katrineholm.socialhub.archive.packages.snapshots import take_snapshot
from katrineholm.socialhub.core.feeds.sanitiser import sanitise_html
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of


@pytest.fixture
def post(hub, blog):
    """A function that gives what is gone of the post with a title."""

    def post(title, kind="entry", **given):
        entry = next(
            each for each in all_entries(timeline_of(hub), blog.UID()) if each["title"] == title
        )
        told = {"changed": entry["last_changed"], "before": AUGUST, "why": "DHP 2.1", **given}
        return DisposedPost(entry["entry_id"], entry["time"], kind=kind, **told)

    return post


@pytest.fixture
def left(hub, blog):
    """A function that takes things out of a snapshot, and gives its files as they are then."""

    def left(snapshot, *gone):
        redact_snapshot(hub, snapshot, {each.entry_id: each for each in gone})
        return files(snapshot_storage.find_snapshot(hub, blog.UID(), snapshot.id))

    return left


def titles(kept):
    return [json.loads(line).get("name") for line in kept["inlagg.jsonl"].splitlines()]


def test_a_post_its_text_and_its_picture_are_gone_and_the_others_stay(hub, blog, post, left):
    snapshot = take_snapshot(blog, now=AUGUST)
    before, after = files(snapshot), left(snapshot, post("Badet"))
    assert sorted(map(str, titles(after))) == ["Dolt", "Ett tecken \x01 ?", "Juli", "None"]
    assert not any("Öppet".encode() in data or b"Badet" in data for data in after.values())
    assert b"Juli" in after["sida/index.html"]
    assert [name for name in before if name not in after] == [
        name for name in before if name.startswith("bilder/")
    ]
    kept = snapshot_storage.find_snapshot(hub, blog.UID(), snapshot.id)
    line = history.latest_lines(hub, [blog.UID()], "snapshot-redacted")[blog.UID()]
    assert line["comment"] == f"DHP 2.1, SHA-256 {snapshot.sha256} → {kept.sha256}"
    assert snapshot_storage.latest_time(hub, blog.UID(), AUGUST) == AUGUST


def test_a_page_of_the_release_before_has_no_ids_and_loses_the_post_too(
    blog, post, left, monkeypatch
):
    whole = post_article.post_article
    monkeypatch.setattr(
        "katrineholm.socialhub.archive.packages.snapshot_items.post_article",
        lambda *given: re.sub(' id="inlagg-[^"]*"', "", whole(*given)),
    )
    kept = left(take_snapshot(blog, now=AUGUST), post("Juli"))["sida/index.html"].decode()
    assert "Juli" not in kept
    assert "Öppet" in kept


def test_of_pictures_only_the_pictures_go(blog, post, left):
    after = left(take_snapshot(blog, now=AUGUST), post("Badet", "picture"))
    assert not any(name.startswith("bilder/") for name in after)
    assert "<img" not in after["sida/index.html"].decode()
    assert "Öppet" in after["sida/index.html"].decode()


def test_a_picture_in_a_text_goes_with_its_file(hub, blog, keep, picture, post, left):
    cleaned, images = sanitise_html(f'<p>Så: <img src="{PICTURE}" alt="a > b"> Klart</p>')
    keep(blog, title="Bild i text", html=cleaned, images=images, published=JUNE)
    snapshot = take_snapshot(blog, now=AUGUST)
    assert files(snapshot)["sida/index.html"].decode().count("<img") == 2
    after = left(snapshot, post("Badet", "picture"), post("Bild i text", "picture"))
    assert "<img" not in after["sida/index.html"].decode()
    assert "Klart" in after["sida/index.html"].decode()
    assert not any(name.startswith("bilder/") for name in after)


@pytest.mark.parametrize(("changed", "stays"), [(AUGUST, True), (AUGUST + 1, False)])
def test_of_versions_what_was_said_then_goes_if_it_is_another_now(blog, post, left, changed, stays):
    after = left(take_snapshot(blog, now=AUGUST), post("Badet", "version", changed=changed))
    assert ("Badet" in titles(after)) is stays
    assert ("Öppet" in after["sida/index.html"].decode()) is stays


@pytest.mark.parametrize("kind", ["picture", "version", "entry"])
def test_what_is_gone_is_not_missed_when_the_next_is_disposed_of(blog, hub, post, left, kind):
    snapshot = take_snapshot(blog, now=AUGUST)
    before = left(snapshot, post("Badet", "version", changed=AUGUST + 1))
    assert (
        left(snapshot_storage.find_snapshot(hub, blog.UID(), snapshot.id), post("Badet", kind))
        == before
    )


def test_a_snapshot_without_it_is_not_touched(hub, blog, post):
    snapshot = take_snapshot(blog, now=AUGUST)
    other = DisposedPost("0" * 20, 1, 1, "entry", AUGUST, "DHP 2.1")
    assert not redact_snapshot(hub, snapshot, {other.entry_id: other})
    assert snapshot_storage.find_snapshot(hub, blog.UID(), snapshot.id).sha256 == snapshot.sha256
