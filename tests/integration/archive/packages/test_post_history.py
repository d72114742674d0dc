"""What happened to a post, in order."""

from katrineholm.socialhub.archive.packages.post_history import post_history
from katrineholm.socialhub.core.timeline.store import timeline_of


def test_the_oldest_event_is_first_and_each_has_its_person_and_reason(hub, filled):
    entry = timeline_of(hub).unmasked(filled["hidden"])
    seen, hidden = post_history(hub, entry)
    assert (seen["act"], seen["who"], seen["why"]) == ("seen", "", "")
    assert (hidden["act"], hidden["who"], hidden["why"]) == ("hide", "ida", "Fel <person>")
    assert seen["when"] <= hidden["when"]


def test_a_change_is_an_event(hub, filled):
    entry = timeline_of(hub).unmasked(filled["bridge"])
    assert [each["act"] for each in post_history(hub, entry)] == ["seen", "change"]
