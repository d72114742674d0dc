"""The add-on's settings: in the browser and over REST, for the office and nobody else."""

import re

import pytest
from helpers.integration.site.settings import PAGE, kept

REST = "@controlpanels/socialhub"
DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz"
WHO = {
    "": False,
    "Member": False,
    "Editor": False,
    "Reviewer": False,
    "Information Officer": True,
    "Site Administrator": True,
}


def test_a_handle_is_not_turned_on_without_its_account(office):
    office.write(**{"atproto:list": True})
    office.save()
    assert re.search(r'class="[^"]*field error">.*?atproto-did', office.contents, re.DOTALL)
    assert kept("atproto") == [False]
    office.write(**{"atproto:list": True})
    office.write(atproto_did=DID)
    office.save()
    assert kept("atproto", "atproto_did") == [True, DID]


@pytest.mark.parametrize("role", WHO)
def test_only_the_office_and_administrators_reach_the_settings(
    site, person, browse, request_factory, role
):
    login = person(role) if role else None
    page = browse(*(login or ())).get(PAGE, allow_redirects=False)
    rest = request_factory(basic_auth=login)
    changed = rest.patch(REST, json={"municipality": "Annat"})
    assert (page.status_code == 200) is WHO[role]
    assert rest.get(REST).ok is WHO[role]
    assert changed.ok is WHO[role]
    assert {page.status_code, changed.status_code} <= {200, 204, 302, 401, 403}
    assert kept("municipality") == ["Annat" if WHO[role] else None]
