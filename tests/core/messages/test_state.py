"""A state as plain data, and back."""

from itertools import product

import pytest

from katrineholm.socialhub.core.messages.state import (
    HANDLING,
    PUBLICATION,
    RECORD,
    REMOVED,
    Facts,
    State,
    initial_state,
    state_data,
    state_from_data,
)


@pytest.mark.parametrize(("handling", "publication"), [*product(HANDLING, PUBLICATION)])
def test_every_state_comes_back_from_plain_data(handling, publication):
    facts = Facts(addressed=True, rules=("K1", "S1"))
    state = State(handling, publication, frozenset(RECORD), True, True, facts)
    data = state_data(state)
    assert state_from_data(data) == state
    assert (data["record"], data["facts"]["rules"]) == (sorted(RECORD), ["K1", "S1"])


@pytest.mark.parametrize("publication", PUBLICATION)
def test_only_what_the_public_no_longer_sees_is_removed(publication):
    assert State(publication=publication).is_removed is (publication in REMOVED)
    # What was sent to us alone is cleared away; the public never saw it.
    assert not State(publication=publication, is_direct=True).is_removed


@pytest.mark.parametrize(
    ("came", "publication"),
    [
        ({"direct": True}, "direct"),
        ({"direct": False}, "public"),
        ({"direct": False, "elsewhere": True}, "elsewhere"),
    ],
)
def test_a_message_that_came_in_is_only_captured(came, publication):
    state = initial_state(**came)
    assert state == State(
        "received", publication, frozenset({"captured"}), came["direct"], False, Facts()
    )
    assert state.can_come_down == (publication == "public")
