"""A hub that can be followed, and a mail server that takes its mails."""

import re

import pytest
import transaction
from cryptography.fernet import Fernet
from helpers.integration.site.mail import point
from mailserver import receiving

from katrineholm.socialhub.core.sources import vault
from katrineholm.socialhub.public.follow import follow_page

TOKEN = re.compile(r'name="_authenticator" value="(\w+)"')


@pytest.fixture
def post(functional_portal):
    with receiving() as post:
        point(post.port)
        transaction.commit()
        yield post


@pytest.fixture(autouse=True)
def key(monkeypatch):
    """The operator's key; nobody has sent a form yet."""
    monkeypatch.setenv("SOCIALHUB_KEYS", Fernet.generate_key().decode())
    vault.default_vault.cache_clear()
    follow_page.WINDOW.__init__(follow_page.WINDOW.seconds)
    yield
    vault.default_vault.cache_clear()


@pytest.fixture
def hub(functional_administration):
    return functional_administration.aq_parent


@pytest.fixture
def blog(make_functional_channel):
    return make_functional_channel("bloggen", title="Bloggen")


@pytest.fixture
def fill(browse):
    """A function that fills in the form of a page and sends it, as a visitor."""

    def fill(url, data):
        session = browse()
        found = TOKEN.search(session.get(url, params={"key": data.get("key", "")}).text)
        given = data | ({"_authenticator": found[1]} if found else {})
        return session.post(url, data=given, allow_redirects=False)

    return fill
