"""A follower confirms, changes and leaves."""

import re

from helpers.integration.public.follow import ANNA, feeds, field, id_of, people

from katrineholm.socialhub.public.follow.followers import follower, token


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
