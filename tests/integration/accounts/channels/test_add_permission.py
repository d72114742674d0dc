"""Who may add a channel, and so ask what is at an address."""

import pytest

SITE = "https://blogg.example.se/"


@pytest.mark.parametrize("role", [None, "Member", "Editor"])
def test_who_may_not_add_channels_may_not_probe(
    functional_administration, functional_portal, request_factory, person, role
):
    login = person(role) if role else None
    answer = request_factory(basic_auth=login).post("hub/@probe", json={"url": SITE})
    assert answer.status_code == 401
    assert answer.json()["type"] == "Unauthorized"
