"""The places that the tests of ``inbox/desk`` share."""

import pytest


@pytest.fixture
def send(submit, people):
    """A function that sends a form to a message: ``send("anna", 1, "act", rules=["K1"])``."""

    def send(name, number, step, **data):
        return submit(people[name], f"hub/@@messages/{number}/{step}", data)

    return send


@pytest.fixture
def look(browse, people):
    """A function that opens a message's page, or the list: ``look("anna", 1)``."""
    return lambda name, rest="": browse(*people[name]).get(f"hub/@@messages{rest and f'/{rest}'}")
