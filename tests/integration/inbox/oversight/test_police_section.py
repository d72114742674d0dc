"""A report to the police is noted."""

from datetime import timedelta

import pytest
import transaction
from days import local_day


@pytest.fixture
def acted(receive, do):
    number = receive()
    do("anna", number, "act", rules=["L1"], reason="Hot")
    transaction.commit()
    return number


def report(days=0, reference="5000-K1-26"):
    return {"day": (local_day() - timedelta(days)).isoformat(), "reference": reference}


def test_a_report_to_the_police_is_noted(acted, post_as, log, sections):
    assert post_as("anna", "note-police", number=acted, **report()) == "done"
    assert dict(log(acted, "police")["given"]) == report()
    assert "5000-K1-26" in sections("anna", acted)


@pytest.mark.parametrize(
    "form",
    [lambda: report(-1), lambda: report() | {"day": "i går"}, lambda: report(reference=" ")],
    ids=["a day to come", "no day", "no reference"],
)
def test_a_report_without_day_or_reference_is_refused(acted, post_as, log, form):
    assert post_as("anna", "note-police", number=acted, **form()) == "refused"
    assert log(acted, "police") is None


@pytest.mark.parametrize(
    ("who", "outcome"),
    [(None, "login"), ("cia", "login"), ("arne", "login"), ("rut", "done"), ("anna", "done")],
)
def test_who_may_note_it(acted, post_as, who, outcome):
    assert post_as(who, "note-police", number=acted, **report()) == outcome


def test_what_breaks_no_rule_has_no_such_section(receive, sections, post_as):
    number = receive("Snällt")
    assert "socialhub-police" not in sections("anna", number)
    assert post_as("anna", "note-police", number=number, **report()) == "refused"
