"""What is held stays, a message as well as a post."""

import pytest

from katrineholm.socialhub.archive.holding.holding import title_of
from katrineholm.socialhub.inbox.records.disposal import prepare


@pytest.mark.parametrize("kind", ["channel", "message"])
def test_a_message_that_is_held_is_not_disposed_of(named, hub, program, kind):
    assert prepare(hub, 1, 10**10)["hold"] is False
    program(reason="Tvist", **{kind: named[kind]})
    hub._p_jar.sync()
    assert prepare(hub, 1, 10**10)["hold"] is True


def test_each_is_called_as_a_person_calls_it(named, hub):
    titles = [title_of(hub, *each) for each in named.items()]
    assert titles == ["Bloggen", "Badet", "Meddelande 1"]
    assert title_of(hub, "channel", "gone") == "gone"
