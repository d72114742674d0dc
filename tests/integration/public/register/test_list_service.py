"""``GET @channels``: the official list as other systems read it."""

import pytest
import transaction
from helpers.integration.public.register import api_url
from plone import api
from plone.app.testing import SITE_OWNER_NAME

PUBLIC = ["bilder", "bloggen", "filmer", "gamla", "sidan"]
EVERY = ["anmald", "bilder", "bloggen", "filmer", "gamla", "hemlig", "sidan"]


def test_the_public_is_told_of_what_is_or_was_official(register, ids):
    assert ids() == PUBLIC
    assert ids("hub/kultur") == ["bloggen", "filmer", "gamla"]
    assert ids(state=["draft", "reported"]) == []


def test_more_is_told_by_permission(register, ids, person):
    assert ids(login=person("Information Officer")) == EVERY
    assert ids(login=person("Editor", at=register.hub.kultur)) == EVERY
    assert ids(login=person("Editor", at=register.hub.skola)) == PUBLIC
    assert ids(login=person("Member")) == PUBLIC


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"administration": "skola"}, ["bilder", "sidan"]),
        ({"administration": ["skola", "kultur"]}, PUBLIC),
        ({"administration": "okänd"}, []),
        ({"platform": "facebook"}, ["sidan"]),
        ({"platform": ["facebook", "youtube"]}, ["filmer", "sidan"]),
        ({"platform": "friendface"}, []),
        ({"kind": "video"}, ["filmer"]),
        ({"language": "en"}, ["bilder"]),
        ({"state": "closed"}, ["gamla"]),
        ({"state": ["official", "paused"]}, ["bilder", "bloggen", "filmer", "sidan"]),
        ({"SearchableText": "bloggen"}, ["bloggen", "gamla"]),
        ({"SearchableText": "ÖPPNA sce"}, ["bloggen"]),
        ({"SearchableText": "https://www.facebook.com/skola"}, ["sidan"]),
        ({"SearchableText": "rut"}, []),
        ({"kind": "blog", "state": "official"}, ["bloggen"]),
        ({"sort": "administration"}, ["bloggen", "filmer", "gamla", "bilder", "sidan"]),
        ({"sort": "service"}, ["sidan", "bilder", "bloggen", "gamla", "filmer"]),
        ({"sort": "since"}, ["sidan", "filmer", "bloggen", "bilder", "gamla"]),
        ({"sort": "length"}, PUBLIC),
    ],
)
def test_the_list_is_filtered_and_sorted(register, ids, params, expected):
    assert ids(**params) == expected


def test_an_administration_is_chosen_by_its_uid_too(register, ids):
    assert ids(administration=register.hub.skola.UID()) == ["bilder", "sidan"]


HOSTILE = [
    "*",
    "(",
    ")",
    '"',
    "and",
    "AND OR NOT",
    "a" * 10_000,
    "( ( (",
    "-",
    "_",
    "?",
    "%00",
    "och",
]


@pytest.mark.parametrize("text", [*HOSTILE, "x*y?", "'; --", "日本", "\u0301", "1 2 3 " * 50])
def test_a_strange_text_is_no_error(register, ids, text):
    assert set(ids(SearchableText=text)) <= set(PUBLIC)


@pytest.mark.parametrize("sort", ["title", "administration", "service", "since"])
def test_pages_hold_every_channel_once(register, request_factory, make_functional_channel, sort):
    for number in range(6):
        make_functional_channel(f"lik-{number}", title="Likadan")
    session = request_factory(basic_auth=None)
    pages = [
        session.get(f"hub/@channels?sort={sort}&b_size=2&b_start={start}").json()
        for start in range(0, 12, 2)
    ]
    whole = session.get(f"hub/@channels?sort={sort}").json()
    assert {page["items_total"] for page in pages} == {11}
    told = [each["UID"] for page in pages for each in page["items"]]
    assert told == [each["UID"] for each in whole["items"]]
    assert len(set(told)) == 11


def test_pages_lead_to_each_other(register, request_factory):
    session = request_factory(basic_auth=None)
    assert "batching" not in session.get("hub/@channels?b_size=500").json()
    page = session.get("hub/@channels?state=official&b_size=2").json()
    hub = api_url(register)
    assert page["@id"] == f"{hub}/@channels?state=official"
    assert page["batching"] == {
        "@id": f"{hub}/@channels?state=official&b_size=2",
        "first": f"{hub}/@channels?b_start=0&state=official&b_size=2",
        "last": f"{hub}/@channels?b_start=2&state=official&b_size=2",
        "next": f"{hub}/@channels?b_start=2&state=official&b_size=2",
    }
    beyond = session.get("hub/@channels?b_start=5000").json()
    assert (beyond["items"], beyond["items_total"]) == ([], 5)


@pytest.mark.parametrize("wrong", ["b_start=-1", "b_size=0", "b_size=501", "b_start=x"])
def test_a_wrong_page_is_refused_in_one_sentence(register, request_factory, wrong):
    answer = request_factory(basic_auth=None).get(f"hub/@channels?{wrong}")
    assert (answer.status_code, answer.json()["type"]) == (400, "BadRequest")
    assert answer.json()["message"].startswith(wrong.partition("=")[0])


@pytest.mark.parametrize("around", ["hub", "hub/kultur"])
def test_a_channel_is_not_told_of_before_the_places_around_it(
    register, functional_portal, request_factory, around
):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(functional_portal.unrestrictedTraverse(around), "retract")
    transaction.commit()
    answer = request_factory(basic_auth=None).get("hub/@channels")
    if around == "hub":
        assert answer.status_code == 401
    else:
        assert [each["title"] for each in answer.json()["items"]] == ["Bilder", "Skolans sida"]
