"""The places that the tests of ``site/pages`` share."""

import re

import pytest
from helpers.integration.site.pages import PORTLETS


@pytest.fixture
def manager(person):
    return person("Manager")


@pytest.fixture
def send(browse, manager):
    """A function that fills in a portlet's form and presses a button of it."""

    def send(url, button, **changes):
        session = browse(*manager)
        values = {f"form.widgets.{name}": value for name, value in changes.items()}
        token = re.search(r'name="_authenticator" value="(\w+)"', session.get(url).text)
        values |= {"_authenticator": token[1]} if token else {}
        return session.post(url, data=values | {f"form.buttons.{button}": "1"})

    return send


@pytest.fixture(params=PORTLETS)
def kind(request):
    """The name of one of the portlets."""
    return request.param
