"""Comments of connected accounts become messages, and are hidden at the service from the flow."""

import pytest
import transaction
from helpers.integration.inbox.intake import NOW
from interfaceserver import TOKEN
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.registration.connections import (
    connection_of,
    update_connection,
)
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake import remote_comments, removal_schedule
from katrineholm.socialhub.inbox.intake.account_comments import (
    ACCOUNT_COMMENTS_CHORE,
    retrieve_account_comments,
)
from katrineholm.socialhub.inbox.intake.removal_checks import check_removals
from katrineholm.socialhub.inbox.steps.steps import take_step
from katrineholm.socialhub.refresh.interfaces import IChore

RUDE = "Ni är riktigt dåliga på att ploga."

pytestmark = pytest.mark.usefixtures("no_haste")


def say(account, id, text, by="ville", post=0):
    said = account.comments.setdefault(account.posts[post]["id"], [])
    said.append({"id": id, "text": text, "username": by, "timestamp": "2026-09-21T10:00:00+0000"})


def heard(hub, worker):
    retrieve_account_comments(worker)
    transaction.begin()
    messages = messages_of(hub)
    return [messages[number] for number in range(1, len(messages) + 1)]


def test_comments_come_in_once_with_their_deadlines(hub, worker, account, interface):
    say(account, "c1", RUDE)
    say(account, "c2", "Tack!", by="kulturen")
    [message] = heard(hub, worker)
    told = message["captured"]
    assert (told["text"], told["how"]) == (RUDE, "feed")
    assert told["permalink"] == account.posts[0]["permalink"] + "c/c1/"
    assert told["sender"]["handle"] == "@ville"
    assert message["who"] == "anna"
    assert len(heard(hub, worker)) == 1


def test_a_connection_that_may_not_read_comments_is_not_asked_for_any(
    hub, channel, worker, account, interface
):
    """A refusal would mark the whole account as ended."""
    update_connection(hub, channel.UID(), scopes="instagram_business_basic")
    transaction.commit()
    say(account, "c1", RUDE)
    assert heard(hub, worker) == []
    assert interface.asked == []
    update_connection(
        hub,
        channel.UID(),
        scopes="instagram_business_basic instagram_business_manage_comments",
    )
    transaction.commit()
    assert len(heard(hub, worker)) == 1


def test_an_edited_comment_is_another_version_of_the_same(hub, worker, account):
    say(account, "c1", "Hej")
    heard(hub, worker)
    account.comments[account.posts[0]["id"]][0]["text"] = "Hej igen"
    assert len(heard(hub, worker)) == 1
    number = len(messages_of(hub))
    assert "edited" in [line["step"] for line in messages_of(hub).log(number)]


def taken_down(hub, worker, account):
    say(account, "c1", RUDE)
    heard(hub, worker)
    number = len(messages_of(hub))
    with api.env.adopt_user("anna"):
        take_step(hub, number, "act", {"rules": ["K1"], "reason": "Ovårdat"}, now=NOW)
        take_step(hub, number, "unpublish", {}, now=NOW)
    transaction.commit()
    check_removals(worker)
    transaction.begin()
    looks = [line for line in messages_of(hub).log(number) if line["step"] == "looked"]
    return number, looks[-1]["given"]


def test_what_is_taken_down_is_hidden_at_the_service_and_looked_at(hub, worker, account):
    _number, seen = taken_down(hub, worker, account)
    assert account.hidden == {"c1"}
    assert (seen["gone"], seen["found"]) == (True, "hidden")


@pytest.mark.parametrize("deaf", [False, True])
def test_what_is_restored_is_shown_again_at_the_service(hub, worker, account, interface, deaf):
    number, _seen = taken_down(hub, worker, account)
    interface.deaf = deaf
    with api.env.adopt_user(SITE_OWNER_NAME):
        take_step(hub, number, "restore", {"reason": "Det var kritik"}, now=NOW)
    transaction.commit()
    check_removals(worker)
    transaction.begin()
    looks = [line for line in messages_of(hub).log(number) if line["step"] == "looked"]
    assert account.hidden == ({"c1"} if deaf else set())
    assert looks[-1]["given"]["found"] == ("still-hidden" if deaf else "shown")
    assert removal_schedule.has_scheduled_check(hub, number) is deaf


def test_what_the_service_did_not_hide_is_told(hub, worker, account, interface):
    interface.deaf = True
    _number, seen = taken_down(hub, worker, account)
    assert (seen["gone"], seen["found"]) == (False, "there")


def test_a_revoked_token_stops_the_asking_and_is_noted(hub, worker, account, interface, channel):
    interface.ended.add(TOKEN)
    assert heard(hub, worker) == []
    assert connection_of(channel).problem == "token_ended"
    asked = len(interface.asked)
    heard(hub, worker)
    assert len(interface.asked) == asked


def test_a_used_up_allowance_is_tried_later(hub, worker, account, interface, channel, clock):
    say(account, "c1", RUDE)
    interface.used = 100
    assert heard(hub, worker) == []
    assert connection_of(channel).problem == ""
    interface.used = 0
    assert heard(hub, worker) == []
    clock.now -= 400 * 24 * 3600  # it was wrong: that is no pause of a year
    assert len(heard(hub, worker)) == 1


def test_nothing_is_asked_where_there_is_no_dialogue(hub, worker, account, interface, channel):
    channel.dialogue = False
    notify(ObjectModifiedEvent(channel))
    transaction.commit()
    heard(hub, worker)
    assert interface.asked == []


def test_what_a_service_calls_a_comment_goes_with_its_message(hub, worker, account):
    number, _seen = taken_down(hub, worker, account)
    assert remote_comments.remote_id(hub, number) == "c1"

    class Taken:
        step = "dispose"

    Taken.hub, Taken.number = hub, number
    remote_comments.delete_disposed_remote_id(Taken)
    assert remote_comments.remote_id(hub, number) == ""


def test_the_worker_does_it_now_and_then():
    assert getUtility(IChore, name="account-comments") is ACCOUNT_COMMENTS_CHORE
