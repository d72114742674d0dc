"""The one door for what is handed in, whoever hands it in."""

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.timeline.originals import stored_originals
from katrineholm.socialhub.core.timeline.pictures import stored_pictures
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import latest_entries
from katrineholm.socialhub.public.posting.entry_storage import (
    change_entry,
    create_entry,
    withdraw_entry,
)
from katrineholm.socialhub.public.posting.submission import UploadedPicture
from katrineholm.socialhub.site.pages.refusals import Refusal

LINK = "https://www.instagram.com/p/Abc123/"


@pytest.fixture
def make(make_channel):
    """A function that makes a channel that lives by hand."""

    def make(id="insta", **fields):
        plain = {"profile_url": f"https://www.instagram.com/{id}/", "feed_url": None}
        return make_channel(id, **{**plain, "platform": "instagram", **fields})

    return make


def shown(channel):
    return [each["title"] for each in latest_entries(timeline_of(hub_of(channel)), [channel.UID()])]


def write_as_manager(channel, **fields):
    with api.env.adopt_user(SITE_OWNER_NAME):
        return create_entry(channel, {"link": LINK, "text": "Hej", **fields})


def test_what_is_written_is_shown_and_told_of_in_the_history(make):
    channel = make()
    entry_id, done = write_as_manager(channel)
    assert (done, shown(channel)) == ("new", ["Hej"])
    assert write_as_manager(channel) == (entry_id, "same")
    steps = [(line["step"], line["who"]) for line in history.channel_lines(channel)]
    assert steps[0] == ("entry-written", "admin")
    assert [step for step, _who in steps].count("entry-written") == 1


@pytest.mark.parametrize("fields", [{"hold": True}, {"exclude_words": ("hej",)}, {"max_age": 1}])
def test_holding_words_and_limits_hold_for_what_is_written(make, fields):
    channel = make(**fields)
    write_as_manager(channel, published="2020-01-01T12:00")
    assert shown(channel) == []


@pytest.mark.parametrize(
    ("fields", "guard"),
    [
        ({"platform": "facebook", "profile_url": "https://www.facebook.com/kat"}, "source"),
        ({"state": "closed"}, "state"),
    ],
)
def test_a_channel_that_is_never_gathered_takes_nothing(make, fields, guard):
    channel = make(**fields)
    with pytest.raises(Refusal) as refused:
        write_as_manager(channel)
    assert refused.value.guard == guard
    assert shown(channel) == []


def test_what_was_withdrawn_is_not_written_over(make):
    channel = make()
    entry_id, _done = write_as_manager(channel)
    assert (withdraw_entry(channel, entry_id), withdraw_entry(channel, entry_id)) == (True, False)
    with pytest.raises(Refusal) as refused:
        write_as_manager(channel, text="Igen")
    assert (refused.value.guard, shown(channel)) == ("hidden", [])


def test_an_address_is_not_taken_over_from_another_entry(make):
    channel = make()
    write_as_manager(channel)
    other, _done = write_as_manager(channel, link="https://www.instagram.com/p/2/", text="Två")
    with pytest.raises(Refusal) as refused:
        change_entry(channel, other, {"link": LINK})
    assert refused.value.guard == "link"
    assert change_entry(channel, other, {"link": "https://www.instagram.com/p/3/"}) == "changed"
    assert sorted(shown(channel)) == ["Hej", "Två"]


def test_a_post_that_the_feed_has_told_takes_descriptions_alone(make, keep_told):
    channel = make(feed_url="https://example.se/rss", platform="website")
    entry_id = keep_told(channel, commit=False)
    timeline = timeline_of(hub_of(channel))
    [picture] = stored_pictures(timeline, timeline.get(entry_id))
    for changes in ({"text": "Mitt"}, {"pictures": [UploadedPicture("Ny", data=b"x")]}):
        with pytest.raises(Refusal) as refused:
            change_entry(channel, entry_id, changes)
        assert refused.value.guard == "source"
    described = {"pictures": [UploadedPicture("En plog", src=picture["src"])]}
    assert change_entry(channel, entry_id, described) == "changed"
    keep_told(channel, "Ny rubrik", commit=False)
    assert shown(channel) == ["Ny rubrik"]
    assert [each["alt"] for each in stored_pictures(timeline, timeline.get(entry_id))] == [
        "En plog"
    ]


def test_a_post_by_hand_and_from_the_feed_is_one_entry(make, keep_told):
    channel = make(feed_url="https://example.se/rss", platform="website")
    entry_id, _done = write_as_manager(channel, link="https://www.example.se/1")
    assert keep_told(channel, commit=False) == entry_id
    assert shown(channel) == ["Rubrik"]


@pytest.mark.parametrize("keeps", [True, False])
def test_the_original_of_an_upload_is_kept_unless_a_setting_says_no(make, paint, keeps):
    api.portal.set_registry_record("katrineholm.socialhub.keep_originals", keeps)
    channel = make()
    picture = UploadedPicture("En plog", data=paint())
    entry_id, _done = write_as_manager(channel, pictures=[picture])
    timeline = timeline_of(hub_of(channel))
    [original] = [*stored_originals(timeline, timeline.get(entry_id))] or [None]
    assert (original is not None) is keeps
    if keeps:
        assert (original.blob.open().read(), original.type) == (paint(), "image/jpeg")
