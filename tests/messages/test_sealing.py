"""Nobody changes the log or the evidence without its showing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katrineholm.socialhub.messages.sealing import (
    GENESIS,
    canonical,
    fingerprint,
    first_broken,
    is_intact,
    linked,
    sealed,
)

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def log(*steps):
    lines, before = [], GENESIS
    for step in steps:
        lines.append(linked({"step": step, "who": "anna"}, before))
        before = lines[-1]["hash"]
    return lines


def test_canonical_json_is_that_of_the_rfc():
    # The example of RFC 8785, 3.2.3, in short: keys by UTF-16, the least escapes, no spaces.
    value = {"ö": "å\n", "€": 1e21, "a": [True, None, 0.5, 10], "\U0001f600": "</script>"}
    assert canonical(value).decode() == (
        '{"a":[true,null,0.5,10],"ö":"å\\n","€":1e+21,"😀":"</script>"}'
    )


def test_a_log_that_nobody_touched_is_whole():
    assert first_broken(log()) is None
    assert first_broken(log("receive", "assess", "close")) is None


@pytest.mark.parametrize(
    ("touch", "position"),
    [
        (lambda lines: lines[1].update(who="bo"), 1),
        (lambda lines: lines[1].update(extra=1), 1),
        (lambda lines: lines.pop(0), 0),
        (lambda lines: lines.pop(1), 1),
        (lambda lines: lines.insert(1, lines[1]), 2),
        (lambda lines: lines.reverse(), 0),
        (lambda lines: lines[2].update(linked({"step": "x"}, GENESIS)), 2),
        (lambda lines: lines[0].pop("hash"), 0),
    ],
)
def test_the_first_broken_link_is_named(touch, position):
    lines = log("receive", "assess", "close")
    touch(lines)
    assert first_broken(lines) == position


def test_evidence_tells_each_file_and_the_whole():
    files = {"bild.png": b"\x89PNG", "text.txt": "åäö".encode()}
    evidence = sealed({"text": "Hej", "sender": "unknown"}, files)
    assert evidence["files"] == {name: fingerprint(data) for name, data in files.items()}
    assert is_intact(evidence, files)


@given(st.dictionaries(st.text(min_size=1), PLAIN, max_size=4), st.binary(max_size=20))
def test_whatever_becomes_another_shows(facts, data):
    facts = {name: value for name, value in facts.items() if name not in ("files", "hash")}
    evidence = sealed(facts, {"a": data})
    assert is_intact(evidence, {"a": data})
    assert not is_intact(evidence, {"a": data + b"x"})
    assert not is_intact(evidence, {})
    assert not is_intact(evidence | {"another": 1}, {"a": data})
