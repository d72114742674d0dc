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
    as_data,
    from_data,
    received,
)


@pytest.mark.parametrize(("handling", "publication"), product(HANDLING, PUBLICATION))
def test_every_state_comes_back_from_plain_data(handling, publication):
    facts = Facts(addressed=True, rules=("K1", "S1"))
    state = State(handling, publication, frozenset(RECORD), True, True, facts)
    data = as_data(state)
    assert from_data(data) == state
    assert (data["record"], data["facts"]["rules"]) == (sorted(RECORD), ["K1", "S1"])


@pytest.mark.parametrize("publication", PUBLICATION)
def test_only_what_the_public_no_longer_sees_is_removed(publication):
    assert State(publication=publication).is_removed is (publication in REMOVED)


@pytest.mark.parametrize(("direct", "publication"), [(True, "direct"), (False, "public")])
def test_a_message_that_came_in_is_only_captured(direct, publication):
    assert received(direct=direct) == State(
        "received", publication, frozenset({"captured"}), direct, False, Facts()
    )
