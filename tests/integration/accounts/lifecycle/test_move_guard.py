"""Who may give a place of the hub another address."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME


@pytest.fixture
def editor(make_functional_channel, functional_administration, person):
    """The editor of an administration with an official channel."""
    make_functional_channel("bloggen")
    return person("Contributor", at=functional_administration)


def ids(functional_portal):
    transaction.begin()
    return list(functional_portal.hub.objectIds()), list(functional_portal.hub.kultur.objectIds())


@pytest.mark.parametrize("path", ["hub/kultur", "hub/kultur/bloggen"])
def test_over_rest_an_editor_is_told_that_an_address_stays(
    editor, request_factory, functional_portal, path
):
    answer = request_factory(basic_auth=editor).patch(path, json={"id": "xx", "title": "Annat"})
    assert (answer.status_code, answer.json()["type"]) == (401, "Unauthorized"), answer.text
    assert ids(functional_portal) == (["kultur"], ["bloggen"])


@pytest.mark.parametrize("path", ["hub/kultur", "hub/kultur/bloggen"])
def test_in_the_browser_an_editor_is_told_that_an_address_stays(
    editor, submit, browse, functional_portal, path
):
    form = {
        "form.buttons.Rename": "Rename",
        "form.widgets.new_id": "xx",
        "form.widgets.new_title": "Annat",
    }
    answer = submit(editor, f"{path}/object_rename", form)
    assert answer.status_code == 302
    assert "/require_login" in answer.headers["Location"]
    assert ids(functional_portal) == (["kultur"], ["bloggen"])


@pytest.fixture
def both(functional_administration, person):
    """One who may add and edit on an administration, as its sharing tab gives it."""
    name, password = person("Editor", at=functional_administration)
    roles = ["Editor", "Contributor"]
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.grant_roles(username=name, roles=roles, obj=functional_administration)
    transaction.commit()
    return name, password


@pytest.mark.parametrize(
    ("state", "is_offered"),
    [("draft", True), ("reported", False), ("official", False), ("paused", False)],
)
@pytest.mark.usefixtures("framed")
def test_only_who_may_rename_a_channel_is_offered_it(
    make_functional_channel, both, person, browse, state, is_offered
):
    make_functional_channel("bloggen", state)
    office = person("Information Officer")
    pages = [browse(*login).get("hub/kultur/bloggen").text for login in (both, office)]
    assert ["bloggen/object_rename" in page for page in pages] == [is_offered, True]
    assert all("bloggen/object_copy" in page for page in pages)
