"""What nobody takes over comes back."""

import transaction
from helpers.integration.inbox.routing import waits_for

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.routing.chores import send_back


def test_what_nobody_takes_over_in_time_comes_back(hub, receive, rest):
    number = receive()
    given = {"receiver": "cia", "reason": "Hon vet"}
    rest("anna").post(f"hub/@messages/{number}/forward", json=given)
    transaction.begin()
    since = messages_of(hub).log(number)[-1]["time"]
    assert send_back(hub, since + 3600) == []
    assert send_back(hub, since + 9 * 24 * 3600) == [number]
    assert waits_for(hub, number) == ("anna", "responsible")
    assert messages_of(hub).state(number).handling == "assessing"
