"""What can be asked for, and what is refused, over REST."""

from datetime import UTC, datetime

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.archive.packages import order_storage
from katrineholm.socialhub.archive.packages.orders import retry_order
from katrineholm.socialhub.site.pages.refusals import Refusal

OWNER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


@pytest.fixture
def session(request_factory):
    return request_factory(basic_auth=OWNER)


@pytest.fixture
def asked(hub):
    """A body that is taken."""
    return {"channel": hub.kultur.bloggen.UID(), "from": "2026-06-01", "to": "2026-06-30"}


def test_a_package_is_ordered_followed_and_downloaded(hub, session, asked, made):
    answer = session.post("hub/@packages", json=asked)
    told = answer.json()
    assert (answer.status_code, told["state"], told["download"]) == (201, "waiting", None)
    made(told["@id"].rpartition("/")[2])
    told = session.get(told["@id"]).json()
    assert (told["state"], told["progress"], told["title"]) == ("ready", 100, "bloggen")
    file = session.get(told["download"], headers={"Accept": "*/*"})
    assert (len(file.content), file.headers["Content-Type"]) == (told["size"], "application/zip")
    assert file.headers["Cache-Control"] == "private, no-store"
    listed = session.get("hub/@packages").json()
    assert listed["items"] == [told]


def test_changes_are_ordered_without_days_when_there_are_any(hub, session, asked, made, keep):
    body = {"channel": asked["channel"], "kind": "changes"}
    answer = session.post("hub/@packages", json=body)
    assert answer.json()["message"].startswith("Arkivet har inget paket av den än")
    id = session.post("hub/@packages", json=asked).json()["@id"]
    made(id.rpartition("/")[2])
    session.patch(id, json={"receipt": {"day": "2026-08-01", "note": "Mottaget"}})
    answer = session.post("hub/@packages", json=body)
    assert answer.json()["message"].startswith("Ingenting har ändrats")
    transaction.begin()
    keep(hub.kultur.bloggen, published=datetime(2026, 6, 2, tzinfo=UTC))
    transaction.commit()
    told = session.post("hub/@packages", json=body).json()
    assert (told["kind"], told["from"], told["to"]) == ("changes", "2026-06-01", "2026-06-30")
    made(told["@id"].rpartition("/")[2])
    again = session.post("hub/@packages", json=body)
    assert "Anteckna arkivets kvitto" in again.json()["message"]
    assert session.delete(told["@id"]).status_code == 204
    assert session.post("hub/@packages", json=body | {"kind": "odd"}).status_code == 400


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"to": "2026-05-31"}, "Sista dagen ligger före den första."),
        ({"from": "juni"}, "Skriv första dagen, till exempel 2026-01-01."),
        ({"to": "9999-12-31"}, "Sista dagen ligger framåt i tiden"),
        ({"channel": "0" * 32}, "Välj en kanal eller en förvaltning som finns."),
        ({"channel": None}, "Ange en kanal eller en förvaltning med dess UID"),
        ({"channel": ["x"]}, "Här ska det stå en text."),
        ({"messages": "ja"}, "Svara ja eller nej."),
    ],
)
def test_what_is_asked_wrongly_is_refused_and_not_kept(hub, session, asked, changed, says):
    answer = session.post("hub/@packages", json=asked | changed)
    assert answer.status_code == 400
    assert answer.json()["message"].startswith(says)
    transaction.begin()
    assert list(order_storage.all_orders(hub)) == []


def test_three_hundred_years_are_a_period(session, asked, hub, made):
    long = asked | {"from": f"{today().year - 300}-01-01", "to": today().isoformat()}
    id = session.post("hub/@packages", json=long).json()["@id"].rpartition("/")[2]
    assert made(id).state == "ready"


def test_the_same_is_not_ordered_twice_at_a_time(session, asked):
    assert session.post("hub/@packages", json=asked).status_code == 201
    again = session.post("hub/@packages", json=asked)
    assert (again.status_code, again.json()["message"][:12]) == (400, "Samma paket ")


def test_nothing_is_ordered_without_an_organisation_number(session, asked):
    api.portal.set_registry_record("katrineholm.socialhub.organisation_number", "")
    transaction.commit()
    assert "organisationsnummer" in session.post("hub/@packages", json=asked).json()["message"]


def test_what_is_not_ready_can_be_cancelled_and_what_is_ready_stays(session, asked, made):
    url = session.post("hub/@packages", json=asked).json()["@id"]
    assert session.delete(url).status_code == 204
    assert session.get(url).status_code == 404
    url = session.post("hub/@packages", json=asked).json()["@id"]
    made(url.rpartition("/")[2])
    assert session.delete(url).json()["message"] == "Paketet är redan färdigt."


def test_the_archives_receipt_is_noted(session, asked, made):
    url = session.post("hub/@packages", json=asked).json()["@id"]
    receipt = {"day": today().isoformat(), "note": "LEV 7"}
    early = session.patch(url, json={"receipt": receipt})
    assert (early.status_code, early.json()["message"]) == (400, "Paketet är inte färdigt.")
    made(url.rpartition("/")[2])
    answer = session.patch(url, json={"receipt": receipt})
    assert answer.status_code == 200
    assert answer.json() == session.get(url).json()
    told = answer.json()["receipt"]
    assert {name: told[name] for name in ("day", "note", "by")} == receipt | {"by": OWNER[0]}


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Ange ett kvitto"),
        ({"receipt": "LEV 7"}, "Ange ett kvitto"),
        ({"receipt": {"day": "2026-06-30", "note": ["x"]}}, "Här ska det stå en text."),
        ({"receipt": {"day": "2026-06-30", "note": "x" * 1001}}, "Skriv vad arkivet svarade"),
        ({"receipt": {"day": "9999-12-31", "note": "x"}}, "Skriv vilken dag arkivet tog emot det"),
    ],
)
def test_a_receipt_that_says_too_little_is_refused(session, asked, made, sent, says):
    url = session.post("hub/@packages", json=asked).json()["@id"]
    made(url.rpartition("/")[2])
    refused = session.patch(url, json=sent)
    assert (refused.status_code, refused.json()["message"][: len(says)]) == (400, says)
    assert session.get(url).json()["receipt"] is None


def test_of_a_package_that_is_not_there_no_receipt_is_noted(session):
    assert session.patch("hub/@packages/none", json={"receipt": {}}).status_code == 404
    assert session.patch("hub/@packages", json={"receipt": {}}).status_code == 404


def test_messages_of_another_authority_are_packed_by_its_own_archivist(
    session, asked, hub, request_factory, person
):
    hub.kultur.authority = "Kulturnämnden"
    hub.kultur.archivists = "Reviewers"
    transaction.commit()
    archivist = request_factory(basic_auth=person("Archivist"))
    refused = archivist.post("hub/@packages", json=asked | {"messages": True})
    assert "en annan myndighet" in refused.json()["message"]
    assert archivist.post("hub/@packages", json=asked).status_code == 201


def test_a_package_waits_until_there_is_room(hub, session, asked, fill_storage):
    fill_storage()
    answer = session.post("hub/@packages", json=asked)
    assert answer.status_code == 400
    assert answer.json()["message"].startswith("Webbplatsens lagring är full: 1 av 1 MB.")
    transaction.begin()
    assert list(order_storage.all_orders(hub)) == []
    fill_storage(False)
    url = session.post("hub/@packages", json=asked).json()["@id"]
    transaction.begin()
    order_storage.update_order(hub, url.rpartition("/")[2], state=order_storage.FAILED)
    fill_storage()
    with pytest.raises(Refusal, match="storage is full"):
        retry_order(hub, url.rpartition("/")[2])
