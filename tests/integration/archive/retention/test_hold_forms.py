"""What is held stays, a message as well as a post."""

import pytest

from katrineholm.socialhub.archive.retention.hold_forms import held_title
from katrineholm.socialhub.inbox.oversight.disposal import disposal_facts


@pytest.mark.parametrize("kind", ["channel", "message"])
def test_a_message_that_is_held_is_not_disposed_of(named, holding_hub, program, kind):
    assert disposal_facts(holding_hub, 1, 10**10)["hold"] is False
    program(reason="Tvist", **{kind: named[kind]})
    holding_hub._p_jar.sync()
    assert disposal_facts(holding_hub, 1, 10**10)["hold"] is True


def test_each_is_called_as_a_person_calls_it(named, holding_hub):
    titles = [held_title(holding_hub, *each) for each in named.items()]
    assert titles == ["Bloggen", "Badet", "Meddelande 1"]
    assert held_title(holding_hub, "channel", "gone") == "gone"
