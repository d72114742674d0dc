"""The places that the tests of ``browser`` share."""

import pytest
import transaction
from plone.app.testing import applyProfile

from katrineholm.socialhub import PACKAGE_NAME


@pytest.fixture
def page_of(functional_portal, browse):
    """The hub-less front page of the site, as a visitor gets it."""

    def page_of(*profiles):
        for profile in profiles:
            applyProfile(functional_portal, f"{PACKAGE_NAME}:{profile}")
        transaction.commit()
        return browse().get("").text

    return page_of
