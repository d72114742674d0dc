"""A channel's keys are made, shown once and taken away."""

import re

import pytest
import transaction

from katrineholm.socialhub.public.posting.keys import PREFIX, channel_keys

PAGE = "hub/kultur/insta/@@entry-keys"
SECRET = re.compile(rf'value="({PREFIX}[\w-]+)"')


@pytest.fixture
def office(person):
    """Of the information office, which alone changes a channel's account once it is official."""
    return person("Information Officer")


@pytest.mark.usefixtures("framed")
def test_a_key_is_shown_once_and_let_in_until_it_is_taken_away(
    submit, office, browse, written_channel, rest
):
    page = submit(office, PAGE, {"do": "make", "name": "Intranätet"}).text
    secret = SECRET.search(page)[1]
    again = browse(*office).get(PAGE).text
    assert "Intranätet" in again
    assert secret not in again
    body, bearer = {"link": "https://example.se/1", "text": "Hej"}, f"Bearer {secret}"
    url = "hub/kultur/insta/@entries"
    assert rest("POST", url, json=body, Authorization=bearer).status_code == 201
    [key] = channel_keys(written_channel)
    assert submit(office, PAGE, {"do": "revoke", "revoke": key.id}).status_code == 302
    assert rest("POST", url, json=body, Authorization=bearer).status_code == 401


def test_a_key_has_a_name_and_there_are_ten_at_most(submit, office, written_channel):
    assert not SECRET.search(submit(office, PAGE, {"do": "make", "name": " "}).text)
    pages = [
        submit(office, PAGE, {"do": "make", "name": f"Nr {number}"}).text for number in range(11)
    ]
    assert [bool(SECRET.search(page)) for page in pages] == [True] * 10 + [False]
    transaction.begin()
    assert len(channel_keys(written_channel)) == 10


def test_an_editor_of_an_official_channel_makes_no_key(submit, editor, written_channel):
    submit(editor, PAGE, {"do": "make", "name": "Mitt"})
    transaction.begin()
    assert channel_keys(written_channel) == []
