"""What is handed in, checked field by field."""

import pytest
from zope.i18n import translate

from katrineholm.socialhub.public.posting.submission import (
    EMPTY_SUBMISSION,
    UploadedPicture,
    changed_submission,
    entry_with_pictures,
    submitted_entry,
    submitted_pictures,
)
from katrineholm.socialhub.site.pages.refusals import Refusal

NOW = 1_780_000_000
PROFILE = "https://www.instagram.com/insta/"
PLAIN = {"link": "https://www.instagram.com/p/1/", "text": "Hej"}


def entry(**fields):
    given = changed_submission(EMPTY_SUBMISSION, {**PLAIN, **fields})
    submitted_pictures(given)
    return submitted_entry(given, profile_url=PROFILE, language="sv", now=NOW)


@pytest.mark.parametrize(
    ("fields", "guard"),
    [
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": ""}, "link"),
        ({"link": "@anna"}, "link"),
        ({"link": 7}, "link"),
        ({"link": "https://anna@example.se/1"}, "link"),
        ({"link": "https://example.se/" + "a" * 2000}, "link"),
        ({"link": "https://www.instagram.com/insta"}, "link"),
        ({"link": "http://m.instagram.com/Insta/?hl=sv"}, "link"),
        ({"link": "https://www.instagram.com/insta/reels/"}, "link"),
        ({"link": "https://m.facebook.com/katrineholm/posts/1"}, "link"),
        ({"text": " "}, "text"),
        ({"text": "a" * 60_000}, "text"),
        ({"html": "<script>x</script>"}, "text"),
        ({"html": ["Hej"]}, "html"),
        ({"title": {}}, "title"),
        ({"title": "a" * 501}, "title"),
        ({"published": "1970-01-01T00:00"}, "published"),
        ({"published": "2099-01-01T00:00"}, "published"),
        ({"published": "0001-01-01T00:00"}, "published"),
        ({"published": "9999-12-31T23:59:59-12:00"}, "published"),
        ({"published": "i går"}, "published"),
        ({"language": "svenska språket"}, "language"),
        ({"pictures": [UploadedPicture("A", b"GIF8")]}, "images"),
        ({"pictures": [UploadedPicture("A", b"<svg/>")]}, "images"),
        ({"pictures": [UploadedPicture("A", b"a" * (10 * 2**20 + 1))]}, "images"),
        ({"pictures": [UploadedPicture(None, src="upload:a")]}, "images"),
        ({"pictures": [UploadedPicture("A", src="upload:a")] * 5}, "images"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence_with_its_field(portal, fields, guard):
    with pytest.raises(Refusal) as refused:
        entry(**fields)
    told = translate(refused.value.sentence, target_language="sv")
    assert refused.value.guard == guard
    assert (told[-1] in ".…", "${" in told, told == refused.value.sentence) == (True, False, False)


def test_html_is_cleaned_as_a_feeds(portal):
    found = entry(html='<p onclick="x()">Hej<script>x</script><a href="javascript:x">du</a></p>')
    assert found.html == '<p>Hej<a rel="nofollow noopener noreferrer">du</a></p>'


def test_plain_text_becomes_paragraphs_and_a_heading_is_taken_from_it(portal):
    found = entry(text="Snön faller i kväll.\n\nKör <försiktigt>")
    assert found.html == "<p>Snön faller i kväll.</p><p>Kör &lt;försiktigt&gt;</p>"
    assert (found.title, found.title_derived) == ("Snön faller i kväll.", True)


def test_a_moment_without_a_zone_is_the_sites_own_clocks(portal):
    assert entry(published="2026-05-04T18:00").published.isoformat() == "2026-05-04T16:00:00+00:00"
    assert entry(published="2026-01-04").published.isoformat() == "2026-01-03T23:00:00+00:00"
    assert entry().published is None


def test_tracking_is_taken_off_the_link_and_the_channels_language_stands_in(portal):
    found = entry(link="https://example.se/1?utm_source=x&id=2")
    assert (found.link, found.language) == ("https://example.se/1?id=2", "sv")
    assert entry(language="EN_gb").language == "en-GB"


def test_a_picture_is_made_small_and_tells_nothing_of_where_it_was_taken(portal, paint_post):
    data = paint_post(2000, 1000, "JPEG", comment=b"place")
    [(_upload, made)] = submitted_pictures(
        changed_submission(EMPTY_SUBMISSION, {"pictures": [UploadedPicture("A", data)]})
    )
    assert (made.type, made.width, made.height) == ("image/webp", 800, 400)
    assert b"place" not in made.data


def test_a_picture_alone_names_its_entry(portal):
    given = changed_submission(
        EMPTY_SUBMISSION, {**PLAIN, "text": "", "pictures": [UploadedPicture("En plog", src="x")]}
    )
    bare = submitted_entry(given, profile_url=PROFILE, language="sv", now=NOW)
    assert entry_with_pictures(bare, given.pictures).title == "En plog"
