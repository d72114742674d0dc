"""What a new channel gets from its address alone."""

import re

import pytest
import transaction
from filling import SAVE, form_of, press
from helpers.integration.accounts.registration import ADDRESS, GOOD
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.inbox.intake.reports import cleaned_comment_url
from katrineholm.socialhub.office.bulk.values import row_values

FILLED = ("title", "profile_url", "feed_url", "platform", "kind", "dialogue", "interval")
WRITTEN, LOOK_UP = "form.widgets.profile_url", "socialhub.look_up"
TITLE = "form.widgets.IBasic.title"
ACCOUNT = "https://x.com/katrineholm"
SPELLINGS = [
    ACCOUNT,
    "x.com/katrineholm",
    "//x.com/katrineholm",
    "http://www.twitter.com/katrineholm/",
    "mobile.twitter.com/katrineholm?s=20",
    '"https://x.com/katrineholm"',
    "”x.com/katrineholm”",
    "<https://x.com/katrineholm>",
    "(x.com/katrineholm)",
    "[https://x.com/katrineholm]",
    "@katrineholm@x.com",
    " \u200bx.com/katrineholm\u200b ",
]


def filled(answer):
    """What the answer says of the channel, a choice by its token."""
    plain = {
        name: value["token"] if isinstance(value, dict) and "token" in value else value
        for name, value in answer.items()
    }
    return {name: plain[name] for name in FILLED}


WEBSITE = {"platform": "website", "kind": "other", "dialogue": False}


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ({}, {}),
        ({"platform": None, "kind": None, "dialogue": None, "feed_url": None}, {}),
        ({"feed_url": "https://example.se/rss"}, {"feed_url": "https://example.se/rss"}),
        ({"kind": "video", "dialogue": False}, {"kind": "video", "dialogue": False}),
        ({"platform": "website", "interval": 5}, {**WEBSITE, "interval": 5}),
        (
            {"profile_url": "https://blogg.example.se/"},
            {"profile_url": "https://blogg.example.se/", "feed_url": None, **WEBSITE},
        ),
    ],
)
def test_what_is_left_out_is_filled_in_from_the_catalogue(kultur, given, made):
    usual = {
        "title": "Katrineholm",
        "profile_url": ADDRESS,
        "feed_url": f"{ADDRESS}.rss",
        "platform": "mastodon",
        "kind": "microblog",
        "dialogue": True,
        "interval": 30,
    }
    answer = kultur("POST", GOOD | given)
    assert answer.status_code == 201
    assert filled(answer.json()) == usual | made


@pytest.fixture
def manager(browse):
    return browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


@pytest.fixture
def kultur_json(functional_administration, manager_request):
    """A function that asks an administration as the Manager; gives the answer's JSON."""

    def kultur_json(method, path="", **json):
        answer = manager_request.request(method, f"hub/kultur/{path}", json=json or None)
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else {}

    return kultur_json


def by_steps(manager, place, text):
    """As the second of the steps has it; the last one stores it."""
    answer = manager.get(f"{place}/++add++Channel")
    found = press(manager, form_of(answer, "do"), "do", {"do": "find", "profile_url": text})
    return form_of(found, "do").fields["profile_url"]


def by_edit_form(manager, place, text):
    """What is written is another account before."""
    channel = kept(f"{place}/kanal")
    channel.profile_url = "https://x.com/annan"
    transaction.commit()
    return saved(manager, f"{place}/kanal/edit", text)


def saved(manager, url, text, more=()):
    answer = pressed(manager, url, SAVE, text, more)
    assert "invalid-feedback" not in answer.text
    return kept(answer.url.removesuffix("/view")).profile_url


def pressed(manager, url, button, text, more=()):
    form = form_of(manager.get(url), button)
    return press(manager, form, button, {WRITTEN: text} | dict(more))


def kept(address):
    transaction.begin()
    portal = api.portal.get()
    return portal.unrestrictedTraverse(address.removeprefix(f"{portal.absolute_url()}/"))


