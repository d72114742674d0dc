"""A demand to correct or erase is a case with a decision, and the record keeps the post."""

from datetime import date
from html import unescape

import pytest

from katrineholm.socialhub.accounts.channels import holds, post_acts
from katrineholm.socialhub.archive.record import post_cases
from katrineholm.socialhub.archive.record.deadline_reminders import due_reminders
from katrineholm.socialhub.archive.record.deadlines import month_later
from katrineholm.socialhub.archive.record.entry_masks import mask_entry
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.site.pages.refusals import Refusal

ASKER = "Bo Ek, bo@example.org"


@pytest.fixture
def case(hub, kept, as_rut):
    return post_cases.begin_case(
        hub, f"https://example.org/hub/@@entry/{kept.id}", "erase", "Mitt namn", ASKER
    )


def acts(hub, kept):
    return [(line.act, line.why) for line in post_acts.post_lines(hub, kept.id)]


def test_it_is_granted_when_visitors_no_longer_see_the_data(hub, kept, case):
    with pytest.raises(Refusal) as refused:
        post_cases.decide_case(hub, case, "masked", "Personuppgift")
    assert set(refused.value.faults) == {"outcome"}
    mask_entry(hub, kept.id, ["Hemligson"], [], "Begäran om radering")
    post_cases.decide_case(hub, case, "masked", "Personuppgift")
    assert "Hemligson" in timeline_of(hub).unmasked(kept.id)["title"]
    assert "Hemligson" not in timeline_of(hub).existing(kept.id)["title"]
    found = post_cases.find_case(hub, case)
    assert (found.outcome, found.reason, found.decided_by) == ("masked", "Personuppgift", "rut")


@pytest.mark.parametrize(("outcome", "act"), [("noted", "correct"), ("refused", "refuse-demand")])
def test_the_decision_stands_in_the_history_and_the_asker_does_not(hub, kept, case, outcome, act):
    post_cases.decide_case(hub, case, outcome, "Arkivplikt")
    assert acts(hub, kept) == [("demand", ""), (act, "Arkivplikt")]
    with pytest.raises(Refusal):
        post_cases.decide_case(hub, case, outcome, "Arkivplikt")


def test_an_open_case_keeps_the_post_from_disposal(hub, kept, case):
    assert post_cases.is_in_open_case(hub, holds.ENTRY, kept.id)
    post_cases.decide_case(hub, case, "refused", "Arkivplikt")
    assert not post_cases.is_in_open_case(hub, holds.ENTRY, kept.id)


@pytest.mark.parametrize(
    ("post", "text", "faults"),
    [("x", "Namn", {"post"}), ("", "", {"post", "text"}), (None, " ", {"text"})],
)
def test_what_is_no_case_is_refused_whole(hub, kept, as_rut, post, text, faults):
    with pytest.raises(Refusal) as refused:
        post_cases.begin_case(hub, kept.id if post is None else post, "erase", text, "")
    assert set(refused.value.faults) == faults
    assert [*post_cases.all_cases(hub)] == []
    assert acts(hub, kept) == []


def test_whoever_noted_it_is_reminded_in_its_last_week(hub, case):
    found = post_cases.find_case(hub, case)
    assert due_reminders(hub, date.fromordinal(found.answer_by.toordinal() - 8)) == {}
    [line] = due_reminders(hub, date.fromordinal(found.answer_by.toordinal() - 7))["rut"]
    assert "@@post-cases" in line
    assert ASKER not in line


@pytest.mark.parametrize(
    ("when", "day"), [("2026-01-31", "2026-02-28"), ("2026-12-15", "2027-01-15")]
)
def test_a_month_later_is_the_same_day_or_the_last(hub, when, day):
    at = int(date.fromisoformat(when).strftime("%s")) + 43200
    assert month_later(at).isoformat() == day


def test_the_page_and_the_service_do_the_same(hub, kept, people, submit, browse, rest):
    given = {"do": "begin", "post": kept.id, "demand": "correct", "text": "Fel namn"}
    assert submit(people["rut"], "hub/@@post-cases", given).status_code == 302
    page = unescape(browse(*people["rut"]).get("hub/@@post-cases").text)
    assert "Fel namn" in page
    program = rest("rut")
    [item] = program.get("/hub/@post-cases").json()["items"]
    assert (item["post"], item["demand"], item["outcome"]) == (kept.id, "correct", None)
    answer = program.post(
        "/hub/@post-cases", json={"case": item["id"], "outcome": "noted", "reason": "Rätt: Eva"}
    )
    assert answer.json()["outcome"] == "noted"
    page = unescape(browse(*people["rut"]).get("hub/@@post-cases").text)
    assert "Rätt: Eva" in page
    assert "en rättelse antecknas" in page
    assert rest("arne").get("/hub/@post-cases").status_code == 401


def test_only_who_may_mask_is_led_to_the_page_that_masks(case, people, olga, browse):
    page = unescape(browse(*people["rut"]).get("hub/@@post-cases").text)
    assert "@@mask-entry" not in page
    assert "Informationskontoret maskar och döljer inlägg" in page
    assert "@@mask-entry" in browse(*olga).get("hub/@@post-cases").text
