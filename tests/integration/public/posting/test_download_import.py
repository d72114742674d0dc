"""The one door for downloads, whoever brings them."""

import pytest
import transaction
from helpers.core.downloads import instagram, zipped
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.timeline.pictures import stored_pictures
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.posting.download_import import (
    import_download,
    preview_download,
    record_only_reason,
)
from katrineholm.socialhub.public.posting.entry_storage import change_entry, create_entry
from katrineholm.socialhub.public.posting.submission import Refused, UploadedPicture
from katrineholm.socialhub.site.pages.refusals import Refusal

POSTS = ["Badet öppnar på lördag", "Midsommar på ön"]


def bring(channel, *uploads, only=False, **more):
    with api.env.adopt_user(SITE_OWNER_NAME):
        outcome = import_download(channel, uploads, record_only=only, **more)
    transaction.commit()
    return outcome


def steps(channel):
    return [line["step"] for line in history.channel_lines(channel)]


def test_looking_tells_all_and_writes_nothing(instagram_channel, download, stored):
    with api.env.adopt_user(SITE_OWNER_NAME):
        outcome = preview_download(instagram_channel, [download()], record_only=False)
    assert (outcome.report.posts, outcome.known, outcome.to_make) == (3, 0, 1)
    assert (outcome.report.closed, outcome.report.left_out) == ({"story": 1}, {"messages": 1})
    assert not instagram_channel._p_jar._registered_objects
    assert stored(instagram_channel) == {}


def test_what_is_brought_in_is_shown_and_told_of_and_twice_writes_nothing(
    instagram_channel, download, shown, stored
):
    outcome = bring(instagram_channel, download())
    assert (outcome.done, outcome.undescribed, outcome.unread) == ({"new": 3}, 1, 0)
    assert shown(instagram_channel) == POSTS
    assert stored(instagram_channel)["Hemligt"]["record"] == "story"
    [picture] = stored_pictures(
        timeline_of(hub_of(instagram_channel)), stored(instagram_channel)[POSTS[0]]
    )
    assert (picture["alt"], picture["width"]) == (None, 40)
    before = instagram_channel._p_jar.db().lastTransaction()
    assert bring(instagram_channel, download()).done == {"same": 3}
    assert instagram_channel._p_jar.db().lastTransaction() == before
    assert steps(instagram_channel).count("download-kept") == 1


def test_for_the_record_only_nothing_is_shown(instagram_channel, download, shown, stored):
    bring(instagram_channel, download(), only=True)
    assert shown(instagram_channel) == []
    assert {each["record"] for each in stored(instagram_channel).values()} == {"chosen", "story"}
    assert steps(instagram_channel)[0] == "download-kept-record"


@pytest.mark.parametrize(
    "fields",
    [{"platform": "facebook", "profile_url": "https://www.facebook.com/kat"}, {"state": "closed"}],
)
def test_facebook_and_closed_channels_keep_for_the_record_only(make_instagram, shown, fields):
    channel = make_instagram("annan", **fields)
    if fields.get("platform") == "facebook":
        told = [{"timestamp": 1781863200, "data": [{"post": "Hej"}], "attachments": []}]
        files = zipped({"posts/profile_posts_1.json": told})
    else:
        files = instagram("Hej")
    with api.env.adopt_user(SITE_OWNER_NAME):
        assert record_only_reason(channel)
    outcome = bring(channel, files)
    assert (outcome.kept, outcome.done["new"], shown(channel)) == ("record", 1, [])


def test_an_archivist_keeps_for_the_record_only(instagram_channel, download, shown):
    with api.env.adopt_roles(["Archivist"]):
        assert record_only_reason(instagram_channel)
        assert import_download(instagram_channel, [download()], record_only=False).kept == "record"
    transaction.commit()
    assert shown(instagram_channel) == []


def test_a_refused_download_says_why_in_one_sentence(instagram_channel, stored):
    elsewhere = zipped({"posts/profile_posts_1.json": [{"timestamp": 1, "data": []}]})
    for files in ([], [elsewhere], [zipped({"../a.json": "[]"})]):
        with pytest.raises(Refusal) as refusal:
            bring(instagram_channel, *files)
        transaction.abort()
        assert refusal.value.sentence.domain == "katrineholm.socialhub"
    assert stored(instagram_channel) == {}


def test_a_download_that_breaks_halfway_leaves_nothing(
    instagram_channel, download, paint, shown, stored
):
    broken = instagram("Badet öppnar på lördag", pictures=[paint() * 40])
    data = bytearray(broken.stream.getvalue())
    at = data.find(b"media/posts/202606/0.jpg") + 60
    data[at : at + 20] = b"\xff" * 20
    broken.stream.seek(0), broken.stream.write(bytes(data))
    with pytest.raises(Refusal):
        bring(instagram_channel, broken)
    transaction.abort()
    assert stored(instagram_channel) == {}


def test_words_holding_and_limits_hold_for_what_is_brought_in(make_instagram, download, shown):
    for number, fields in enumerate(({"hold": True}, {"exclude_words": ("badet", "midsommar")})):
        channel = make_instagram(f"k{number}", **fields)
        bring(channel, download())
        assert shown(channel) == []
    channel = make_instagram("kort", max_entries=1)
    bring(channel, download())
    assert shown(channel) == POSTS[1:]


def test_its_pictures_are_described_and_its_words_are_the_services_own(
    instagram_channel, download, stored
):
    bring(instagram_channel, download())
    entry = stored(instagram_channel)[POSTS[0]]
    [picture] = stored_pictures(timeline_of(hub_of(instagram_channel)), entry)
    with api.env.adopt_user(SITE_OWNER_NAME):
        with pytest.raises(Refused):
            change_entry(instagram_channel, entry["entry_id"], {"text": "Mitt"})
        described = {"pictures": [UploadedPicture("Badet", src=picture["src"])]}
        assert change_entry(instagram_channel, entry["entry_id"], described) == "changed"
    transaction.commit()
    assert bring(instagram_channel, download()).done == {"same": 3}
    [picture] = stored_pictures(
        timeline_of(hub_of(instagram_channel)), stored(instagram_channel)[POSTS[0]]
    )
    assert picture["alt"] == "Badet"


@pytest.mark.parametrize("first", ["hand", "download"])
def test_what_was_written_by_hand_is_the_same_entry(instagram_channel, download, shown, first):
    link = "https://www.instagram.com/p/Abc123/"
    by_hand = {"link": link, "text": POSTS[0], "published": "2026-06-19T12:00"}

    def write_it():
        with api.env.adopt_user(SITE_OWNER_NAME):
            create_entry(instagram_channel, by_hand)
        transaction.commit()

    steps = [write_it, lambda: bring(instagram_channel, download())]
    for step in steps if first == "hand" else reversed(steps):
        step()
    assert shown(instagram_channel) == POSTS


def test_a_browser_does_not_wait_for_too_many_pictures(instagram_channel, download, stored):
    with pytest.raises(Refusal):
        bring(instagram_channel, download(), most=0)
    transaction.abort()
    assert stored(instagram_channel) == {}
