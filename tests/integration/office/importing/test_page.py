"""The page on which a file is brought in."""

import pytest
from helpers.integration.office.importing import PAGE, alerts, confirm, look, report, stored, token

from katrineholm.socialhub.office.importing.file import packed

HEADER = "title;administration;profile_url"
NEW = "Nya kanalen;kultur;https://mastodon.se/@kultur"


def test_that_fields_are_to_be_emptied_is_ticked_and_confirmed(office, existing, functional_portal):
    data = f"{HEADER};rhythm\nBloggen;kultur;{existing.profile_url};".encode()
    form = {"_authenticator": token(office), "do": "look", "clear": "1"}
    page = office.post(PAGE, data=form, files={"file": ("a.csv", data, "text/csv")})
    assert "Planerad takt: Varje vecka → (tomt)" in report(page)[0]
    assert 'name="clear"' in page.text.split('name="do"')[0]
    # Without it something else would happen, and is shown before it does.
    assert len(alerts(confirm(office, page))) == 1
    assert stored(functional_portal)[existing.profile_url].rhythm == 7
    assert confirm(office, page, clear="1").url.endswith(PAGE)
    assert stored(functional_portal)[existing.profile_url].rhythm is None


def test_nothing_is_looked_at_or_stored_without_the_forms_token(office, functional_portal):
    page = look(office, HEADER, NEW)
    assert confirm(office, page, _authenticator="x").status_code == 403
    assert stored(functional_portal) == {}


@pytest.mark.parametrize("role", ["", "Member", "Contributor", "Editor", "Reviewer"])
def test_only_those_who_keep_the_list_bring_channels_in(
    functional_administration, functional_portal, person, browse, role
):
    session = browse(*(person(role) if role else ()))
    carried = packed(f"{HEADER}\n{NEW}".encode())
    answers = [
        session.get(PAGE, allow_redirects=False),
        session.post(PAGE, data={"do": "store", "carried": carried}, allow_redirects=False),
    ]
    assert {answer.status_code for answer in answers} <= {302, 401, 403}
    assert stored(functional_portal) == {}
