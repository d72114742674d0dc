"""The pictures as files."""

import io

import pytest
import transaction
from helpers.integration.office.kit import is_asked_to_log_in
from PIL import Image
from plone import api

CHANNEL = "hub/kultur/bloggen"
FILE = f"{CHANNEL}/@@kit-file"
FACEBOOK = "https://www.facebook.com/kultur"
# What of a name is drawn may be nothing, in parts or as a whole.
STRANGE = ["Kultur \u00ad fritid", "a\u00ad\u00adb", "\u00ad", "🎉", "\u0301 \u0301", "W" * 300]
NOTHING = ["", "/", "/avatar", "/avatar.gif", "/nothing.png", "/avatar.png/more", "/badge.png"]


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


@pytest.mark.parametrize("title", STRANGE)
def test_every_picture_is_made_whatever_the_channel_is_called(channel, browse, title):
    channel.title = title
    transaction.commit()
    for file in ("avatar.svg", "avatar.png", "header.svg", "header.png"):
        assert browse().get(f"{FILE}/{file}").status_code == 200


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


@pytest.mark.parametrize("rest", ["", "/avatar.png", "/nothing/avatar.png", "/x/cover.png"])
def test_there_are_no_files_of_other_services(channel, browse, office, rest):
    assert browse(*office).get(f"hub/@@kit-file{rest}").status_code == 404
