"""The desk on which pictures are described and films seen to have captions, many at once."""

import re

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.core.feeds.model import Image, Media
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.store import timeline_of

DESK = "hub/@@undescribed-pictures"
FIELD = re.compile(r'<textarea[^>]*name="(alt-[\w.]+)"')


@pytest.fixture
def entries(written_channel, keep):
    """A function that stores entries with a picture each, as a source tells them; gives ids."""

    def entries(number=2, **values):
        timeline, found = timeline_of(written_channel.aq_parent.aq_parent), []
        for each in range(number):
            src = f"https://cdn.example.se/{each}.jpg"
            plain = {"title": f"Bild {each}", "images": (Image(src),)}
            plain["html"] = f'<p><img src="{src}" alt=""></p>'
            entry = keep(written_channel, **{**plain, **values})
            add_picture(timeline, entry, src, b"RIFF....WEBP", 20, 10, "image/webp")
            found.append(entry)
        transaction.commit()
        return found

    return entries


@pytest.fixture
def timeline(functional_portal, written_channel):
    """The hub's timeline, as it is committed."""
    transaction.begin()
    return timeline_of(functional_portal.hub)


def fields(page):
    return FIELD.findall(page)


def alts(timeline, entry):
    transaction.begin()
    return [each["alt"] for each in timeline.get(entry)["images"]]


def test_several_are_described_at_once_and_the_rest_stays(
    entries, browse, editor, submit, timeline, written_channel
):
    ids = entries(3)
    page = browse(*editor).get(DESK).text
    first, second, third = fields(page)
    looks = third.replace("alt-", "looks-")
    data = {first: "  En plog\ni snö ", second: "", looks: "1"}
    answer = submit(editor, DESK, data)
    assert answer.status_code == 302
    by_field = {f"alt-{each}": alts(timeline, each) for each in ids}
    assert sorted(map(str, by_field.values())) == ["['']", "['En plog i snö']", "[None]"]
    left = browse(*editor).get(DESK).text
    assert fields(left) == [second]
    assert "Beskrivna bilder: 2" in left or "2 av 3" in left
    steps = [line["step"] for line in history.channel_lines(written_channel)]
    assert steps.count("pictures-described") == 2


def test_what_was_written_is_shown_wherever_the_picture_is(
    entries, browse, editor, submit, request_factory
):
    [entry] = entries(1)
    [field] = fields(browse(*editor).get(DESK).text)
    submit(editor, DESK, {field: "En plog"})
    visitor = browse()
    for place in ("hub", "hub/kultur/insta", f"hub/@@entry/{entry}"):
        assert 'alt="En plog"' in visitor.get(place).text
    assert visitor.get(f"hub/@@entry/{entry}").text.count('alt="En plog"') >= 1
    assert "En plog" in visitor.get("hub/@@json-feed").text
    assert "En plog" in visitor.get("hub/@@atom").text
    [item] = request_factory().get("hub/@entries").json()["items"]
    assert [each["alt"] for each in item["images"]] == ["En plog"]


def test_a_picture_that_is_another_meanwhile_is_not_described(
    entries, browse, editor, submit, timeline, written_channel, keep
):
    [entry] = entries(1)
    [field] = fields(browse(*editor).get(DESK).text)
    gone = f"{field.rpartition('.')[0]}.{'0' * 16}"
    answer = submit(editor, DESK, {gone: "En plog", "alt-nothing.1": "En plog"})
    assert answer.status_code == 302
    assert alts(timeline, entry) == [None]


@pytest.mark.usefixtures("framed")
def test_too_long_a_text_is_refused_with_all_that_was_written(
    entries, browse, editor, submit, timeline
):
    ids = entries(2)
    first, second = fields(browse(*editor).get(DESK).text)
    answer = submit(editor, DESK, {first: "Kort", second: "x" * 1001})
    assert 'role="alert"' in answer.text
    assert "högst 1000 tecken" in answer.text
    assert "Kort</textarea>" in answer.text
    assert [alts(timeline, each) for each in ids] == [[None], [None]]


def test_a_page_at_a_time_with_a_way_past_it(entries, browse, editor):
    entries(23)
    session = browse(*editor)
    page = session.get(DESK).text
    [after] = re.findall(r"after=(\w+)\"", page)
    rest = session.get(f"{DESK}?after={after}").text
    assert (len(fields(page)), len(fields(rest))) == (20, 3)
    assert not {*fields(page)} & {*fields(rest)}
    assert "after=" not in re.findall(r'href="([^"]*undescribed[^"]*)"', rest)


def test_an_editor_sees_and_changes_what_is_own(
    entries, browse, editor, submit, person, functional_portal, timeline
):
    [entry] = entries(1)
    with api.env.adopt_user(SITE_OWNER_NAME):
        school = api.content.create(functional_portal.hub, "Administration", "skola", title="S")
        transaction.commit()
    other = person("Editor", at=school)
    [field] = fields(browse(*editor).get(DESK).text)
    assert fields(browse(*other).get(DESK).text) == []
    assert submit(other, DESK, {field: "Annans"}).status_code == 302
    assert alts(timeline, entry) == [None]
    assert submit(editor, DESK, {field: "Nej"}, token=False).status_code in (401, 403)
    assert alts(timeline, entry) == [None]


@pytest.mark.usefixtures("framed")
def test_films_are_ticked_off_when_captions_have_been_seen(
    written_channel, keep, browse, editor, submit, timeline
):
    film = Media("https://film.example.se/1.mp4", "video/mp4")
    told = Media("https://film.example.se/2.mp4", "video/mp4", "https://film.example.se/2.vtt")
    one, _told = (keep(written_channel, title=str(each), media=(each,)) for each in (film, told))
    transaction.commit()
    page = browse(*editor).get(f"{DESK}?films=1").text
    assert re.findall(r'name="entry"[^>]*value="(\w+)"', page) == [one]
    assert "Källan anger video/mp4 men ingen textning." in page
    submit(editor, f"{DESK}?films=1", {"entry": one})
    transaction.begin()
    assert timeline.get(one)["captioned"]["by"] == editor[0]
    assert "Alla filmer och ljud är textade" in browse(*editor).get(f"{DESK}?films=1").text
