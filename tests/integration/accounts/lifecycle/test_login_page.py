"""The form about the log-in of an account."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.registration.account_logins import Login, login_of, note_login

CHANNEL = "hub/kultur/bloggen"
LOGIN = Login("safe", "Valvet", "yes", "it@example.se", "2026-01-31")


@pytest.fixture
def channel(make_functional_channel):
    channel = make_functional_channel("bloggen")
    with api.env.adopt_user(SITE_OWNER_NAME):
        note_login(channel, LOGIN)
    transaction.commit()
    return channel


def test_an_editor_notes_it_and_nonsense_is_refused(channel, submit, person):
    editor, url = person("Editor"), f"{CHANNEL}/@@account-login"
    given = {"kind": "function", "holder": "Kontoret", "proved": "2026-02-01", "factor": "no"}
    wrong = [{"kind": "x"}, {"holder": ""}, {"proved": "2999-01-01"}, {"factor": "maybe"}]
    wrong += [{"kind": "person", "holder": "Nobody Here"}, {"recovery": "x" * 301}]
    for each in wrong:
        assert "socialhub-fault" in submit(editor, url, given | each).text
        transaction.begin()
        assert login_of(channel) == LOGIN
    submit(editor, url, given)
    transaction.begin()
    assert login_of(channel) == Login("function", "Kontoret", "no", "", "2026-02-01")
