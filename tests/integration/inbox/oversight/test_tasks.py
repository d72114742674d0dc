"""What registrars and those who handle messages go through, on the workplace."""

from plone import api

from katrineholm.socialhub.inbox.oversight import tasks


def test_a_round_waits_on_working_days_for_whoever_handles_a_channel(hub, channel, monkeypatch):
    channel.dialogue = True
    channel.reindexObject()
    with api.env.adopt_user("anna"):
        for is_working, number in ((True, [1]), (False, [])):
            monkeypatch.setattr(tasks, "is_working_day", lambda _day, told=is_working: told)
            assert [task.number for task in tasks.oversight_tasks(hub)] == number
    with api.env.adopt_user("cia"):
        assert [*tasks.oversight_tasks(hub)] == []
        assert [*tasks.registration_tasks(hub)] == []
