"""Every rule is an example until somebody decides; that of messages is the inbox's own."""

from functools import partial

import pytest
import transaction
from helpers.integration.archive import put_in_force
from plone import api
from ZODB.POSException import ConflictError

from katrineholm.socialhub.accounts.channels import holds, retention
from katrineholm.socialhub.archive.retention import disposal_storage
from katrineholm.socialhub.archive.retention.disposal_forms import (
    confirm_disposal,
    propose_disposal,
    withdraw_proposal,
)
from katrineholm.socialhub.archive.retention.due_records import Choice
from katrineholm.socialhub.site.pages.refusals import Refusal


def test_every_rule_is_an_example_until_somebody_decides(old, bosse):
    items = bosse.get("hub/@retention").json()["items"]
    assert [each["kind"] for each in items] == [*retention.KINDS]
    assert {each["active"] for each in items} == {False}


def test_the_period_of_messages_is_the_inboxs_own(old, in_force, bosse, browse):
    in_force("message", 400)
    assert "minst 400 dagar" in browse().get("hub/@@personal-data").text
    transaction.begin()
    api.portal.set_registry_record("katrineholm.socialhub.keep_messages", 500)
    transaction.commit()
    items = {each["kind"]: each["days"] for each in bosse.get("hub/@retention").json()["items"]}
    assert items["message"] == 500


@pytest.fixture
def proposed(old, in_force):
    """What Bosse has proposed of the hidden posts; its id."""
    in_force("hidden")
    with api.env.adopt_user("bosse"):
        name = propose_disposal(old.hub, "hidden", [old.ids["hidden"]], "")
    transaction.commit()
    return name


def refused(do, *given, by="evelina"):
    with api.env.adopt_user(by), pytest.raises(Refusal) as refusal:
        do(*given)
    return api.portal.translate(refusal.value.sentence)


def test_the_decision_is_the_rules_own_if_no_other_is_told(old, proposed):
    proposal = disposal_storage.find_proposal(old.hub, proposed)
    assert (proposal["decision"], proposal["state"]) == ("DHP 2.1", "proposed")
    assert dict(proposal["items"]) == {old.ids["hidden"]: None}


def test_nobody_confirms_what_they_proposed(old, proposed):
    assert "någon annan" in refused(confirm_disposal, old.hub, proposed, by="bosse")
    assert disposal_storage.find_proposal(old.hub, proposed)["state"] == "proposed"


@pytest.mark.parametrize("first", [confirm_disposal, withdraw_proposal])
@pytest.mark.parametrize("second", [confirm_disposal, withdraw_proposal])
def test_whoever_decides_second_is_told(old, proposed, first, second):
    with api.env.adopt_user("evelina"):
        first(old.hub, proposed)
    assert "hann före" in refused(second, old.hub, proposed)


def test_two_who_decide_at_once_meet(old, proposed):
    connection = old.hub._p_jar.db().open(transaction.TransactionManager())
    try:
        other = connection.get(disposal_storage.find_proposal(old.hub, proposed)._p_oid)
        other.update(state=disposal_storage.WITHDRAWN)
        with api.env.adopt_user("evelina"):
            confirm_disposal(old.hub, proposed)
        transaction.commit()
        with pytest.raises(ConflictError):
            connection.transaction_manager.commit()
    finally:
        connection.transaction_manager.abort()
        connection.close()


def test_what_is_proposed_is_not_proposed_again_until_it_is_taken_back(old, proposed):
    again = propose_disposal, old.hub, "hidden", [old.ids["hidden"]], "X"
    assert "redan är föreslagna" in refused(*again)
    with api.env.adopt_user("evelina"):
        withdraw_proposal(old.hub, proposed)
        assert propose_disposal(*again[1:])


@pytest.mark.parametrize("entries", [[], ["0" * 20], ["../x"]])
def test_only_what_is_due_is_proposed(old, in_force, entries):
    in_force("hidden")
    assert "Välj inlägg" in refused(propose_disposal, old.hub, "hidden", entries, "X")


def test_what_is_held_is_not_proposed(old, in_force):
    in_force("hidden")
    holds.place_hold(old.hub, "entry", old.ids["hidden"], "Tvist", by="ida", now=1)
    assert "gallringsstopp" in refused(
        propose_disposal, old.hub, "hidden", [old.ids["hidden"]], "X"
    )


@pytest.mark.parametrize("kind", ["entry", "message", "diary", "nothing"])
def test_nothing_is_proposed_without_a_rule_in_force(old, kind):
    assert "ingen regel" in refused(propose_disposal, old.hub, kind, [old.ids["entry"]], "X")


@pytest.mark.parametrize("do", [confirm_disposal, withdraw_proposal])
def test_what_is_not_there_is_told(old, do):
    assert "inget sådant förslag" in refused(do, old.hub, "f" * 12)


def test_all_that_is_due_of_a_channel_and_a_year_is_proposed_by_its_number(old, in_force):
    in_force("hidden")
    choice = Choice(old.channel.UID(), 2016)
    propose = partial(propose_disposal, old.hub, "hidden", [], "", choice=choice)
    with api.env.adopt_user("bosse"):
        name = propose(number=1)
    assert [*disposal_storage.find_proposal(old.hub, name)["items"]] == [old.ids["hidden"]]


@pytest.mark.parametrize(("choice", "number"), [(Choice(), 2), (Choice("", 2015), 1)])
def test_all_is_not_proposed_if_it_has_become_another_number(old, in_force, choice, number):
    in_force("hidden")
    propose = partial(propose_disposal, old.hub, "hidden", [], "", choice=choice)
    with pytest.raises(Refusal) as refusal:
        propose(number=number)
    assert "Nu är det" in api.portal.translate(refusal.value.faults["entries"])


def test_a_proposal_of_a_rule_that_has_been_made_longer_is_confirmed_by_nobody(old, proposed):
    put_in_force(old.hub, "hidden", 4000, "DHP 3")
    assert "Regeln har ändrats" in refused(confirm_disposal, old.hub, proposed)


def test_the_proposal_keeps_the_rule_and_the_title_of_its_channel(old, proposed):
    proposal = disposal_storage.find_proposal(old.hub, proposed)
    assert proposal["owners"] == {old.channel.UID(): "Bloggen"}
    days, decision, is_active, by, _when, confirmed_by, _confirmed = proposal["rule"]
    assert (days, decision, is_active, by, confirmed_by) == (
        *(365, "DHP 2.1", True),
        *("bosse", "evelina"),
    )
