"""What the tests of the room about share."""

import pytest
import transaction
from helpers.integration.accounts.information import ANNA, FACTS, RULES
from plone import api

from katrineholm.socialhub.accounts.information import rule_steps


@pytest.fixture
def blog_channel(make_functional_channel):
    blog_channel = make_functional_channel("bloggen", **FACTS)
    blog_channel.own_rules = RULES
    transaction.commit()
    return blog_channel


OFFICE = "informationskontoret@example.se"
RULE = "länkar till butiker"


@pytest.fixture
def office_channel(make_functional_channel):
    api.portal.set_registry_record("katrineholm.socialhub.office_email", OFFICE)
    return make_functional_channel("bloggen", title="Bloggen", responsible=ANNA, dialogue=True)


@pytest.fixture
def proposed(office_channel):
    rule_steps.propose_rule(office_channel, RULE)
    transaction.commit()
    return office_channel


@pytest.fixture
def editor(functional_administration, person):
    return person("Editor", at=functional_administration)
