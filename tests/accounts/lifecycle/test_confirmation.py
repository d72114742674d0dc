from datetime import date
from types import SimpleNamespace

import pytest

from katrineholm.socialhub.accounts.channels.responsibility import Duties
from katrineholm.socialhub.accounts.lifecycle.confirmation import is_confirmation_due

NOW = date(2026, 7, 2)  # 182 days after New Year's Day
OLD, NEW = "2026-01-01", "2026-01-02"


@pytest.mark.parametrize(
    ("state", "since", "confirmed", "changed", "expected"),
    [
        ("official", NEW, "", None, False),
        ("official", OLD, "", None, True),
        ("official", OLD, OLD, OLD, True),
        ("official", NEW, OLD, OLD, False),
        ("official", OLD, NEW, OLD, False),
        ("official", OLD, OLD, NEW, False),
        ("paused", OLD, OLD, OLD, False),
        ("closed", OLD, OLD, OLD, False),
        ("draft", "", "", None, False),
    ],
)
def test_a_channel_that_nobody_has_touched_is_to_be_confirmed(
    state, since, confirmed, changed, expected
):
    facts = SimpleNamespace(state=state, official_since=since)
    changed = date.fromisoformat(changed) if changed else None
    assert (
        is_confirmation_due(facts, Duties(confirmed=confirmed), changed, NOW, after=182) == expected
    )
