"""An entry that was disposed of says so at its address."""

import transaction

from katrineholm.socialhub.core.timeline.store import timeline_of

TOLD = {"by": "eva", "when": 1, "decision": "DHP 1"}


def test_a_visitor_is_told_that_it_is_gone(place, browse):
    entry = place.ids["Nyast"]
    timeline_of(place.hub).erase(entry, TOLD)
    transaction.commit()
    answer = browse().get(f"hub/@@entry/{entry}")
    assert answer.status_code == 410
    assert "Inlägget är gallrat" in answer.text


def test_nobody_learns_that_a_private_channel_had_it(place, browse):
    entry = place.ids["Hemligt"]
    timeline_of(place.hub).erase(entry, TOLD)
    transaction.commit()
    assert browse().get(f"hub/@@entry/{entry}").status_code == 404
