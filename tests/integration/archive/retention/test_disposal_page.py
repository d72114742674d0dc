"""Two archivists dispose of a post from a page."""

import pytest
import transaction

from katrineholm.socialhub.archive.retention import disposal_chore
from katrineholm.socialhub.archive.retention.disposal_page import disposal_certificate
from katrineholm.socialhub.core.timeline.store import timeline_of


@pytest.mark.usefixtures("framed")
def test_the_pages_lead_from_the_rule_to_the_certificate(old, archivists, submit, browse, worker):
    first, second = archivists
    rule = {"kind": "hidden", "days": "365", "decision": "DHP 2.1", "active": "1"}
    assert submit(first, "hub/@@retention", rule).status_code == 302
    page = browse(*first).get("hub/@@dispose-entries?kind=hidden").text
    assert "Hemlig hidden" in page
    given = {"kind": "hidden", "entries": old.ids["hidden"], "decision": "KS § 7", "do": "propose"}
    assert submit(first, "hub/@@dispose-entries", given).status_code == 302
    assert "Någon annan än du bekräftar." in browse(*first).get("hub/@@dispose-entries").text
    old.hub._p_jar.sync()
    [name] = [each["id"] for each in _proposals(browse, first)]
    confirmed = {"proposal": name, "do": "confirm"}
    assert "Bekräfta att" in submit(second, "hub/@@dispose-entries", confirmed).text
    confirmed["confirmed"] = "1"
    assert submit(second, "hub/@@dispose-entries", confirmed).status_code == 302
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


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("gone", "gallrat"), ("held", "gallringsstopp"), ("other", "har ändrats")],
)
def test_each_outcome_is_told(hub, outcome, words):
    proposal = {
        **{"kind": "hidden", "decision": "DHP 2.1", "done": 1_790_000_000},
        **{"proposed": ("anna", 1_790_000_000), "confirmed": ("bert", 1_790_000_000)},
        "items": {"abc": (outcome, ("f" * 64,), 1_790_000_000)},
    }
    text = disposal_certificate(hub, "1", proposal)
    [line] = [each for each in text.splitlines() if each.startswith("abc")]
    assert words in line
    assert line.endswith("f" * 64)
    for told in ("Beslut: DHP 2.1", "Föreslaget av: anna", "Bekräftat av: bert"):
        assert told in text
