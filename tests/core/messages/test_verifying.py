"""Whether what is kept is what was written."""

from katrineholm.socialhub.core.messages.verifying import Broken, faults

NOW = 1_790_000_000


def test_a_record_that_nobody_touched_has_no_faults(messages, incoming):
    for name in "abc":
        messages.receive(incoming(name, files={"a.txt": b"a"}), now=NOW)
    assert list(faults(messages)) == []


def test_all_that_is_wrong_is_told_the_first_message_first(messages, incoming):
    one, two, three = (messages.receive(incoming(name), now=NOW) for name in "abc")
    messages[one]["captured"]["text"] = "Another"
    messages[three]["log"][0]["time"] = 0
    del messages.root["messages"][two]
    found = [(each.number, each.what) for each in faults(messages)]
    assert found[0] == (one, "captured")
    assert set(found) >= {(two, "missing"), (three, "log")}
    assert messages.broken() == Broken(one, "captured")
