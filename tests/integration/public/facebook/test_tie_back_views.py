"""The page where ties are ticked, and the list of what is missing."""

import pytest
import transaction

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.public.facebook import tie_backs


@pytest.mark.usefixtures("framed")
def test_an_editor_ticks_what_is_seen_and_the_rest_counts_as_missing(
    places, person, submit, browse, functional_portal
):
    editor = person("Editor", at=places["dagar"].aq_parent)
    url = "hub/kultur/dagar/@@note-tie-back"
    assert submit(editor, url, {"seen": ["installed", "logo", "x"]}).status_code == 302
    transaction.begin()
    ticks = tie_backs.place_ticks(places["dagar"])
    assert {name: tick.by for name, tick in ticks.items()} == {
        "installed": editor[0],
        "logo": editor[0],
    }
    assert tie_backs.ticks_by_uid(functional_portal.hub)[places["dagar"].UID()] == ticks
    page = browse(*editor).get("hub/kultur/dagar/@@tie-back").text
    assert page.count('checked="checked"') == 2
    assert submit(editor, url, {"seen": "logo"}).status_code == 302
    transaction.begin()
    assert set(tie_backs.place_ticks(places["dagar"])) == {"logo"}
    steps = [line["step"] for line in history.channel_lines(places["dagar"])]
    assert steps[:2] == ["tie-back", "tie-back"]


@pytest.mark.parametrize(
    ("data", "token", "status"),
    [({"seen": "logo"}, False, 403), ({}, True, 302), ({"seen:int": "1"}, True, 302)],
)
def test_only_the_sites_own_form_notes_anything(places, person, submit, data, token, status):
    editor = person("Editor", at=places["dagar"].aq_parent)
    answer = submit(editor, "hub/kultur/dagar/@@note-tie-back", data, token=token)
    assert answer.status_code == status
    transaction.begin()
    assert places["dagar"].tie_backs == ()


def test_the_office_sees_what_is_missing_first(places, person, browse):
    page = browse(*person("Information Officer")).get("hub/@@facebook-tie-backs").text
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    assert table.index("Dagar") < table.index("Kommunen")
    assert "Utkastet" not in table
