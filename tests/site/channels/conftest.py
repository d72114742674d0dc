"""What the tests of channels share."""

import re

import pytest

TOKEN = re.compile(r'data-token="(\w+)"|name="_authenticator" value="(\w+)"')


@pytest.fixture
def submit(browse):
    """A function that sends a form of the site's as a user: ``submit(login, url, data)``.

    Without ``token`` it is another site's form.
    """

    def submit(login, url, data, token=True):
        session = browse(*login)
        if token:
            found = TOKEN.search(session.get("hub").text)
            data = data | {"_authenticator": found[1] or found[2]}
        return session.post(url, data=data, allow_redirects=False)

    return submit
