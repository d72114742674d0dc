"""Settings go along, but decide nothing that the other site has decided; secrets stay."""

from io import BytesIO

import pytest
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

from katrineholm.socialhub.core.files.json_values import TransferError
from katrineholm.socialhub.setup.transfer_settings import (
    LOGO,
    changed_settings,
    set_if_default,
    setting_pair,
)
from katrineholm.socialhub.site.graphics import logo
from katrineholm.socialhub.site.settings.registry import SECRETS

NAME = "katrineholm.socialhub.municipality"
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
)


def change(name, value):
    getUtility(IRegistry)[name] = value


@pytest.fixture(autouse=True)
def site(portal):
    return portal


def test_only_what_was_changed_goes_along():
    assert list(changed_settings()) == []
    change(NAME, "Katrineholm")
    assert list(changed_settings()) == [{"name": NAME, "value": "Katrineholm"}]


@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_goes_along_or_comes_in(secret):
    name = f"katrineholm.socialhub.{secret}"
    change(name, "hemligt")
    assert list(changed_settings()) == []
    change(name, None)
    assert not set_if_default(name, "annat")
    assert not api.portal.get_registry_record(name)


def test_a_setting_is_as_it_was():
    change(NAME, "Katrineholm")
    lines = list(changed_settings())
    change(NAME, None)
    assert [set_if_default(*setting_pair(line)) for line in lines] == [True]
    assert api.portal.get_registry_record(NAME) == "Katrineholm"


def test_what_the_site_has_decided_stays():
    change(NAME, "Flen")
    assert not set_if_default(NAME, "Katrineholm")
    assert set_if_default(NAME, "Flen")
    assert api.portal.get_registry_record(NAME) == "Flen"


@pytest.mark.parametrize(
    ("name", "value"),
    [(NAME, 1), (NAME, "x" * 1000), ("katrineholm.socialhub.none", 1), ("plone.site_title", "X")],
)
def test_what_may_not_be_decided_so_stays(name, value):
    assert not set_if_default(name, value)
    assert list(changed_settings()) == []


def test_the_logotype_goes_along_and_is_cleaned_again():
    assert not set_if_default(LOGO, b"<script/>")
    assert not set_if_default(LOGO, "text")
    logo.store_logo(BytesIO(DRAWING))
    lines = list(changed_settings())
    kept = logo.site_logo()
    logo.remove_logo()
    assert [set_if_default(*setting_pair(line)) for line in lines] == [True]
    assert logo.site_logo() == kept


@pytest.mark.parametrize(
    "line", [{}, {"name": NAME}, {"name": 1, "value": 1}, {"value": 1}], ids=repr
)
def test_a_line_that_is_none_is_refused(line):
    with pytest.raises(TransferError):
        setting_pair(line)
