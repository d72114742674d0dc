"""The pages that pictures for the accounts are downloaded from, and the files themselves."""

import io
import re
from html import unescape

import pytest
import transaction
from PIL import Image
from plone import api

from katrineholm.socialhub.site.graphics.logo import put

CHANNEL = "hub/kultur/bloggen"
FILE = f"{CHANNEL}/@@kit-file"
FACEBOOK = "https://www.facebook.com/kultur"
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    b'<path d="M0 0h9v9H0Z" fill="#06f"/></svg>'
)
NOTHING = ["", "/", "/avatar", "/avatar.gif", "/nothing.png", "/avatar.png/more", "/badge.png"]


@pytest.fixture
def channel(make_functional_channel):
    return make_functional_channel(
        "bloggen", title="Bloggen <b> 🎉", profile_url="https://mastodon.se/@kultur"
    )


@pytest.fixture
def office(person):
    return person("Information Officer")


def is_asked_to_log_in(answer):
    return 'name="__ac_password"' in answer.text


def words(answer):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


@pytest.mark.parametrize(
    ("name", "size"), [("avatar", (400, 400)), ("header", (1500, 500))], ids=["avatar", "header"]
)
def test_anybody_downloads_the_pictures_of_an_official_channel(channel, browse, name, size):
    drawing, picture = (browse().get(f"{FILE}/{name}.{kind}") for kind in ("svg", "png"))
    assert Image.open(io.BytesIO(picture.content)).size == size
    assert "Bloggen &lt;b&gt; 🎉 – Kulturförvaltningen – Katrineholms kommun" in drawing.text
    for answer, kind, extension in (
        (drawing, "image/svg+xml; charset=utf-8", "svg"),
        (picture, "image/png", "png"),
    ):
        headers = answer.headers
        file_name = f"bloggen-{name}.{extension}"
        assert headers["Content-Type"] == kind
        assert headers["Content-Disposition"] == f'attachment; filename="{file_name}"'
        assert headers["Cache-Control"] == "public, max-age=3600"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_an_unchanged_picture_is_not_sent_again_and_a_changed_one_is(channel, browse):
    session = browse()
    session.headers["If-None-Match"] = session.get(f"{FILE}/avatar.png").headers["ETag"]
    assert session.get(f"{FILE}/avatar.png").status_code == 304
    channel.title = "Kulturbloggen"
    transaction.commit()
    assert session.get(f"{FILE}/avatar.png").status_code == 200


@pytest.mark.parametrize("rest", NOTHING)
def test_there_are_no_other_files(channel, browse, rest):
    assert browse().get(FILE + rest).status_code == 404


@pytest.mark.parametrize("state", ["draft", "reported"])
def test_before_a_channel_is_public_its_pictures_are_for_insiders(
    make_functional_channel, functional_administration, person, browse, state
):
    make_functional_channel("bloggen", state=state)
    editor = person("Editor", at=functional_administration)
    answer = browse(*editor).get(f"{FILE}/avatar.svg")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert is_asked_to_log_in(browse().get(f"{FILE}/avatar.svg"))


def test_pictures_are_no_more_public_than_the_hub(channel, browse):
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(channel.aq_parent.aq_parent, "retract")
    transaction.commit()
    assert is_asked_to_log_in(browse().get(f"{FILE}/avatar.svg"))


def test_a_place_on_facebook_has_a_badge(make_functional_channel, browse, office):
    make_functional_channel("bloggen", profile_url=FACEBOOK)
    badge = browse().get(f"{FILE}/badge.svg")
    page = browse(*office).get(f"{CHANNEL}/@@kit").text
    assert "Katrineholms kommun" in badge.text
    assert all(f"/@@kit-file/{name}.png" in page for name in ("avatar", "group", "event", "badge"))


def test_those_who_tend_a_channel_see_its_pictures_before_they_take_them(
    channel, functional_administration, person, browse
):
    editor, url = person("Editor", at=functional_administration), channel.absolute_url()
    answer = browse(*editor).get(f"{CHANNEL}/@@kit")
    assert re.findall(r'<img[^>]+src="([^"]+@@kit-file[^"]+)"', answer.text) == [
        f"{url}/@@kit-file/avatar.svg",
        f"{url}/@@kit-file/header.svg",
    ]
    assert 'alt="Bloggen &lt;b&gt; 🎉, Kulturförvaltningen, Katrineholms kommun"' in answer.text
    assert "1500 × 500" in words(answer)
    assert f'href="{url}/@@profile-text"' in answer.text
    left_out = re.search(r'class="alert alert-warning">(.*?)</p>', answer.text, re.S)[1]
    assert "🎉" in left_out
    assert f'href="{url}/@@kit"' in browse(*editor).get(CHANNEL).text


@pytest.mark.parametrize("page", [f"{CHANNEL}/@@kit", "hub/@@kits", "hub/@@kit-file/x/avatar.svg"])
def test_visitors_have_no_use_for_the_pages(channel, browse, page):
    assert is_asked_to_log_in(browse().get(page))


def test_the_office_takes_pictures_for_the_municipalitys_own_accounts(channel, browse, office):
    session = browse(*office)
    page = session.get("hub/@@kits?service=youtube").text
    assert "/hub/@@kit-file/youtube/header.png" in page
    assert re.findall(r"<option[^>]*selected[^>]*>([^<]+)<", page) == ["YouTube"]
    answer = session.get("hub/@@kit-file/youtube/header.svg")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="youtube-header.svg"'
    assert "<title>Katrineholms kommun</title>" in answer.text


@pytest.mark.parametrize("service", ["", "nothing", "digg", "x%22%3E"])
def test_a_service_that_is_not_offered_is_not_chosen(channel, browse, office, service):
    page = browse(*office).get(f"hub/@@kits?service={service}").text
    assert "/hub/@@kit-file/facebook/avatar.png" in page
    assert 'value="digg"' not in page


@pytest.mark.parametrize("rest", ["", "/avatar.png", "/nothing/avatar.png", "/x/cover.png"])
def test_there_are_no_files_of_other_services(channel, browse, office, rest):
    assert browse(*office).get(f"hub/@@kit-file{rest}").status_code == 404


def test_pictures_say_what_the_municipality_is_called(channel, browse, functional_portal):
    api.portal.set_registry_record("katrineholm.socialhub.municipality", "Flens kommun")
    transaction.commit()
    assert "Flens kommun" in browse().get(f"{FILE}/header.svg").text


def test_pictures_follow_the_graphic_profile(channel, browse, functional_portal):
    api.portal.set_registry_record("katrineholm.socialhub.profile.brand", "#00573f")
    put(io.BytesIO(LOGO))
    transaction.commit()
    drawing = browse().get(f"{FILE}/header.svg").text
    assert 'fill="#00573f"' in drawing
    assert "data:image/svg+xml;base64," in drawing
    picture = browse().get(f"{FILE}/header.png").content
    colours = {colour for _number, colour in Image.open(io.BytesIO(picture)).getcolors(2**24)}
    assert (0, 0x66, 255, 255) in colours
