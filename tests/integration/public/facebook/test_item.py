"""A place as other systems read it."""

from datetime import UTC, datetime

from katrineholm.socialhub.public.facebook.item import item
from katrineholm.socialhub.public.facebook.places import places
from katrineholm.socialhub.public.facebook.ties import tick_off, ties_in

STARTS = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


def test_the_ticks_are_told_where_they_are_given_alone(hub, make_place):
    made = make_place("dagar", place_type="event", event_starts=STARTS)
    tick_off(made, ["logo"])
    (place,) = places(hub)
    told = item(place, hub.REQUEST)
    assert (told["place_type"], told["starts"]) == ("event", STARTS.isoformat())
    assert (told["ends"], told["official_page"], told["state"]) == (None, False, "official")
    assert "tie_back" not in told
    ticks = item(place, hub.REQUEST, ties_in(hub))["tie_back"]
    assert ticks["logo"]["by"]
    assert ticks["installed"] is ticks["tie_back"] is None
