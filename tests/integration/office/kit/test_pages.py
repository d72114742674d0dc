"""The pages that show the pictures."""

import re
from html import unescape

import pytest
from helpers.integration.office.kit import is_asked_to_log_in

CHANNEL = "hub/kultur/bloggen"


def words(answer):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


@pytest.mark.usefixtures("framed")
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
    assert f'href="{url}/@@kit"' in browse(*editor).get(f"{CHANNEL}/@@account").text


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
