"""Many messages at once get past no guard."""

import pytest


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
