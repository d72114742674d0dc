"""What the rooms about messages share, and the information office."""

import pytest
from officers import PASSWORD, channel, hub, people, receive, rest  # noqa: F401


@pytest.fixture
def office(person):
    """A member of the information office: name and password."""
    return person("Information Officer")


@pytest.fixture
def login(people, office):  # noqa: F811
    """A function that gives name and password: ``login("anna")``, ``login("office")``, ``()``."""
    return lambda name: {"": (), "office": office}.get(name) or (name, PASSWORD) if name else ()
