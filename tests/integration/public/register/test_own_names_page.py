"""The office lists domains, senders and apps, which are then answered as ours."""

from datetime import UTC, datetime

import pytest
import transaction
from DateTime import DateTime

from katrineholm.socialhub.accounts.channels.own_names import name_log
from katrineholm.socialhub.public.register.verdict import verify

PAGE = "hub/@@own-names"
DOMAIN = {"kind": "domain", "value": "www.Katrineholm.se", "title": "Webben", "purpose": "Allt"}
KEY = "domain:katrineholm.se"


@pytest.fixture
def hub(functional_administration):
    return functional_administration.__parent__


@pytest.fixture
def office(person):
    return person("Information Officer")


@pytest.fixture
def listed(request_factory):
    """A function that returns the public list over REST."""

    def listed():
        items = request_factory(basic_auth=None).get("hub/@own-names").json()["items"]
        return [(each["key"], each["title"], each["purpose"]) for each in items]

    return listed


def test_a_name_is_listed_changed_and_removed_and_the_log_remembers(submit, office, hub, listed):
    for purpose in ("Allt", "Allt", "Det mesta"):
        answer = submit(office, PAGE, {"do": "list-name", **DOMAIN, "purpose": purpose})
        assert answer.status_code == 302, answer.text
    assert listed() == [(KEY, "Webben", "Det mesta")]
    transaction.begin()
    assert verify(hub, "https://katrineholm.se/").status == "official"
    for status in (302, 200):
        answer = submit(office, PAGE, {"do": "remove-name", "key": KEY})
        assert answer.status_code == status
    assert listed() == []
    transaction.begin()
    lines = [(line.act, line.who, line.name.purpose) for line in name_log(hub)]
    assert lines == [
        ("removed", office[0], "Det mesta"),
        ("listed", office[0], "Det mesta"),
        ("listed", office[0], "Allt"),
    ]
    assert verify(hub, "https://katrineholm.se/").status == "unknown"


def test_a_program_lists_what_the_page_lists(request_factory, office, hub, listed):
    api = request_factory(basic_auth=office)
    answer = api.post("hub/@own-names", json=DOMAIN | {"kind": "sms", "value": "KATRINEHOLM"})
    assert answer.status_code == 200, answer.text
    assert [each["value"] for each in answer.json()["items"]] == ["KATRINEHOLM"]
    wrong = api.post("hub/@own-names", json=DOMAIN | {"value": "https://katrineholm.se:8443"})
    assert (wrong.status_code, [*wrong.json()["faults"]]) == (400, ["value"])
    api.post("hub/@own-names", json={"do": "remove-name", "key": "sms:katrineholm"})
    assert listed() == []


def test_what_is_listed_is_filled_in_to_be_changed(submit, browse, office, hub):
    submit(office, PAGE, {"do": "list-name", **DOMAIN})
    page = browse(*office).get(f"{PAGE}?key={KEY}").text
    assert 'value="katrineholm.se"' in page
    assert 'value="Webben"' in page


def test_everybody_reads_the_list_and_takes_it_along(submit, browse, office, hub):
    hub.creation_date = DateTime(2020, 1, 1)
    transaction.commit()
    app = "https://apps.apple.com/se/app/katrineholm/id123456789"
    submit(office, PAGE, {"do": "list-name", **DOMAIN, "title": "=Webben"})
    submit(office, PAGE, {"do": "list-name", **DOMAIN, "kind": "app", "value": app})
    reader = browse()
    page = reader.get("hub/@@official-list").text
    assert page.index("Webbadress (domän): katrineholm.se") < page.index("id123456789")
    assert "socialhub-facts" not in reader.get("hub/@@official-list?SearchableText=a").text
    table = reader.get("hub/@@export-names")
    assert "hub-names-" in table.headers["Content-Disposition"]
    assert table.text.splitlines()[1] == "katrineholm.se;Webbadress (domän);'=Webben;Allt"
    data = reader.get("hub/@@export-json").json()
    assert [each["key"] for each in data["own_names"]][:1] == [KEY]
    assert datetime.now(UTC).date().isoformat() in reader.get("hub/@@dcat").text
