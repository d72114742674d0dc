"""What a snapshot holds."""

import json

from helpers.integration.archive import AUGUST, files

from katrineholm.socialhub.archive.packages.snapshots import take_snapshot
from katrineholm.socialhub.core.timeline.decisions import mask_entry
from katrineholm.socialhub.core.timeline.pictures import stored_pictures
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of


def test_it_holds_card_rules_numbers_posts_and_pictures(hub, blog, picture):
    blog.purpose = "Om <kultur>"
    kept = files(take_snapshot(blog, now=AUGUST))
    about = json.loads(kept["om.json"])
    assert (about["posts_shown"], about["posts_kept"], about["posts_since"]) == (3, 4, 4)
    assert json.loads(kept["regler.json"])["own"] == []
    assert len(kept["inlagg.jsonl"].splitlines()) == 4
    assert b"bloggen" in kept["kanal.csv"]
    assert [data for name, data in kept.items() if name.startswith("bilder/")] == [picture]


def test_a_masked_post_stands_in_it_whole_also_when_it_is_old(hub, blog, picture):
    timeline = timeline_of(hub)
    [post] = [each for each in all_entries(timeline, blog.UID()) if each["title"] == "Badet"]
    names = [each["name"] for each in stored_pictures(timeline, post)]
    mask_entry(timeline, post["entry_id"], ["Öppet"], names, reason="x", by="ida", now=1)
    first, second = (files(take_snapshot(blog, now=AUGUST + at)) for at in (0, 1))
    assert "Öppet".encode() in first["inlagg.jsonl"]
    for kept in (first, second):
        page = kept["sida/index.html"].decode()
        assert "Öppet" in page
        assert "maskat för besökare" in page
        assert [data for name, data in kept.items() if name.startswith("bilder/")] == [picture]


def test_the_page_is_what_the_public_saw_and_needs_no_net(hub, blog):
    blog.purpose = "Om <kultur>"
    kept = files(take_snapshot(blog, now=AUGUST))
    page = kept["sida/index.html"].decode()
    assert "Om &lt;kultur&gt;" in page
    assert "<p>Öppet</p>" in page
    assert "Dolt" not in page
    [picture] = [name for name in kept if name.startswith("bilder/")]
    assert f'src="../{picture}"' in page
    assert page.count("src=") == 1
    assert "default-src 'none'" in page
