"""Entries handed in by a program, changed and withdrawn over REST."""

import pytest
import transaction
from helpers.integration.public.posting import HERE, lines
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.store import timeline_of

LINK = "https://www.instagram.com/p/Abc123/"
HOSTILE = '<p onclick="x()">Hej<script>alert(1)</script> <a href="javascript:alert(1)">här</a></p>'


def test_what_an_editor_hands_in_is_everywhere_at_once(rest, post, written_channel, browse, image):
    answer = post(html=HOSTILE, title="Nytt", language="sv", images=[image("En plog")])
    entry, hub = answer.json(), written_channel.absolute_url().rpartition("/kultur")[0]
    assert (answer.status_code, entry["is_visible"]) == (201, True)
    assert entry["@id"] == f"{written_channel.absolute_url()}/@entries/{entry['id']}"
    assert (entry["link"], entry["title"], entry["language"]) == (LINK, "Nytt", "sv")
    assert "script" not in entry["html"] + entry["summary"]
    assert "onclick" not in entry["html"]
    assert "javascript:" not in entry["html"]
    [found] = entry["images"]
    assert (found["alt"], found["width"], found["height"]) == ("En plog", 40, 30)
    served = browse().get(found["src"])
    assert (served.headers["Content-Type"], served.content[:4]) == ("image/webp", b"RIFF")
    for page in ("hub", "hub/kultur", "hub/kultur/insta", "hub/@@rss", "hub/@@json-feed"):
        assert "Nytt" in browse().get(page).text
    for place in (f"{hub}/@entries", f"{hub}/kultur/insta/@entries"):
        listed = rest("GET", place).json()
        assert [each["id"] for each in listed["items"]] == [entry["id"]]
    assert rest("GET", entry["@id"]).json()["title"] == "Nytt"
    assert lines(written_channel)[0] == ("entry-written", "editor-kultur", "Nytt")


def test_the_same_sent_twice_is_one_entry(post, rest):
    first, second = post(), post(link=f"{LINK}?utm_source=ig_web_copy_link")
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert rest("GET", HERE).json()["items_total"] == 1


@pytest.mark.parametrize(
    ("body", "guard"),
    [
        ({"link": "javascript:alert(1)"}, "link"),
        ({"html": ["Hej"]}, "html"),
        ({"images": "a.png"}, "images"),
        ({"images": [{"alt": "En plog"}]}, "images"),
        ({"images": [{"data": "%%", "alt": "Text"}]}, "images"),
        ({"images": [{"data": "a" * 15_000_000, "alt": "Stor"}]}, "images"),
        ({"images": [{"src": "upload:a.webp", "alt": "En annans"}]}, "images"),
        ({"author": "Anna"}, "author"),
        ({"do": "nonsense"}, "do"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence_with_its_field(post, rest, body, guard):
    answer = post(**body)
    told = answer.json()
    assert (answer.status_code, told["guard"], told["type"]) == (400, guard, "BadRequest")
    assert told["message"][-1] == "."
    assert "${" not in told["message"]
    assert rest("GET", HERE).json()["items_total"] == 0


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"x"'])
def test_what_is_no_object_is_refused(request_factory, editor, written_channel, body):
    answer = request_factory(basic_auth=editor).post(HERE, data=body)
    assert answer.status_code == 400


def test_pictures_are_described_and_four_at_most(post, image):
    assert post(images=[image(None)]).json()["guard"] == "images"
    assert post(images=[image("A")] * 5).json()["guard"] == "images"
    assert post(images=[image("")]).json()["images"][0]["alt"] == ""


def test_without_a_day_it_is_dated_now_and_with_one_by_the_sites_clock(post):
    assert post().json()["date_source"] == "first-seen"
    told = post(link="https://example.se/2", published="2026-05-04T18:00").json()
    assert told["published"] == "2026-05-04T16:00:00+00:00"


def test_a_picture_alone_is_an_entry_named_by_its_description(post, image):
    told = post(text="", images=[image("En plog på torget")]).json()
    assert (told["title"], told["title_derived"]) == ("En plog på torget", True)


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [
        ("Editor", "kultur", 201),
        ("Information Officer", None, 201),
        ("Site Administrator", None, 201),
        ("Editor", "skola", 401),
        ("Reviewer", "kultur", 401),
        ("Reader", "kultur", 401),
        ("Member", None, 401),
        (None, None, 401),
    ],
)
def test_who_may_hand_in(post, person, functional_portal, written_channel, role, place, status):
    hub = functional_portal.hub
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.create(hub, "Administration", "skola", title="Skola")
        transaction.commit()
    if (role, place) == ("Editor", "kultur"):
        login = ("editor-kultur", "correct-horse-battery")
    else:
        login = person(role, at=place and hub[place]) if role else ()
    assert post(login=login).status_code == status


def test_what_was_handed_in_is_changed_and_says_what_it_was(
    post, rest, editor, written_channel, image
):
    entry = post(images=[image("Fel")], published="2026-05-04T18:00").json()
    here, kept = entry["@id"], {"src": entry["images"][0]["src"], "alt": "Rätt"}
    told = rest("PATCH", here, editor, {"text": "Rättat", "images": [kept, image("Två")]}).json()
    assert (told["title"], told["published"]) == ("Rättat", entry["published"])
    assert [each["alt"] for each in told["images"]] == ["Rätt", "Två"]
    timeline = timeline_of(written_channel.aq_parent.aq_parent)
    [before] = version_list(timeline.get(entry["id"]))
    assert before["title"] == "Hej"
    assert lines(written_channel)[0] == ("entry-changed", "editor-kultur", "Rättat")
    refused = rest("PATCH", here, editor, {"published": "2099-01-01"})
    assert (refused.status_code, refused.json()["guard"]) == (400, "published")


def test_the_sources_words_are_its_own_but_its_pictures_can_be_described(
    rest, editor, written_channel, keep_told
):
    entry_id = keep_told(written_channel)
    url = f"{HERE}/{entry_id}"
    assert rest("PATCH", url, editor, {"text": "Mitt"}).json()["guard"] == "source"
    src = rest("GET", url).json()["images"][0]["src"]
    told = rest("PATCH", url, editor, {"images": [{"src": src, "alt": "En plog"}]}).json()
    assert told["images"][0]["alt"] == "En plog"
    keep_told(written_channel, "Ny rubrik")
    told = rest("GET", url).json()
    assert (told["title"], told["images"][0]["alt"]) == ("Ny rubrik", "En plog")


def test_what_is_withdrawn_is_kept_as_a_record_and_not_written_over(
    post, rest, editor, written_channel
):
    here = post().json()["@id"]
    answers = [rest("DELETE", here, editor).status_code for _time in range(2)]
    assert (answers, rest("GET", here).status_code) == ([204, 204], 404)
    assert rest("GET", HERE).json()["items_total"] == 0
    assert [step for step, *_ in lines(written_channel)][:2] == ["entry-hidden", "entry-written"]
    assert post(text="Igen").json()["guard"] == "hidden"


def test_an_entry_is_found_in_its_own_channel_only(post, rest, editor, make_written):
    make_written("annan")
    entry_id = post().json()["id"]
    for method in ("GET", "PATCH", "DELETE"):
        url = f"hub/kultur/annan/@entries/{entry_id}"
        assert rest(method, url, editor, {"text": "Nej"}).status_code == 404
