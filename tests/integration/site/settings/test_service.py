"""The settings over REST."""

import pytest
from helpers.integration.site.settings import kept

REST = "@controlpanels/socialhub"
DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz"


@pytest.fixture
def patch(site, person, request_factory):
    """A function that changes settings over REST as the office."""
    session = request_factory(basic_auth=person("Information Officer"))
    return lambda **values: session.patch(REST, json=values)


def test_the_settings_are_read_and_changed_over_rest(patch, site, request_factory, person):
    assert patch(office_email="info@katrineholm.se", trust_txt=True).status_code == 204
    answer = request_factory(basic_auth=person("Site Administrator")).get(REST)
    found = answer.json()
    assert answer.status_code == 200
    assert found["@id"] == f"{site.absolute_url()}/{REST}"
    assert found["data"] == {
        "municipality": None,
        "site_url": None,
        "office_email": "info@katrineholm.se",
        "data_protection_url": None,
        "confirm_after": 183,
        "stop_after": 20,
        "digest": True,
        "verify_per_minute": 30,
        "link_back": True,
        "embed_origins": [],
        "notice_feed": None,
        "show_versions": False,
        "websub_hub": None,
        "trust_txt": True,
        "atproto": False,
        "atproto_did": None,
        "party_order": {"title": "I bokstavsordning", "token": "alphabet"},
        "facebook_origins": ["https://www.facebook.com", "https://facebook.com"],
        "facebook_app_secret": None,
        "agency_mailbox": None,
        "answer_mailbox": None,
        "answer_signature": None,
        "answer_within": 24,
        "remove_within": 2,
        "forward_within": 24,
        "keep_messages": 730,
        "keep_originals": True,
        "open_comments": {
            "title": "De är allmänna handlingar som hålls ordnade: varje gallring har ett beslut",
            "token": "in_order",
        },
        "reports_per_hour": 30,
        "shared_networks": [],
        "shared_reports_per_hour": 300,
        "retrieve_comments": True,
        "flag_words": [],
        "diary_senders": [],
        "organisation_number": None,
        "archive_name": None,
        "archive_number": None,
        "submission_agreement": None,
        "reference_code": None,
        "package_size": 2000,
        "delivery_months": 12,
        "snapshot_months": 6,
        "party_entries": 3,
        "accessibility_assessed": None,
        "accessibility_faults": [],
    }


@pytest.mark.parametrize(
    "values",
    [
        {"office_email": "ingen adress"},
        {"data_protection_url": "http://10.0.0.1/"},
        {"confirm_after": 3},
        {"confirm_after": "ofta"},
        {"shared_networks": ["skolan"]},
        {"shared_networks": ["192.0.2.0/33"]},
        {"municipality": ["Katrineholm"]},
        {"atproto_did": "did:plc:kort"},
        {"atproto": True},
        {"trust_txt": True, "atproto": True},
    ],
)
def test_over_rest_a_wrong_value_is_refused_in_one_sentence_and_nothing_is_kept(patch, values):
    before = kept(*values)
    answer = patch(**values)
    assert (answer.status_code, answer.json()["type"]) == (400, "BadRequest")
    assert isinstance(answer.json()["message"], str)
    assert "{" not in answer.json()["message"]
    assert kept(*values) == before


def test_over_rest_a_handle_may_be_turned_on_for_an_account_that_is_set(patch):
    assert patch(atproto_did=DID).status_code == 204
    assert patch(atproto=True).status_code == 204
    assert patch(atproto_did=None).status_code == 400
    assert kept("atproto", "atproto_did") == [True, DID]
