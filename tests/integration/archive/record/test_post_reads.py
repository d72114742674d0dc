"""Whoever reads a hidden post is noted, once for each post and day, and the keepers see it."""

import pytest
import transaction
from zope.component import getUtilitiesFor

from katrineholm.socialhub.archive.record.post_reads import logged_reads
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.verification import record_faults
from katrineholm.socialhub.inbox.steps.interfaces import ILane


@pytest.fixture
def reads(hub):
    def reads():
        transaction.begin()
        return [(each.who, each.post) for each in logged_reads(hub)]

    return reads


@pytest.mark.parametrize("kind", ["hidden", "withdrawn", "held"])
def test_reading_a_hidden_post_is_noted_once_a_day(hub, ids, readers, browse, reads, kind):
    session = browse(*readers["rut"])
    for _time in range(2):
        assert session.get(f"hub/@@record/{ids[kind]}").status_code == 200
    assert reads() == [("rut", ids[kind])]
    browse(*readers["arne"]).get(f"hub/@@record/{ids[kind]}")
    assert set(reads()) == {("rut", ids[kind]), ("arne", ids[kind])}
    lanes = {name: lane(hub) for name, lane in getUtilitiesFor(ILane)}
    assert [*record_faults(messages_of(hub).root, lanes=lanes)] == []


def test_a_post_that_visitors_see_is_read_without_a_line(ids, readers, browse, reads):
    browse(*readers["rut"]).get(f"hub/@@record/{ids['entry']}")
    assert reads() == []


def test_a_program_is_noted_as_well(ids, readers, rest, reads):
    assert rest("rut").get(f"/hub/@record/{ids['hidden']}").status_code == 200
    assert reads() == [("rut", ids["hidden"])]


def test_a_proof_of_a_hidden_post_is_a_reading_as_well(ids, readers, rest, reads):
    assert rest("rut").get(f"/hub/@proof/{ids['hidden']}").status_code == 200
    assert reads() == [("rut", ids["hidden"])]
    assert rest("").get(f"/hub/@proof/{ids['entry']}").status_code == 200
    assert reads() == [("rut", ids["hidden"])]


def test_the_keepers_see_who_has_read(ids, readers, browse, rest):
    rut = browse(*readers["rut"])
    rut.get(f"hub/@@record/{ids['hidden']}")
    page = rut.get("hub/@@record-reads").text
    assert f"@@record/{ids['hidden']}" in page
    assert "Badhuset dolt" in page
    assert browse(*readers["arne"]).get("hub/@@record-reads?post=x").text.count("Badhuset") == 0
    [item] = rest("arne").get("/hub/@record-reads").json()["items"]
    assert (item["by"], item["post"]) == ("rut", ids["hidden"])
    assert rest("olga").get("/hub/@record-reads").status_code == 401
