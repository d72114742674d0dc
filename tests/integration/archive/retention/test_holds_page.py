"""People hold and lift from a page."""

import pytest

from katrineholm.socialhub.accounts.channels import holds
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.oversight.obstacles import is_active
from katrineholm.socialhub.refresh.post_log_check import post_log_fault


def test_a_person_hands_in_the_address_of_the_entry(named, holding_hub, submit, archivists):
    address = f"{holding_hub.absolute_url()}/@@entry/{named['entry']}"
    given = {"entry": address, "reason": "Tvist", "do": "hold"}
    assert submit(archivists[0], "hub/@@holds", given).status_code == 302
    holding_hub._p_jar.sync()
    assert [(each.kind, each.name) for each in holds.active_holds(holding_hub)] == [
        ("entry", named["entry"])
    ]
    given = {"entry": named["entry"], "reason": "Avgjord", "do": "lift"}
    assert submit(archivists[1], "hub/@@holds", given).status_code == 302
    holding_hub._p_jar.sync()
    assert [*holds.active_holds(holding_hub)] == []


def test_what_an_address_brings_along_stands_in_the_form(named, browse, archivists):
    page = browse(*archivists[0]).get(f"hub/@@holds?entry={named['entry']}").text
    assert f'value="{named["entry"]}"' in page


@pytest.mark.usefixtures("framed")
def test_what_is_refused_is_told(named, submit, archivists):
    page = submit(archivists[0], "hub/@@holds", {"entry": "nej", "reason": "x", "do": "hold"}).text
    assert "Det finns ingen sådan kanal" in page


@pytest.mark.usefixtures("framed")
def test_it_is_told_on_the_entrys_and_the_channels_page(named, browse, program, archivists):
    program(channel=named["channel"], reason="Tvist om badet")
    for page in (f"hub/@@entry/{named['entry']}", "hub/kultur/bloggen", "hub/@@holds"):
        assert "Tvist om badet" in browse(*archivists[0]).get(page).text
    for page in (f"hub/@@entry/{named['entry']}", "hub/kultur/bloggen"):
        assert "Tvist om badet" not in browse().get(page).text


@pytest.mark.parametrize("kind", holds.KINDS)
def test_it_is_held_and_lifted(named, holding_hub, program, kind):
    answer = program(reason="Tvist", **{kind: named[kind]})
    assert answer.status_code == 200
    [item] = answer.json()["items"]
    assert (item[kind], item["by"], item["reason"]) == (named[kind], "bosse", "Tvist")
    holding_hub._p_jar.sync()
    assert post_log_fault(holding_hub) == ""
    assert is_active(messages_of(holding_hub).log(1), "hold") is (kind == "message")
    answer = program(held=False, reason="Avgjord", **{kind: named[kind]})
    assert answer.json()["items_total"] == 0
    holding_hub._p_jar.sync()
    assert post_log_fault(holding_hub) == ""
    assert not is_active(messages_of(holding_hub).log(1), "hold")


@pytest.mark.parametrize(
    "body",
    [
        *({}, {"reason": "x"}, {"channel": "x", "entry": "y", "reason": "x"}, {"entry": 1}),
        *({"channel": "x", "reason": "x"}, {"entry": "0" * 20, "reason": "x"}),
        *({"message": each, "reason": "x"} for each in ("0", "99", "-1", "²", "9" * 30)),
    ],
)
def test_nonsense_is_refused_with_a_sentence(named, holding_hub, program, body):
    answer = program(**body)
    assert answer.status_code == 400
    assert len(answer.json()["message"]) > 5
    holding_hub._p_jar.sync()
    assert [*holds.active_holds(holding_hub)] == []


def test_what_is_held_is_not_held_again_nor_lifted_twice(named, holding_hub, program):
    assert program(entry=named["entry"]).json()["message"] == "Skriv varför."
    entry = {"entry": named["entry"], "reason": "x"}
    program(**entry)
    assert "redan gallringsstopp" in program(**entry).json()["message"]
    program(**entry, held=False)
    assert "inget gallringsstopp" in program(**entry, held=False).json()["message"]


def test_nobody_else_may(named, api_of, person):
    for login in ((), person("Editor")):
        assert api_of(login).get("hub/@holds").status_code in (401, 403)
