"""Every rule is an example until somebody decides; that of messages is the inbox's own."""

import pytest
import transaction
from plone import api

from katrineholm.socialhub.accounts.channels import retention


@pytest.fixture
def bosse(api_of, archivists):
    return api_of(archivists[0])


def test_every_rule_is_an_example_until_somebody_decides(old, bosse):
    items = bosse.get("hub/@retention").json()["items"]
    assert [each["kind"] for each in items] == [*retention.KINDS]
    assert {each["active"] for each in items} == {False}


def test_the_period_of_messages_is_the_inboxs_own(old, bosse, browse):
    rule = {"kind": "message", "days": 400, "decision": "DHP 3", "active": True}
    bosse.post("hub/@retention", json=rule)
    assert "minst 400 dagar" in browse().get("hub/@@personal-data").text
    transaction.begin()
    api.portal.set_registry_record("katrineholm.socialhub.keep_messages", 500)
    transaction.commit()
    items = {each["kind"]: each["days"] for each in bosse.get("hub/@retention").json()["items"]}
    assert items["message"] == 500
