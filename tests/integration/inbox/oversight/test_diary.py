"""What is registered: by whom, in which order, and what of it anybody may have."""

import pytest
from officers import NOW
from plone import api
from settling import DIARY

from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.inbox.oversight.diary import diary_entries


def test_the_registrar_registers_what_waits_and_finds_it_in_the_diary(
    case, hub, people, browse, post_as, sections
):
    number = case()
    rut = browse(*people["rut"])
    assert f"@@messages/{number}#socialhub-register" in rut.get("hub/@@diary").text
    shown = sections("rut", number)
    assert 'value="Eva Ek"' in shown
    assert 'value="Överklagan"' in shown
    facts = DIARY | {"diary_number": "KS 2026/12", "diary_date": "2025-09-21"}
    assert post_as("rut", "register-message", number=number, **facts) == "done"
    page = rut.get("hub/@@diary", params={"from": "2025-09-01", "to": "2025-09-30"}).text
    assert f"@@messages/{number}#socialhub-register" not in page
    assert "KS 2026/12" in page
    assert "KS 2026/12" in sections("anna", number)


def test_what_is_registered_again_stands_once_under_its_new_date(case, hub, do):
    number, other = case(), case("Ett till")
    for hour, day in enumerate(("2025-09-01", "2025-10-01", "2025-10-01")):
        given = DIARY | {"diary_number": "A", "diary_date": day}
        do("rut", number, "register", now=NOW + hour * 3600, **given)
    do("rut", other, "register", **DIARY | {"diary_number": "B", "diary_date": "2025-09-15"})
    assert [(each.day, each.diary_number) for each in diary_entries(hub)] == [
        ("2025-09-15", "B"),
        ("2025-10-01", "A"),
    ]
    assert [each.diary_number for each in diary_entries(hub, "2025-09-15", "2025-09-15")] == ["B"]
    assert list(diary_entries(hub, "2025-09-16", "2025-09-30")) == []


@pytest.mark.parametrize("missing", ["diary_number", *DIARY])
def test_the_diary_has_its_four_facts_or_nothing(receive, hub, do, missing):
    number = receive()
    given = DIARY | {"diary_number": "A"}
    with pytest.raises(Refused) as refusal:
        do("rut", number, "register", **{name: given[name] for name in given if name != missing})
    assert refusal.value.guard == missing.replace("_", "-")
    assert list(diary_entries(hub)) == []


def test_the_form_begins_with_the_day_on_which_it_came_in(receive, sections):
    assert 'value="2026-09-21"' in sections("rut", receive())


def test_a_copied_hub_has_registered_nothing(receive, hub, do):
    do("rut", receive(), "register", diary_number="A", **DIARY)
    with api.env.adopt_roles(["Manager"]):
        copied = api.content.copy(hub, id="annan")
    assert list(diary_entries(copied)) == []
    assert len(list(diary_entries(hub))) == 1