def by_doctor(manager, place, text):
    form = form_of(manager.get(f"{place}/@@feed-doctor"), "address")
    return form_of(press(manager, form, "", {"address": text}), "profile_url").fields["profile_url"]


@pytest.mark.parametrize("door", [by_steps, by_edit_form, by_doctor])
def test_every_form_understands_every_spelling(
    manager, functional_administration, make_functional_channel, door
):
    place = functional_administration.absolute_url()
    make_functional_channel("kanal")
    assert {text: door(manager, place, text) for text in SPELLINGS} == dict.fromkeys(
        SPELLINGS, ACCOUNT
    )


def by_post(kultur_json, text):
    made = kultur_json("POST", **{"@type": "Channel", "title": "Kanal", "profile_url": text})
    return made["profile_url"]


def by_patch(kultur_json, text):
    path = "kanal"
    kultur_json("PATCH", path, profile_url="https://x.com/annan")
    kultur_json("PATCH", path, profile_url=text)
    return kultur_json("GET", path)["profile_url"]


def by_probe(kultur_json, text):
    return kultur_json("POST", "@probe", url=text)["profile_url"]


def by_verify(kultur_json, text):
    return kultur_json("GET", f"../@verify?address={text}")["checked"]["url"]


@pytest.mark.parametrize("door", [by_post, by_patch, by_probe, by_verify])
def test_every_service_understands_every_spelling(kultur_json, door):
    kultur_json("POST", **{"@type": "Channel", "id": "kanal", "title": "K", "profile_url": ACCOUNT})
    assert {text: door(kultur_json, text) for text in SPELLINGS} == dict.fromkeys(
        SPELLINGS, ACCOUNT
    )


@pytest.mark.parametrize("text", SPELLINGS)
def test_an_import_understands_every_spelling(administration, text):
    assert row_values({"profile_url": text}, administration) == ({"profile_url": ACCOUNT}, [])


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("contact_url", "“a.example.se/kontakt”", "https://a.example.se/kontakt"),
        ("feed_url", "a.example.se/rss", "https://a.example.se/rss"),
        ("responsible", "anna@example.se", "anna@example.se <anna@example.se>"),
    ],
)
def test_an_import_and_a_bulk_edit_spell_out_what_they_keep(channel, name, text, kept):
    assert row_values({name: text}, channel) == ({name: kept}, [])


@pytest.mark.parametrize("text", [each for each in SPELLINGS if "@" not in each])
def test_a_report_understands_every_spelling_of_a_page(text):
    host = "https?://(?:x|www.twitter|mobile.twitter).com/katrineholm"
    assert re.match(host, cleaned_comment_url(text))


@pytest.mark.parametrize("name", ["feed_url", "contact_url"])
def test_a_page_and_a_feed_are_kept_whole(kultur_json, name):
    kultur_json("POST", **{"@type": "Channel", "id": "kanal", "title": "K", "profile_url": ACCOUNT})
    kept = {}
    for text in (
        "a.example.se/x?y=1#z",
        "<https://a.example.se/x?y=1#z>",
        "“a.example.se/x?y=1#z”",
    ):
        kultur_json("PATCH", "kanal", **{name: text})
        kept[text] = kultur_json("GET", "kanal")[name]
    assert set(kept.values()) == {"https://a.example.se/x?y=1#z"}


def test_another_spelling_of_ones_own_account_is_no_other_account(
    functional_administration, make_functional_channel, person, request_factory
):
    make_functional_channel("kanal", profile_url=ACCOUNT)
    editor = request_factory(basic_auth=person("Editor", at=functional_administration))
    answer = editor.patch("hub/kultur/kanal", json={"profile_url": "twitter.com/Katrineholm"})
    assert answer.status_code == 403
    answer = editor.patch("hub/kultur/kanal", json={"profile_url": "twitter.com/katrineholm"})
    assert answer.status_code == 204
