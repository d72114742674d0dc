"""Whether what is kept is what was written."""

from katrineholm.socialhub.core.messages.verification import record_faults

NOW = 1_790_000_000


def test_a_record_that_nobody_touched_has_no_faults(messages, incoming):
    for name in "abc":
        messages.receive(incoming(name, files={"a.txt": b"a"}), now=NOW)
    assert list(record_faults(messages.root)) == []


def test_what_the_log_misses_is_told_first_and_then_message_by_message(messages, incoming):
    one, two, three = (messages.receive(incoming(name), now=NOW) for name in "abc")
    messages[one]["captured"]["text"] = "Another"
    messages[three]["log"][0]["time"] = 0
    del messages.root["messages"][two]
    found = [(each.number, each.what) for each in record_faults(messages.root)]
    assert found[0] == (two, "missing")
    assert found.index((one, "captured")) < found.index((three, "log"))
