"""What nobody takes over comes back."""

import transaction
from helpers.integration.inbox.routing import waits_for

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.steps import routing_chore
from katrineholm.socialhub.inbox.steps.routing_chore import return_overdue, update_routing


def test_what_nobody_takes_over_in_time_comes_back(hub, receive, rest):
    number = receive()
    given = {"receiver": "cia", "reason": "Hon vet"}
    rest("anna").post(f"hub/@messages/{number}/forward", json=given)
    transaction.begin()
    since = messages_of(hub).log(number)[-1]["time"]
    assert return_overdue(hub, since + 3600) == []
    assert return_overdue(hub, since + 9 * 24 * 3600) == [number]
    assert waits_for(hub, number) == ("anna", "responsible")
    assert messages_of(hub).state(number).handling == "assessing"


def test_one_that_fails_keeps_no_other_with_the_wrong_person(
    hub, receive, rest, worker, clock, monkeypatch
):
    bad, good = receive("Ett"), receive("Två")
    for number in (bad, good):
        given = {"receiver": "cia", "reason": "Hon vet"}
        rest("anna").post(f"hub/@messages/{number}/forward", json=given)
    transaction.begin()
    whole = routing_chore._return_reason

    def why_back(messages, number, now):
        if number == bad:
            raise ValueError
        return whole(messages, number, now)

    monkeypatch.setattr(routing_chore, "_return_reason", why_back)
    clock.now = messages_of(hub).log(bad)[-1]["time"] + 9 * 24 * 3600
    update_routing(worker)
    assert [waits_for(hub, number)[0] for number in (bad, good)] == ["cia", "anna"]
