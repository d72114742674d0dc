"""What may be disposed of by the rule of its kind, and what not."""

from time import time

import pytest

from katrineholm.socialhub import DAY
from katrineholm.socialhub.accounts.channels import holds
from katrineholm.socialhub.archive.record import request_actions
from katrineholm.socialhub.archive.retention.due_records import active_kinds, due_records
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.store import timeline_of


def found(old, kind):
    return [each.id for each in due_records(old.hub, kind, int(time()))]


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        *((kind, {kind}) for kind in ("withdrawn", "hidden", "held", "record", "version")),
        ("entry", {"entry", "picture", "version"}),
        ("picture", {"picture"}),
    ],
)
def test_each_kind_has_its_own(old, in_force, kind, wanted):
    in_force(kind)
    assert {*found(old, kind)} == {old.ids[name] for name in wanted}


def test_no_rule_is_in_force_by_itself(old):
    assert active_kinds(old.hub) == []


def test_what_is_younger_than_the_rule_is_not_due(old, in_force):
    in_force("entry", days=36500)
    assert found(old, "entry") == []


@pytest.mark.parametrize(("hours", "is_found"), [(-1, True), (23, True), (25, False)])
def test_a_post_may_be_published_a_day_after_its_period_began(old, in_force, hours, is_found):
    # By a clock that was wrong: it was withdrawn before the day that it gives.
    in_force("withdrawn", days=365)
    post = timeline_of(old.hub).unmasked(old.ids["withdrawn"])
    before = post["time"] - hours * 3600
    post["withdrawn"] = before - 1
    due = due_records(old.hub, "withdrawn", before + 365 * DAY)
    assert [each.id for each in due] == [old.ids["withdrawn"]] * is_found


@pytest.mark.parametrize("on", ["entry", "channel"])
def test_what_is_held_is_not_due(old, in_force, on):
    in_force("hidden")
    name = old.ids["hidden"] if on == "entry" else old.channel.UID()
    holds.place_hold(old.hub, on, name, "Tvist", by="ida", now=1)
    assert found(old, "hidden") == []
    holds.lift_hold(old.hub, on, name, "Avgjord", by="ida", now=2)
    assert found(old, "hidden") == [old.ids["hidden"]]


@pytest.mark.parametrize("kind", ["hidden", "version"])
def test_what_is_in_an_open_request_is_not_due(old, in_force, as_manager, kind):
    in_force(kind)
    [version] = version_list(timeline_of(old.hub).unmasked(old.ids["version"]))
    keys = {"hidden": "entry:{0}", "version": f"version:{{0}}:{version['until']}"}
    id = request_actions.begin_request(old.hub, "", [keys[kind].format(old.ids[kind])])
    assert found(old, kind) == []
    request_actions.close_request(old.hub, id)
    assert found(old, kind) == [old.ids[kind]]
    request_actions.reopen_request(old.hub, id)
    assert found(old, kind) == []


def test_another_post_than_the_one_that_is_asked_for_is_due(old, in_force, as_manager):
    in_force("hidden")
    request_actions.begin_request(old.hub, "", [f"entry:{old.ids['entry']}"])
    assert found(old, "hidden") == [old.ids["hidden"]]
