"""The channels that need care, on the workplace."""

from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.office.board.tasks import FAILING, care_tasks, first_step_tasks


def test_the_office_is_told_how_many_channels_fail_and_led_to_them(board_hub):
    with api.env.adopt_user(SITE_OWNER_NAME):
        failing = [task for task in care_tasks(board_hub) if task.title == FAILING]
        assert [(task.number, task.url.partition("hub/")[2]) for task in failing] == [
            (1, "@@board?problem=broken")
        ]
        [steps] = first_step_tasks(board_hub)
    assert steps.number > 0
    assert [*first_step_tasks(board_hub)] == []
