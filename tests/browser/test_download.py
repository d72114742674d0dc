"""An editor brings a service's download in: looked at first, then kept."""

import pytest
from helpers.browser.eyes import CONTENT, violations
from helpers.core.downloads import AT, PLACE, instagram, zipped
from playwright.sync_api import expect

CHANNEL = "/kulturforvaltningen/kulturen-pa-instagram"


@pytest.fixture
def download(request, tmp_path):
    """A function that gives a file: a post with a picture, a story, and what is not understood."""

    def download(text):
        park = (request.config.rootpath / "demo" / "pictures" / "park.jpg").read_bytes()
        reel = {"media": [{"uri": "media/1.mp4", "title": "Film", "creation_timestamp": AT}]}
        reels = {"ig_reels_media": [reel, {"surprise": 1}]}
        made = instagram(text, pictures=[park], stories=[f"Story {text}"])
        more = zipped({PLACE + "reels.json": reels})
        files = [tmp_path / "instagram-1.zip", tmp_path / "instagram-2.zip"]
        for file, upload in zip(files, (made, more), strict=True):
            file.write_bytes(upload.stream.getvalue())
        return files

    return download


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("plain", {"java_script_enabled": False}),
        ("phone", {"viewport": {"width": 390, "height": 844}}),
    ],
)
def test_a_download_of_two_files_is_looked_at_and_kept(open_as, hub_url, download, name, options):
    page, text = open_as("redaktor", **options), f"Bryggan är lagad ({name})."
    files = download(text)
    page.goto(f"{hub_url}{CHANNEL}")
    page.click("text=Läs in en nedladdning")
    page.set_input_files("[name=file]", files)
    page.click("text=Se vad som finns i den")
    expect(page.locator("#socialhub-found")).to_be_visible()
    for said in ("händelser (stories): 1", "meddelanden: 1", "Rader: 1"):
        assert said in page.inner_text("#content")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click("text=Läs in inläggen")
    assert "Nedladdningen är inläst" in page.inner_text("body")
    page.goto(f"{hub_url}{CHANNEL}")
    assert text in page.inner_text("#content")
    assert f"Story {text}" not in page.inner_text("#content")


def test_what_is_found_can_be_read_by_everybody(open_as, hub_url, download):
    page = open_as("redaktor")
    page.goto(f"{hub_url}{CHANNEL}/@@import-download")
    page.set_input_files("[name=file]", download("Bryggan är lagad."))
    page.click("text=Se vad som finns i den")
    page.click("summary")
    assert not (found := violations(page, CONTENT)), found
