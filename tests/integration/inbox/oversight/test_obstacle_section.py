"""What stands in the way of a record, on its page."""

import pytest


@pytest.mark.parametrize(
    ("who", "kind", "outcome"),
    [
        (None, "request", "login"),
        ("cia", "request", "login"),
        ("anna", "request", "done"),
        ("arne", "request", "done"),
        ("anna", "hold", "refused"),
        ("rut", "hold", "done"),
        ("arne", "hold", "done"),
        ("arne", "erasure", "refused"),
        ("rut", "erasure", "done"),
        ("anna", "spell", "refused"),
    ],
)
def test_who_may_note_what(number, post_as, log, who, kind, outcome):
    form = {"kind": kind, "do": "begin", "text": "Därför"}
    assert post_as(who, "note-standing", number=number, **form) == outcome
    assert bool(log(number, kind)) == (outcome == "done")


def test_what_is_refused_is_shown_with_what_was_written(number, people, submit):
    form = {"number": str(number), "kind": "hold", "do": "end", "text": "Skrivet"}
    answer = submit(people["arne"], "hub/@@note-standing", form)
    assert 'role="alert"' in answer.text
    assert "Skrivet</textarea>" in answer.text
