"""The page: first what would happen, then all of it or nothing."""

import re
from time import time

import pytest
import transaction
from helpers.core.downloads import instagram, zipped

from katrineholm.socialhub.public.posting import held_downloads

pytestmark = pytest.mark.usefixtures("framed")

FORM = "hub/kultur/insta/@@import-download"
TOKEN = re.compile(r'name="_authenticator" value="(\w+)"')
HIDDEN = re.compile(r'name="(seen|held)"[^>]*value="(\w+)"')


@pytest.fixture
def send(browse, instagram_editor):
    """A function that sends the form as the editor: ``send(upload, do="keep")``."""

    def send(*uploads, url=FORM, login=instagram_editor, **data):
        session = browse(*login)
        token = TOKEN.search(session.get(url).text)[1]
        files = [("file", (each.name, each.stream.getvalue())) for each in uploads]
        data = {"_authenticator": token, **data}
        nothing = [("file", ("", b""))]
        answer = session.post(url, data=data, files=files or nothing, allow_redirects=False)
        transaction.begin()
        return answer

    return send


def hidden_in(answer):
    """The hidden fields of a preview: what was seen, and the key of the files on hold."""
    return dict(HIDDEN.findall(answer.text))


def test_looking_shows_what_is_in_it_and_keeps_nothing(send, download, stored, instagram_channel):
    page = send(download(), do="look").text
    told = ("Det här finns i nedladdningen", "händelser (stories)", "posts_1.json", "meddelanden")
    for said in told:
        assert said in page
    assert "2 av 2" in page
    assert stored(instagram_channel) == {}


def test_what_was_looked_at_is_kept_without_choosing_the_files_again(
    send, download, shown, instagram_channel, browse
):
    page = send(download(), do="look")
    assert 'type="file"' not in page.text
    answer = send(do="keep", **hidden_in(page))
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/hub/kultur/insta")
    assert shown(instagram_channel) == ["Badet öppnar på lördag", "Midsommar på ön"]
    assert "Badet öppnar" in browse().get("hub").text
    assert "Hemligt" not in browse().get("hub").text


def test_what_was_confirmed_is_not_there_to_be_confirmed_again(
    send, download, shown, instagram_channel
):
    hidden = hidden_in(send(download(), do="look"))
    assert send(do="keep", **hidden).status_code == 302
    again = send(do="keep", **hidden)
    assert "Filerna finns inte kvar" in again.text
    assert 'type="file"' in again.text
    assert len(shown(instagram_channel)) == 2


@pytest.mark.parametrize("who", ["another", "later", "elsewhere", "no key", "half a key"])
def test_files_on_hold_are_for_whoever_looked_at_them_for_an_hour_in_the_channel(
    send, download, stored, instagram_channel, make_instagram, person, monkeypatch, who
):
    hidden, more = hidden_in(send(download(), do="look")), {}
    if who == "another":
        more = {"login": person("Information Officer")}
    elif who == "later":
        monkeypatch.setattr(held_downloads, "time", lambda: time() + held_downloads.LONGEST)
    elif who == "elsewhere":
        make_instagram("annat", profile_url="https://www.instagram.com/annat/")
        more = {"url": "hub/kultur/annat/@@import-download"}
    else:
        hidden["held"] = "xyz" if who == "no key" else hidden["held"][:32]
    answer = send(do="keep", **hidden, **more)
    assert "Filerna finns inte kvar" in answer.text
    assert stored(instagram_channel) == {}


def test_what_is_to_be_done_with_them_may_change_without_choosing_them_again(
    send, download, stored, shown, instagram_channel
):
    hidden = hidden_in(send(download(), do="look"))
    page = send(do="keep", record_only="1", **hidden)
    assert "Så här skulle det bli nu" in page.text
    assert stored(instagram_channel) == {}
    assert send(do="keep", record_only="1", **hidden_in(page)).status_code == 302
    assert (len(stored(instagram_channel)), shown(instagram_channel)) == (3, [])


def test_another_file_than_the_one_looked_at_is_looked_at_first(
    send, download, stored, instagram_channel
):
    hidden = hidden_in(send(download(), do="look"))
    for answer in (
        send(instagram("Något annat"), do="keep", **hidden),
        send(download(), do="keep", seen=hidden["seen"], record_only="1"),
        send(download(), do="keep"),
    ):
        assert "Så här skulle det bli nu" in answer.text
    assert stored(instagram_channel) == {}


def test_for_the_record_only_it_leads_to_what_is_not_shown(
    send, download, shown, instagram_channel, browse, instagram_editor
):
    hidden = hidden_in(send(download(), do="look", record_only="1"))
    answer = send(do="keep", record_only="1", **hidden)
    page = browse(*instagram_editor).get(answer.headers["Location"]).text
    assert page.count("Sparat utan att visas") == 3
    assert shown(instagram_channel) == []


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((), "Välj filen"),
        ((zipped({"a.jpg": b"x"}),), "ingen nedladdning som vi känner till"),
        ((zipped({"posts/profile_posts_1.json": "[]"}),), "Facebook"),
    ],
)
def test_what_is_refused_is_told_at_the_form(send, stored, instagram_channel, files, said):
    page = send(*files, do="keep").text
    assert 'role="alert"' in page
    assert said in page
    assert 'aria-invalid="true"' in page
    assert stored(instagram_channel) == {}


def test_another_sites_form_changes_nothing(
    browse, instagram_editor, download, stored, instagram_channel
):
    files = {"file": ("a.zip", download().stream.getvalue())}
    answer = browse(*instagram_editor).post(FORM, data={"do": "keep"}, files=files)
    assert answer.status_code == 403
    assert stored(instagram_channel) == {}


def test_the_channels_page_leads_there(browse, instagram_editor):
    assert "Läs in en nedladdning" in browse(*instagram_editor).get("hub/kultur/insta").text
    assert "Läs in en nedladdning" not in browse().get("hub/kultur/insta").text


def test_a_facebook_channel_says_that_it_is_for_the_record(
    send, make_instagram, browse, instagram_editor
):
    make_instagram("fb", platform="facebook", profile_url="https://www.facebook.com/kat")
    page = browse(*instagram_editor).get("hub/kultur/fb/@@import-download").text
    assert "sparas utan att visas" in page
    assert 'name="record_only"' not in page


def test_whoever_has_looked_says_whether_what_the_accounts_network_sees_is_shown(
    send, shares, linkedin_channel, shown
):
    url = "hub/kultur/linkedin/@@import-download"
    page = send(shares(), url=url, do="look")
    assert "Visa också de 2 inlägg" in page.text
    assert 'name="show_network"' in page.text
    assert "bara för kontots eget nätverk" in page.text
    answer = send(url=url, do="keep", show_network="1", **hidden_in(page))
    assert answer.status_code == 302
    assert shown(linkedin_channel) == ["Badet öppnar", "Bron lagas", "Vi söker lärare"]


def test_nobody_is_asked_where_no_post_is_for_a_network_only(send, download):
    assert "show_network" not in send(download(), do="look").text


def test_what_is_not_brought_in_is_told_before_and_after(
    send, paint, browse, instagram_editor, instagram_channel
):
    album = [paint(color) for color in ("red", "blue", "teal", "navy", "gold", "lime")]
    page = send(instagram("Badet öppnar", pictures=album), do="look")
    assert "Bilder utöver de första 4 i sina inlägg" in page.text
    answer = send(do="keep", **hidden_in(page))
    after = browse(*instagram_editor)
    after.cookies.update(answer.cookies)
    assert "Lästes inte in: 0 filmer, 2 bilder." in after.get("hub/kultur/insta").text
