"""What is missing on a place, for a board."""

from time import time

from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.office.board.channel_rows import board_rows
from katrineholm.socialhub.public.facebook import tie_backs
from katrineholm.socialhub.public.facebook.tie_backs import FRESH


def reasons(hub, title):
    with api.env.adopt_user(SITE_OWNER_NAME):
        (row,) = (row for row in board_rows(hub) if row.facts.title == title)
    return row.duty, [str(reason) for reason in row.duty.reasons if "On Facebook" in str(reason)]


def test_the_board_turns_amber_for_what_is_missing_and_after_half_a_year(hub, make_place):
    place = make_place("kommunen")
    light, told = reasons(hub, "kommunen")
    assert (light.colour, len(told)) == ("amber", 3)
    assert "tie_back" in light.problems
    now = int(time())
    for age, number in ((FRESH - 60, 0), (FRESH, 1)):
        place.tie_backs = tuple(
            {"tick": tick, "at": now - age, "by": "a"} for tick in tie_backs.ITEM_TITLES
        )
        tie_backs.update_hub(place)
        place.reindexObject()
        assert len(tie_backs.faults_by_uid(hub, now).get(place.UID(), ())) == number
    make_place("bygdens", official_page=True)
    assert len(reasons(hub, "bygdens")[1]) == 2
