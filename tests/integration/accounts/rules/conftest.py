"""What the tests of the room rules share."""

import pytest
import transaction
from plone import api

from katrineholm.socialhub.accounts.rules import ruling

ANNA = "Anna Berg <anna@example.se>"
OFFICE = "informationskontoret@example.se"
RULE = "länkar till butiker"


@pytest.fixture
def office_channel(make_functional_channel):
    api.portal.set_registry_record("katrineholm.socialhub.office_email", OFFICE)
    return make_functional_channel("bloggen", title="Bloggen", responsible=ANNA, dialogue=True)


@pytest.fixture
def proposed(office_channel):
    ruling.propose(office_channel, RULE)
    transaction.commit()
    return office_channel


@pytest.fixture
def editor(functional_administration, person):
    return person("Editor", at=functional_administration)
