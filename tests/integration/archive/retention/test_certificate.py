"""The certificate tells who, by which decision, and of each post what became of it."""

import pytest

from katrineholm.socialhub.archive.retention.certificate import disposal_certificate


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("gone", "gallrat"), ("held", "gallringsstopp"), ("other", "har ändrats")],
)
def test_each_outcome_is_told(hub, outcome, words):
    proposal = {
        **{"kind": "hidden", "decision": "DHP 2.1", "done": 1_790_000_000},
        **{"proposed": ("anna", 1_790_000_000), "confirmed": ("bert", 1_790_000_000)},
        "items": {"abc": (outcome, ("f" * 64,), 1_790_000_000)},
    }
    text = disposal_certificate(hub, "1", proposal)
    [line] = [each for each in text.splitlines() if each.startswith("abc")]
    assert words in line
    assert line.endswith("f" * 64)
    for told in ("Beslut: DHP 2.1", "Föreslaget av: anna", "Bekräftat av: bert"):
        assert told in text
