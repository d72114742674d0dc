"""Two archivists dispose of a post from a page."""

import pytest
import transaction

from katrineholm.socialhub.archive.retention import disposal_chore
from katrineholm.socialhub.core.timeline.store import timeline_of


@pytest.mark.usefixtures("framed")
def test_the_pages_lead_from_what_is_due_to_the_certificate(
    old, in_force, archivists, submit, browse, worker
):
    first, second = archivists
    in_force("hidden")
    page = browse(*first).get("hub/@@dispose-entries?kind=hidden").text
    assert "Hemlig hidden" in page
    given = {"kind": "hidden", "entries": old.ids["hidden"], "decision": "KS § 7", "do": "propose"}
    assert submit(first, "hub/@@dispose-entries", given).status_code == 302
    old.hub._p_jar.sync()
    [name] = [each["id"] for each in _proposals(browse, first)]
    address = f"hub/@@disposal-proposal?proposal={name}"
    assert "någon annan bekräftar" in browse(*first).get(address).text
    seen = browse(*second).get(address).text
    for words in ("Hemlig hidden", "Bloggen", "4 maj 2016", f"@@record/{old.ids['hidden']}"):
        assert words in seen
    # A form that also had the proposal in its address would send it twice.
    assert f'action="{old.hub.absolute_url()}/@@disposal-proposal"' in seen
    confirmed = {"proposal": name, "do": "confirm"}
    assert "Bekräfta att" in submit(second, "hub/@@disposal-proposal", confirmed).text
    confirmed["confirmed"] = "1"
    assert submit(second, "hub/@@disposal-proposal", confirmed).status_code == 302
    certificate = f"hub/@@disposal-certificate?proposal={name}"
    assert browse(*first).get(certificate).status_code == 404
    old.hub._p_jar.sync()
    disposal_chore.carry_out_disposals(worker)
    answer = browse(*first).get(certificate)
    assert answer.headers["Content-Disposition"].endswith(f'"gallringsbevis-{name}.txt"')
    for words in ("KS § 7", "Bosse (bosse)", "Evelina (evelina)", "Gallrat: 1 av 1"):
        assert words in answer.text
    assert old.ids["hidden"] in answer.text
    assert "Hemlig" not in answer.text
    transaction.begin()
    assert timeline_of(old.hub).unmasked(old.ids["hidden"])["title"] == ""


def _proposals(browse, login):
    session = browse(*login)
    session.headers["Accept"] = "application/json"
    return session.get("hub/@disposals").json()["items"]
