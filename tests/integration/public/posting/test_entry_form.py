"""The form for an entry that is written by hand."""

import re
from urllib.parse import urlencode

import pytest
import transaction

from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of

TOKEN = re.compile(r'name="_authenticator" value="(\w+)"')
LINK = "https://www.instagram.com/p/Abc123/"
FORM = "hub/kultur/insta/@@new-entry"


@pytest.fixture
def send(browse, editor):
    """A function that sends the form as the editor: ``send({"picture-1": …}, text="Hej")``."""

    def send(files=None, *, url=FORM, **data):
        session = browse(*editor)
        page = session.get(url).text
        data = {"_authenticator": TOKEN.search(page)[1], **data}
        answer = session.post(url, data=data, files=files or {"none": ""}, allow_redirects=False)
        transaction.begin()
        return answer

    return send


@pytest.fixture
def stored(written_channel):
    """A function that gives the channel's stored entries."""
    hub = written_channel.aq_parent.aq_parent
    return lambda: [*all_entries(timeline_of(hub), written_channel.UID())]


def test_an_editor_pastes_an_address_a_text_and_a_picture(send, stored, paint_post, browse):
    files = {"picture-1": ("a.png", paint_post(), "image/png")}
    answer = send(files, link=LINK, text="Snön faller.", **{"alt-1": "En plog"})
    assert answer.status_code == 302
    [entry] = stored()
    page = browse().get(answer.headers["Location"]).text
    assert answer.headers["Location"].endswith(f"/hub/@@entry/{entry['entry_id']}")
    assert "Snön faller." in page
    assert 'alt="En plog"' in page
    assert "Snön faller." in browse().get("hub").text


def test_pressed_twice_it_is_one_entry(send, stored):
    for _press in range(2):
        assert send(link=LINK, text="Hej").status_code == 302
    assert len(stored()) == 1


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"link": "javascript:alert(1)", "text": "Hej"}, "link"),
        ({"link": LINK, "text": ""}, "text"),
        ({"link": LINK, "text": "Hej", "published": "2099-01-01T10:00"}, "published"),
    ],
)
def test_what_is_refused_stays_written_and_is_told_at_its_field(send, stored, data, field):
    page = send(**data).text
    assert 'role="alert"' in page
    [marked] = re.findall(r'<(?:input|textarea)[^>]*aria-invalid="true"[^>]*>', page)
    assert f'name="{field}"' in marked
    assert f'value="{data["link"]}"' in page
    assert stored() == []


def test_a_picture_without_a_description_is_refused(send, stored, paint_post):
    page = send({"picture-1": ("a.png", paint_post())}, link=LINK, text="Hej").text
    assert "Beskriv bild 1" in page
    assert stored() == []


@pytest.mark.usefixtures("framed")
def test_a_get_fills_the_form_in_and_writes_nothing(browse, editor, stored):
    brought = {"link": LINK, "title": "<b>Snö", "text": 'Hej "du"'}
    page = browse(*editor).get(f"{FORM}?{urlencode(brought)}").text
    assert f'value="{LINK}"' in page
    assert "&lt;b&gt;Snö" in page
    assert "Hej &quot;du&quot;" in page or 'Hej "du"' in page
    assert stored() == []


def test_another_sites_form_writes_nothing(submit, editor, stored):
    answer = submit(editor, FORM, {"link": LINK, "text": "Hej"}, token=False)
    transaction.begin()
    assert (answer.status_code == 302, stored()) == (False, [])


@pytest.mark.parametrize(("role", "status"), [("Editor", 200), ("Reviewer", 302), (None, 302)])
def test_who_is_shown_the_form(browse, person, written_channel, functional_portal, role, status):
    login = person(role, at=functional_portal.hub.kultur) if role else ()
    answer = browse(*login).get(FORM, allow_redirects=False)
    assert answer.status_code == status or "insufficient" in answer.text.lower()


def test_what_was_written_is_changed_in_the_same_form(send, stored, paint_post, browse, editor):
    files = {f"picture-{n}": (f"{n}.png", paint_post(30 + n), "image/png") for n in (1, 2)}
    marked = "Snön faller.\r\n\r\nhttps://example.se/karta"
    send(files, link=LINK, text=marked, **{"alt-1": "Ett", "alt-2": "Två"})
    [entry] = stored()
    url = f"hub/kultur/insta/@@edit-entry/{entry['entry_id']}"
    page = browse(*editor).get(url).text
    assert "https://example.se/karta</textarea>" in page
    data = {"link": LINK, "text": marked, "alt-1": "Ett nytt", "alt-2": "Två", "remove-2": "1"}
    assert send(url=url, **data).status_code == 302
    [after] = stored()
    assert [image["alt"] for image in after["images"]] == ["Ett nytt"]
    assert after["html"] == entry["html"]
    assert send(url=url, **{**data, "text": "Rättat"}).status_code == 302
    assert stored()[0]["title"] == "Rättat"


def test_of_what_the_source_tells_the_pictures_alone_are_described(
    send, stored, keep_told, written_channel, browse, editor
):
    url = f"hub/kultur/insta/@@edit-entry/{keep_told(written_channel)}"
    page = browse(*editor).get(url).text
    assert 'name="text"' not in page
    assert 'type="file"' not in page
    assert send(url=url, **{"alt-1": "En plog"}).status_code == 302
    assert stored()[0]["images"][0]["alt"] == "En plog"


def test_an_entry_that_is_not_the_channels_is_not_found(browse, editor, make_written, send, stored):
    send(link=LINK, text="Hej")
    make_written("annan")
    for path in (f"annan/@@edit-entry/{stored()[0]['entry_id']}", "insta/@@edit-entry/x"):
        assert browse(*editor).get(f"hub/kultur/{path}").status_code == 404


def test_a_closed_channel_says_why_there_is_no_form(browse, editor, make_written):
    make_written("stangd", state="closed")
    page = browse(*editor).get("hub/kultur/stangd/@@new-entry").text
    assert 'name="link"' not in page
    assert "avslutad" in page
