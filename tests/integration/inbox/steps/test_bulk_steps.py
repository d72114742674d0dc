"""Many messages at once get past no guard."""

import pytest
import transaction

from katrineholm.socialhub.core.messages.store import messages_of


@pytest.fixture
def state(hub):
    """A function that tells where a message stands."""

    def state(number):
        transaction.begin()
        return messages_of(hub).state(number)

    return state


@pytest.fixture
def together(submit, people):
    """A function that sends the form below the list."""
    return lambda name, **data: submit(people[name], "hub/@@messages/together", data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("anna", {"step": "watch", "said": "x"}),
        ("anna", {"step": "act", "message": 1, "said": "x"}),
        ("anna", {"step": "watch", "message": 1}),
        ("cia", {"step": "watch", "message": 1, "said": "x"}),
    ],
)
def test_many_at_once_get_past_nothing(receive, together, state, name, data):
    number = receive()
    page = together(name, **data).text
    assert ('role="alert"' in page, 'role="status"' in page) == (True, False)
    assert state(number).handling == "assessing"
