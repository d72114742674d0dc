"""The record over REST: each kind is found by those who may read it, and by nobody else."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.core.timeline.record_search import KINDS

EVERY = (*KINDS, "message", "diary")


@pytest.fixture
def found(rest):
    """What somebody finds: ``found("rut", SearchableText="badhus")`` gives (type, id) of each."""

    def found(name, **asked):
        answer = rest(name).get("/hub/@record", params=asked)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        assert body["complete"]
        assert body["items_total"] == len(body["items"])
        return sorted((item["type"], item["id"]) for item in body["items"])

    return found


def test_the_registrar_finds_every_kind(hub, ids, found):
    everything = sorted(
        [
            *((kind, ids[kind]) for kind in ("entry", "hidden", "withdrawn", "held")),
            ("version", ids["entry"]),
            *(("message", str(ids[kind])) for kind in ("message", "direct")),
            ("diary", "KS 2026/1"),
        ]
    )
    assert found("rut", SearchableText="badhus") == everything
    assert found("rut") == everything
    for kind in EVERY:
        expected = [each for each in everything if each[0] == kind]
        assert found("rut", SearchableText="badhusen", type=kind) == expected
    two = [each for each in everything if each[0] in ("hidden", "held")]
    assert found("rut", type=["hidden", "held"]) == two


@pytest.mark.parametrize("asked", ['"är öppet"', "öppet", "öpp*"])
def test_an_earlier_version_is_found_by_what_it_said(ids, found, asked):
    assert found("rut", SearchableText=asked) == [("version", ids["entry"])]


@pytest.mark.parametrize(
    ("name", "status"),
    [("", 401), ("anna", 401), ("cia", 401), ("arne", 200), ("rut", 200), ("olga", 200)],
)
def test_who_may_read_the_record(ids, readers, rest, name, status):
    for address in ("/hub/@record", f"/hub/@record/{ids['hidden']}"):
        assert rest(name).get(address).status_code == status


def test_the_diary_is_the_registrars_and_is_refused_by_name(ids, readers, rest, found):
    for name in ("arne", "olga"):
        assert {"diary"} & {kind for kind, _id in found(name)} == set()
        answer = rest(name).get("/hub/@record", params={"type": "diary"})
        assert answer.status_code == 403
        assert "diary" in answer.json()["message"]


def test_messages_are_found_as_the_inbox_has_them(ids, readers, rest, found):
    for name in ("rut", "arne", "olga"):
        listed = rest(name).get("/hub/@messages", params={"SearchableText": "badhus"}).json()
        mine = sorted(("message", str(item["id"])) for item in listed["items"])
        assert found(name, SearchableText="badhus", type="message") == mine


def test_what_is_found_says_where_and_in_what(hub, ids, rest):
    [item] = rest("rut").get("/hub/@record", params={"SearchableText": "öppet"}).json()["items"]
    assert item | {"time": ""} == {
        "@id": f"{hub.absolute_url()}/@record/{ids['entry']}",
        "type": "version",
        "key": item["key"],
        "type_title": "Tidigare version",
        "id": ids["entry"],
        "version": 0,
        "title": "Badhuset",
        "time": "",
        "excerpt": [
            {"text": "Badet är ", "found": False},
            {"text": "öppet", "found": True},
        ],
        "state": "published",
        "state_title": "Visas för besökare",
        "channel": {"UID": hub["kultur"]["bloggen"].UID(), "title": "Bloggen"},
    }


@pytest.mark.parametrize(
    "asked",
    [
        {"type": "tulip"},
        {"after": "2026-13-01"},
        {"before": "x"},
        {"after": "2026-06-02", "before": "2026-06-01"},
        {"channel": "x"},
        {"b_start": "-1"},
        {"b_size": "1000"},
        {"SearchableText": "x" * 201},
        {"SearchableText": "…"},
    ],
)
def test_nonsense_is_refused_with_a_sentence(ids, rest, asked):
    answer = rest("rut").get("/hub/@record", params=asked)
    assert answer.status_code == 400
    assert answer.json()["message"].endswith(".")


def test_a_period_and_a_channel_choose(hub, ids, found):
    assert found("rut", after="2026-06-15", before="2026-06-15") == [("hidden", ids["hidden"])]
    assert ("hidden", ids["hidden"]) not in found("rut", before="2026-06-14")
    assert found("rut", after="0001-01-01", before="9999-12-31") == found("rut")
    assert found("rut", channel=hub["kultur"]["bloggen"].UID()) == found("rut")


def test_pages_are_as_plone_restapi_has_them(ids, rest):
    seen, address = [], "/hub/@record?SearchableText=badhus&b_size=3"
    while address:
        body = rest("rut").get(address).json()
        seen += [(item["type"], item["id"]) for item in body["items"]]
        address = body["batching"].get("next", "")
    assert body["items_total"] == len(seen) == len(set(seen)) == 8


def test_the_public_search_has_nothing_of_the_record(ids, rest):
    for asked in ("öppet", "dolt", "borta", "väntar", "badhus"):
        rest("rut").get("/hub/@record", params={"SearchableText": asked})
        body = rest().get("/hub/@entries", params={"SearchableText": asked}).json()
        expected = [ids["entry"]] if asked == "badhus" else []
        assert [item["id"] for item in body["items"]] == expected
        assert body["items_total"] == len(expected)


def test_a_post_of_a_channel_that_is_gone_is_still_found(
    ids, rest, found, keep, make_functional_channel
):
    gone = make_functional_channel("annan")
    uid, post = gone.UID(), keep(gone, title="Simhallen", hold=True)
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.delete(gone)
    transaction.commit()
    assert found("rut", SearchableText="simhall", channel=uid) == [("held", post)]
    whole = rest("rut").get(f"/hub/@record/{post}").json()
    assert whole["channel"]["title"] == "En kanal som inte finns kvar"
    assert whole["channel"]["@id"] is None


def test_a_post_is_told_with_its_versions_and_what_became_of_it(hub, ids, rest):
    told = rest("rut").get(f"/hub/@record/{ids['entry']}").json()
    assert told["state"] == "published"
    assert told["pictures"] == []
    [version] = told["versions"]
    assert version["difference"] == [
        {"text": "Badhuset\n\nBadet är", "change": "same"},
        {"text": " öppet", "change": "removed"},
        {"text": " stängt", "change": "added"},
    ]
    [picture] = version["pictures"]
    assert picture["src"] == (
        f"{hub.absolute_url()}/@@record-picture/{ids['entry']}/{ids['picture']}"
    )
    assert [act["act"] for act in told["acts"]] == ["seen", "change"]
    hidden = rest("rut").get(f"/hub/@record/{ids['hidden']}").json()
    assert (hidden["state"], hidden["state_title"]) == ("hidden", "Dolt för hand")
    assert hidden["acts"][-1] | {"when": ""} == {
        "act": "hide",
        "title": "Dolt för besökare",
        "when": "",
        "who": "anna",
        "who_name": "Anna",
        "why": "Fel bild",
    }


@pytest.mark.parametrize("name", ["x", "å", "x/y"])
def test_what_there_is_not_is_not_found(ids, rest, name):
    assert rest("rut").get(f"/hub/@record/{name}").status_code == 404


def test_a_withdrawal_is_the_sources_own(ids, rest):
    told = rest("rut").get(f"/hub/@record/{ids['withdrawn']}").json()
    assert told["acts"][-1]["act"] == "withdraw"
    assert told["acts"][-1]["who"] == ""
