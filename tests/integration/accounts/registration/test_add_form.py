"""The log-in that is noted with a new channel: both who and what kind, or nothing."""

import pytest

from katrineholm.socialhub.accounts.registration.account_logins import Login
from katrineholm.socialhub.accounts.registration.add_form import new_login
from katrineholm.socialhub.site.pages.refusals import FaultyFields

ANNA = "Anna Berg <anna@example.se>"


@pytest.mark.parametrize(
    ("kind", "holder", "kept"),
    [
        ("", "", None),
        ("safe", "Valvet", Login("safe", "Valvet")),
        ("person", ANNA, Login("person", ANNA)),
    ],
)
def test_what_is_written_is_kept(portal, kind, holder, kept):
    assert new_login({"login_kind": kind, "login_holder": holder}) == kept


@pytest.mark.parametrize(
    ("kind", "holder", "wrong"),
    [
        ("safe", "", "login_holder"),
        ("", "Valvet", "login_kind"),
        ("person", "Nobody Here", "login_holder"),
    ],
)
def test_half_of_it_or_an_unknown_person_is_refused_at_the_field(portal, kind, holder, wrong):
    with pytest.raises(FaultyFields) as refusal:
        new_login({"login_kind": kind, "login_holder": holder})
    assert list(refusal.value.faults) == [wrong]
