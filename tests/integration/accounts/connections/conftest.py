"""An Instagram channel whose account the demonstration's interface plays."""

import pytest
from interfaceserver import TOKEN

KULTUREN = {
    "profile_url": "https://www.instagram.com/kulturen/",
    "feed_url": None,
    "platform": "instagram",
    "kind": "photo",
    "dialogue": True,
}


@pytest.fixture
def connectable_channel(interface, make_functional_channel):
    """``/hub/kultur/insta``, not yet connected."""
    return make_functional_channel("insta", title="Insta", **KULTUREN)


@pytest.fixture
def office(person):
    """Of the information office."""
    return person("Information Officer")


@pytest.fixture
def pasted():
    """A form's fields with the token that opens the account."""
    return {"interface": "instagram", "passw_token": TOKEN}
