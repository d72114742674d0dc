"""What the tests of the room editing share."""

import pytest


@pytest.fixture
def kultur(functional_administration, manager_request):
    """The address of an administration's children, asked by the Manager."""
    return lambda method, json, path="": manager_request.request(
        method, f"hub/kultur/{path}", json=json
    )
