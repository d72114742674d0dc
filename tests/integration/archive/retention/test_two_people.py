"""Through every door that confirms a rule or a disposal, only a second archivist is heard."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.accounts.channels import retention
from katrineholm.socialhub.archive.retention import disposal_storage
from katrineholm.socialhub.archive.retention.disposal_forms import propose_disposal
from katrineholm.socialhub.archive.retention.rule_forms import propose_rule
from katrineholm.socialhub.inbox.steps.authorities import ARCHIVISTS

PASSWORD = "correct-horse-battery"
DOORS = {
    "page": ("hub/@@disposal-proposal", "disposal"),
    "service": ("hub/@disposals", "disposal"),
    "rule's page": ("hub/@@retention", "rule"),
    "rule's service": ("hub/@retention", "rule"),
}
# Who may open the door, and whether they are a second person.
PEOPLE = {
    "the first": False,
    "an administrator": False,
    "a site administrator": False,
    "an archivist by role alone": False,
    "the first by another log-in": False,
    "an archivist": True,
}


@pytest.fixture
def waiting(old, in_force):
    """What Bosse has proposed: a rule, and a disposal; the values that confirm each."""
    in_force("hidden")
    with api.env.adopt_user("bosse"):
        propose_rule(old.hub, "entry", 365, "DHP 2.1", True)
        name = propose_disposal(old.hub, "hidden", [old.ids["hidden"]], "")
    transaction.commit()
    proposed = str(retention.proposed_rules(old.hub)["entry"].when)
    rule = {"do": "confirm", "kind": "entry", "proposed": proposed}
    return {"rule": rule, "disposal": {"do": "confirm", "proposal": name, "confirmed": "1"}}


@pytest.fixture
def logins(archivists, person):
    """The log-in of each of the people."""
    first, second = archivists
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.create("Bosse@example.se", "bosse2", PASSWORD)
        api.group.add_user(groupname=ARCHIVISTS, username="bosse2")
    transaction.commit()
    found = [first, (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)]
    found += [person("Site Administrator"), person("Archivist"), ("bosse2", PASSWORD), second]
    return dict(zip(PEOPLE, found, strict=True))


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("door", DOORS)
def test_only_a_second_archivist_confirms(old, waiting, logins, submit, api_of, door, who):
    url, what = DOORS[door]
    if "@@" in url:
        status = submit(logins[who], url, waiting[what]).status_code
        assert status == (302 if PEOPLE[who] else 200)
    else:
        status = api_of(logins[who]).post(url, json=waiting[what]).status_code
        assert status == (200 if PEOPLE[who] else 400)
    old.hub._p_jar.sync()
    if what == "rule":
        is_done = retention.retention_rules(old.hub)["entry"].is_active
    else:
        name = waiting["disposal"]["proposal"]
        is_done = disposal_storage.get_proposal(old.hub, name)["state"] == "confirmed"
    assert is_done is PEOPLE[who]
