"""A program hands entries in with a channel's key."""

import logging
import re

import pytest
import transaction
from helpers.integration.public.posting import HERE, lines
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.public.posting import keys
from katrineholm.socialhub.public.posting.keys import PREFIX, channel_keys

BODY = {"link": "https://www.instagram.com/p/Abc123/", "text": "Hej"}


@pytest.fixture
def key(written_channel):
    """A key of the channel."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        secret = keys.create_key(written_channel, "Intranätet")
    transaction.commit()
    return secret


def test_a_program_hands_in_by_the_channels_key_and_does_nothing_else(
    rest, written_channel, key, make_written, caplog
):
    make_written("annan")
    bearer = {"Authorization": f"Bearer {key}"}
    with caplog.at_level(logging.DEBUG):
        answer = rest("POST", HERE, json=BODY, **bearer)
        assert answer.status_code == 201
        assert rest("POST", "hub/kultur/annan/@entries", json=BODY, **bearer).status_code == 401
        assert rest("GET", "hub/@messages", **bearer).status_code == 401
        assert rest("POST", HERE, json={"link": 7}, **bearer).status_code == 400
    for wrong in (f"{key}x", "socialhub_", "", key[:-1]):
        assert rest("POST", HERE, json=BODY, Authorization=f"Bearer {wrong}").status_code == 401
    assert lines(written_channel)[0] == ("entry-sent", "", "Hej (key:Intranätet)")
    assert key not in caplog.text


def test_a_program_changes_and_withdraws_what_it_has_handed_in(rest, written_channel, key, caplog):
    bearer = {"Authorization": f"Bearer {key}"}
    with caplog.at_level(logging.DEBUG):
        entry = rest("POST", HERE, json=BODY, **bearer).json()["@id"]
        changed = rest("PATCH", entry, json={"text": "Hej igen"}, **bearer)
        assert (changed.status_code, changed.json()["summary"]) == (200, "Hej igen")
        assert rest("PATCH", entry, json={"link": 7}, **bearer).status_code == 400
        assert rest("DELETE", entry, **bearer).status_code == 204
    assert rest("GET", entry).status_code == 404
    assert [(step, comment) for step, _who, comment in lines(written_channel)[:3]] == [
        ("entry-hidden", "Hej igen (key:Intranätet)"),
        ("entry-changed", "Hej igen (key:Intranätet)"),
        ("entry-sent", "Hej (key:Intranätet)"),
    ]
    assert key not in caplog.text


def test_a_program_leaves_what_others_have_handed_in(
    rest, written_channel, key, post, keep, make_written
):
    bearer = {"Authorization": f"Bearer {key}"}
    other = make_written("annan")
    told, elsewhere = keep(written_channel), keep(other)
    transaction.commit()
    with api.env.adopt_user(SITE_OWNER_NAME):
        second = keys.create_key(written_channel, "Växeln")
    transaction.commit()
    written = post(link="https://www.instagram.com/p/Annan/").json()["id"]
    sent = {"link": "https://www.instagram.com/p/Tredje/", "text": "Hej"}
    others = rest("POST", HERE, json=sent, Authorization=f"Bearer {second}").json()["id"]
    for entry in (told, elsewhere, written, others, "nothing"):
        for method in ("PATCH", "DELETE"):
            answer = rest(method, f"{HERE}/{entry}", json={"text": "Mitt"}, **bearer)
            assert answer.status_code == 404
            wrong = rest(method, f"{HERE}/{entry}", json={}, Authorization=f"Bearer {key}x")
            assert wrong.status_code == 401


def test_a_key_lets_in_to_a_channel_that_nobody_else_sees_yet(rest, make_written):
    draft = make_written("utkast", state="draft")
    with api.env.adopt_user(SITE_OWNER_NAME):
        secret = keys.create_key(draft, "Intranätet")
    transaction.commit()
    url = "hub/kultur/utkast/@entries"
    assert rest("POST", url, json=BODY, Authorization=f"Bearer {secret}").status_code == 201
    assert rest("POST", url, json=BODY).status_code == 401


def test_a_key_that_is_taken_away_lets_nobody_in(rest, written_channel, key):
    with api.env.adopt_user(SITE_OWNER_NAME):
        [kept] = keys.channel_keys(written_channel)
        assert keys.revoke_key(written_channel, kept.id)
        assert not keys.revoke_key(written_channel, kept.id)
    transaction.commit()
    assert rest("POST", HERE, json=BODY, Authorization=f"Bearer {key}").status_code == 401
    assert [line[0] for line in lines(written_channel)[:2]] == ["key-revoked", "key-made"]


def test_the_database_holds_no_key(written_channel, key):
    storage = written_channel._p_jar.db().storage
    secret = key.removeprefix(keys.PREFIX).encode()
    records = [each.data for each in storage.iterator() for each in each]
    assert records
    assert not [data for data in records if data and secret in data]


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
