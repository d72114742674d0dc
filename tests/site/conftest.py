"""The site tests' layers, and the people and places that they share."""

import os

os.environ["zope_i18n_compile_mo_files"] = "1"

import pytest
from pytest_plone import fixtures_factory

from katrineholm.socialhub.testing import FUNCTIONAL_TESTING, INTEGRATION_TESTING

globals().update(
    fixtures_factory(
        ((INTEGRATION_TESTING, "integration"), (FUNCTIONAL_TESTING, "functional"))
    )
)
