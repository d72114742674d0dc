"""Anybody reports what pretends to be ours, and gets a receipt."""

import pytest
import transaction
from plone import api

from katrineholm.socialhub.core.messages.store import messages_of

FORM = "hub/@@report-false"
FALSE = "https://www.instagram.com/katrineho1m/"


@pytest.fixture
def messages(hub, channel):
    def messages():
        transaction.begin()
        return messages_of(hub)

    return messages


@pytest.mark.parametrize("address", [FALSE, "Katrineh0lm", "0701234567", "info@katrineho1m.se"])
def test_a_visitors_report_becomes_a_case_with_a_receipt(send, browse, messages, address):
    answer = send(FORM, {"address": address, "note": "Vill ha pengar"})
    place = answer.headers["Location"]
    receipt = place.rpartition("=")[2]
    assert receipt in browse().get(place).text
    message = messages()[1]
    assert message["captured"]["text"].splitlines()[0].endswith(f": {address}")
    assert message["captured"]["permalink"] == (FALSE if address == FALSE else "")
    assert message["captured"]["reported"]["text"] == "Vill ha pengar"
    assert message["state"]["publication"] == "elsewhere"


def test_two_reports_of_one_page_are_one_case_with_two_receipts(request_factory, messages):
    post = request_factory(basic_auth=None).post
    answers = [post("hub/@report-false", json={"address": FALSE, "note": n}) for n in ("a", "b")]
    assert [each.status_code for each in answers] == [201, 201]
    assert answers[0].json()["receipt"] != answers[1].json()["receipt"]
    assert len(messages()) == 1


def test_programs_fall_into_the_trap_and_too_many_have_to_wait(request_factory, messages):
    post = request_factory(basic_auth=None).post
    assert post("hub/@report-false", json={"address": FALSE, "homepage": "x"}).status_code == 400
    api.portal.set_registry_record("katrineholm.socialhub.reports_per_hour", 1)
    transaction.commit()
    statuses = [post("hub/@report-false", json={"address": f"{n}"}).status_code for n in range(4)]
    assert (statuses[0], statuses[-1]) == (201, 429)
