"""What is remembered of what was taken down."""

from types import SimpleNamespace

import pytest
import transaction
from helpers.integration.inbox.intake import MINUTE, NOW, TEXT, looks, shows
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.inbox.intake import removal_schedule
from katrineholm.socialhub.inbox.steps.steps import take_step
from katrineholm.socialhub.refresh.worker import Worker

pytestmark = pytest.mark.usefixtures("no_haste")


def restore(hub, number):
    with api.env.adopt_user(SITE_OWNER_NAME):
        take_step(hub, number, "restore", {"reason": "Det var inget fel"}, now=NOW)
    transaction.commit()


def test_what_is_restored_is_looked_for_no_more(taken_down, look_at, hub, server):
    number = taken_down()
    restore(hub, number)
    shows(server, "/park", TEXT)
    look_at(10 * MINUTE)
    assert (looks(hub, number), server.requests) == ([], [])


def test_what_is_restored_while_a_server_is_waited_for_is_left_alone(
    taken_down, look_at, hub, server, worker
):
    number = taken_down()
    shows(server, "/park", TEXT)

    class Late(Worker):
        def write(self, function, *args):
            restore(hub, number)
            return super().write(function, *args)

    look_at(10 * MINUTE, of=Late(worker.site, clock=worker.clock, parsers=worker.parsers))
    assert len(server.requests) == 1
    assert looks(hub, number) == []


def test_what_is_disposed_of_is_looked_for_no_more(taken_down, look_at, hub, server):
    number = taken_down()
    removal_schedule.schedule_check(
        SimpleNamespace(hub=hub, number=number, step="dispose", now=NOW)
    )
    transaction.commit()
    look_at(10 * MINUTE)
    assert server.requests == []


def test_a_copied_hub_has_taken_nothing_down(taken_down, hub):
    number = taken_down()
    with api.env.adopt_user(SITE_OWNER_NAME):
        copy = api.content.copy(hub, hub.__parent__, "kopia")
    assert removal_schedule.has_scheduled_check(hub, number)
    assert not removal_schedule.has_scheduled_check(copy, number)
