"""Nothing of a party enters the official stream, its feeds, the list or its exports."""

import pytest
import transaction
from plone import api

SERVICES = ("hub/@entries", "hub/@channels")
PAGES = (
    *("hub/@@rss", "hub/@@atom", "hub/@@json-feed", "hub/@@opml", "hub", "hub/kultur"),
    *("hub/@@official-list", "hub/@@export-csv", "hub/@@export-json", "hub/@@dcat"),
    *("hub/@@changes.atom", "hub/@@board", "hub/@@export-csv?full=1", ".well-known/trust.txt"),
)
# The walk has seen what there is to see.
SHOWN = {"hub/@entries", "hub/@channels", "hub/@@rss", "hub/@@opml", "hub/@@export-csv"}


@pytest.fixture
def lemur(make_party, make_functional_channel, keep):
    """A party in the council, beside a channel that has entries."""
    api.portal.set_registry_record("katrineholm.socialhub.trust_txt", True)
    keep(make_functional_channel("bloggen", title="Bloggen"), title="Nytt")
    make_party("Lemurpartiet", "Lemur", link="https://blogg.lemur.example.se/", seats=3)
    transaction.commit()


def test_no_official_outlet_tells_of_a_party(lemur, request_factory, browse, person):
    for login in ((), person("Information Officer")):
        services, pages = request_factory(basic_auth=login or None), browse(*login)
        answers = {path: services.get(path) for path in SERVICES}
        answers |= {path: pages.get(path) for path in PAGES}
        told = {path for path, answer in answers.items() if "lemur" in answer.text.casefold()}
        assert told == set()
        assert {answer.status_code for answer in answers.values()} <= {200, 401}
        assert {path for path in SHOWN if "bloggen" in answers[path].text.casefold()} == SHOWN


def test_a_partys_account_is_not_the_municipalitys(lemur, request_factory):
    verify = request_factory(basic_auth=None).get(
        "hub/@verify?address=https://blogg.lemur.example.se/"
    )
    assert verify.json()["status"] == "unknown"


def test_the_shelf_does(lemur, browse, request_factory):
    assert "Lemurpartiet" in browse().get("hub/@@parties").text
    assert "Lemurpartiet" in request_factory(basic_auth=None).get("hub/@parties").text
