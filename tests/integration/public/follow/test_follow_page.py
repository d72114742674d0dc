"""A visitor follows a stream by e-mail, confirms, changes and leaves."""

import re
from html import unescape
from time import time

import pytest
import transaction
from helpers.integration.public.follow import ANNA, id_of, links, people

from katrineholm.socialhub.public.follow import follow_page
from katrineholm.socialhub.public.follow.followers import BOOK, follower, token
from katrineholm.socialhub.public.follow.mail_chore import send_followers_mails

FORM = {"email": ANNA, "often": "daily", "query": "channel=bloggen"}


@pytest.fixture
def opened(hub, blog, browse, fill, worker, post, clock):
    """A follower's page, as the link in the mail to confirm opens it: its URL below the site."""

    def opened(**more):
        answer = fill("hub/@@follow", FORM | more)
        assert (answer.status_code, answer.headers["Location"]) == (302, hub.absolute_url())
        clock.now = int(time())
        transaction.begin()
        send_followers_mails(worker)
        [(_to, mail)] = post.mails
        [url] = links(mail)
        return url.partition("/plone/")[2]

    return opened


def feeds(hub):
    transaction.begin()
    return {
        (each["query"], each["often"]): len(each["members"])
        for each in BOOK.read(hub)["feeds"].values()
    }


def field(html):
    """The name of the field of the only topic."""
    return re.search(r'name="([0-9a-f]{12})"', html)[1]


def test_a_stream_leads_to_the_form_that_says_what_is_followed(hub, blog, browse):
    way = re.search(r'href="([^"]*@@follow\?[^"]*)"', browse().get("hub?channel=bloggen").text)
    html = browse().get(way[1].partition("/plone/")[2].replace("&amp;", "&")).text
    assert "Sociala medier – Bloggen" in html
    assert 'value="channel=bloggen"' in html


def test_nothing_is_followed_until_the_form_behind_the_link_is_sent(hub, browse, fill, opened):
    url = opened()
    html = browse().get(url).text
    assert "Bekräfta" in html
    assert feeds(hub) == {}
    key = url.partition("key=")[2]
    chosen = {"key": key, field(html): "weekly"}
    assert fill("hub/@@follow-settings", chosen).status_code == 302
    assert feeds(hub) == {("channel=bloggen", "weekly"): 1}
    fill("hub/@@follow-settings", chosen | {field(html): "each"})
    assert feeds(hub) == {("channel=bloggen", "each"): 1}
    fill("hub/@@follow-settings", chosen | {field(html): "stop"})
    assert (feeds(hub), people(hub)) == ({}, [])
    assert "inget är sparat" in browse().get(url).text


def test_one_click_of_a_mail_program_leaves_and_an_opened_link_does_not(hub, browse, fill, opened):
    url = opened()
    topic, key = field(browse().get(url).text), url.partition("key=")[2]
    fill("hub/@@follow-settings", {"key": key, topic: "daily"})
    left = f"hub/@@unfollow?key={key}&stop={topic}"
    assert re.search(r'value="stop"\s+checked', browse().get(left).text)
    assert people(hub)
    answer = browse().post(left, data={"List-Unsubscribe": "One-Click"}, allow_redirects=False)
    assert (answer.status_code, answer.text) == (200, "")
    assert people(hub) == []


@pytest.mark.parametrize("known", [True, False])
def test_the_answer_does_not_say_whether_an_address_is_known(hub, fill, opened, browse, known):
    if known:
        opened()
    answer = fill("hub/@@follow", FORM)
    assert answer.status_code == 302
    assert answer.headers["Location"] == hub.absolute_url()


def test_addresses_are_stored_encrypted(hub, fill):
    fill("hub/@@follow", FORM)
    transaction.begin()
    [(id, kept)] = BOOK.read(hub)["people"].items()
    assert "anna" not in f"{id}{kept}"


@pytest.mark.parametrize(
    "given",
    [{"email": ""}, {"email": "anna"}, {"email": "Anna <a@b.se>"}, {"often": "hourly"}],
)
def test_a_faulty_form_stores_nothing(hub, fill, given):
    answer = fill("hub/@@follow", FORM | given)
    assert answer.status_code == 200
    assert f'id="socialhub-{next(iter(given))}-fault"' in answer.text
    assert people(hub) == []


def test_programs_are_stopped(hub, fill, monkeypatch):
    fill("hub/@@follow", FORM | {"homepage": "x"})
    assert people(hub) == []
    monkeypatch.setattr(follow_page, "FROM_ONE", 2)
    answers = [fill("hub/@@follow", FORM | {"email": f"{n}@b.se"}) for n in range(3)]
    assert [each.status_code for each in answers] == [302, 302, 429]
    assert len(people(hub)) == 2


def test_a_forged_link_opens_nothing(hub, browse, fill, opened):
    opened()
    id = id_of(hub, ANNA)
    right = token(id, follower(hub, id))
    for key in (f"{id}{'0' * 32}", right[:-1], "", "å" * 56):
        assert "inget är sparat" in browse().get("hub/@@follow-settings", params={"key": key}).text
    browse().post(
        f"hub/@@unfollow?key={id}{'0' * 32}&stop=x", data={"List-Unsubscribe": "One-Click"}
    )
    assert people(hub) == [id]


def test_without_a_key_nothing_is_offered(hub, blog, browse, request_factory, monkeypatch):
    from katrineholm.socialhub.core.sources import vault

    monkeypatch.delenv("SOCIALHUB_KEYS")
    vault.default_vault.cache_clear()
    assert "@@follow" not in browse().get("hub").text
    assert "går det inte att följa" in browse().get("hub/@@follow").text
    assert request_factory().post("hub/@follow", json=FORM).status_code == 400
    assert people(hub) == []


def test_a_program_follows_confirms_and_leaves_by_rest(hub, request_factory, browse, opened, fill):
    url = opened()
    session = request_factory()
    form = session.get(url.replace("@@", "@")).json()
    [topic] = [each["name"] for each in form["fields"] if each["type"] == "radio"]
    body = {"key": url.partition("key=")[2], topic: "each"}
    answer = session.post("hub/@follow-settings", json=body)
    assert answer.status_code == 201
    assert answer.json()["@id"].startswith(f"{hub.absolute_url()}/@@follow-settings?key=")
    assert feeds(hub) == {("channel=bloggen", "each"): 1}
    answer = session.post("hub/@follow", json=FORM)
    assert (answer.status_code, answer.json()["@id"]) == (
        201,
        f"{hub.absolute_url()}/@@follow?sent=1",
    )
    assert session.get("hub/@follow?sent=1").json()["text"].startswith("Tack.")
    assert session.post("hub/@follow", json={"often": "x"}).json()["faults"].keys() == {
        "email",
        "often",
    }


def test_the_office_sees_numbers_alone(hub, blog, browse, person):
    from helpers.integration.public.follow import follow

    follow(hub, "a@example.se")
    follow(hub, "b@example.se")
    follow(hub, "c@example.se", place=blog, often="each")
    html = browse(*person("Information Officer")).get("hub/@@followers").text
    cells = re.findall(r"<t([dh])\b[^>]*>(.*?)</t\1>", html.partition("<tbody")[2], re.S)
    words = [unescape(re.sub(r"<[^>]+>|\s+", " ", each)).strip() for _kind, each in cells]
    assert words == [
        *("Sociala medier", "En gång om dagen", "2"),
        *("Bloggen", "När något publiceras", "1"),
    ]
    assert "example.se" not in html
