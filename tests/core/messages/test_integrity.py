"""Nobody changes the log or the evidence without its showing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katrineholm.socialhub.core.messages.integrity import (
    ERASED_VALUES,
    GENESIS,
    canonical_json,
    chained_line,
    first_broken_line,
    is_seal_intact,
    sealed_evidence,
    sha256_hex,
)

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def log(*steps):
    lines, before = [], GENESIS
    for step in steps:
        lines.append(chained_line({"step": step, "who": "anna"}, before))
        before = lines[-1]["hash"]
    return lines


def test_canonical_json_is_that_of_the_rfc():
    # The example of RFC 8785, 3.2.3, in short: keys by UTF-16, the least escapes, no spaces.
    value = {"ö": "å\n", "€": 1e21, "a": [True, None, 0.5, 10], "\U0001f600": "</script>"}
    assert canonical_json(value).decode() == (
        '{"a":[true,null,0.5,10],"ö":"å\\n","€":1e+21,"😀":"</script>"}'
    )


def test_a_log_that_nobody_touched_is_whole():
    assert first_broken_line(log()) is None
    assert first_broken_line(log("receive", "assess", "close")) is None


@pytest.mark.parametrize(
    ("touch", "position"),
    [
        (lambda lines: lines[1].update(who="bo"), 1),
        (lambda lines: lines[1].update(extra=1), 1),
        (lambda lines: lines.pop(0), 0),
        (lambda lines: lines.pop(1), 1),
        (lambda lines: lines.insert(1, lines[1]), 2),
        (lambda lines: lines.reverse(), 0),
        (lambda lines: lines[2].update(chained_line({"step": "x"}, GENESIS)), 2),
        (lambda lines: lines[0].pop("hash"), 0),
    ],
)
def test_the_first_broken_link_is_named(touch, position):
    lines = log("receive", "assess", "close")
    touch(lines)
    assert first_broken_line(lines) == position


def test_lines_that_were_erased_hold_the_chain_only_before_a_disposal():
    lines = log("receive", "note", "dispose")
    for line in lines[:2]:
        line["given"] = dict(ERASED_VALUES)
    assert first_broken_line(lines) == 0
    assert first_broken_line(lines, erased_before=1) == 1
    assert first_broken_line(lines, erased_before=2) is None
    lines[2]["given"] = dict(ERASED_VALUES)
    assert first_broken_line(lines, erased_before=2) == 2
    assert first_broken_line([lines[0], lines[2]], erased_before=2) == 1


def test_evidence_tells_each_file_and_the_whole():
    hashes = {"bild.png": sha256_hex(b"\x89PNG"), "text.txt": sha256_hex("åäö".encode())}
    evidence = sealed_evidence({"text": "Hej", "sender": "unknown"}, hashes)
    assert evidence["files"] == hashes
    assert is_seal_intact(evidence, hashes)


@given(st.dictionaries(st.text(min_size=1), PLAIN, max_size=4), st.text(max_size=20))
def test_whatever_becomes_another_shows(facts, one):
    facts = {name: value for name, value in facts.items() if name not in ("files", "hash")}
    evidence = sealed_evidence(facts, {"a": one})
    assert is_seal_intact(evidence, {"a": one})
    assert not is_seal_intact(evidence, {"a": f"{one}x"})
    assert not is_seal_intact(evidence, {})
    assert not is_seal_intact(evidence | {"another": 1}, {"a": one})
