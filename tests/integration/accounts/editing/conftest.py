"""What the tests of the room editing share."""

import pytest


@pytest.fixture
def kultur(functional_administration, manager_request):
    """The address of an administration's children, asked by the Manager."""
    return lambda method, json, path="": manager_request.request(
        method, f"hub/kultur/{path}", json=json
    )


@pytest.fixture
def ask(functional_administration, manager_request):
    """Ask the hub's or another place's ``@probe`` as the Manager."""
    return lambda json, place="hub": manager_request.post(f"{place}/@probe", json=json)
