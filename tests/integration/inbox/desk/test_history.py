"""What is done with a record is told in a message's history, in words."""

import pytest
import transaction
from plone import api

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.desk.history import history_line

NOW = 1_790_000_000
LINES = {
    "secrecy": {"secret": True, "provision": "OSL 26 kap. 1 §"},
    "statement": {"way": "unknown"},
    "copy": {"masked": {"text": [6, 9]}, "as": "page"},
    "hold": {"on": True, "text": "Tvist"},
    "police": {"day": "2026-09-21", "reference": "K1"},
    "drop-files": {"files": {"a.png": {"sha256": "abc", "size": 1, "type": "image/png"}}},
    "note": {"erased": True},
}


@pytest.mark.usefixtures("framed")
def test_every_line_of_the_record_is_told_in_words(receive, hub, people, browse):
    number = receive()
    messages = messages_of(hub)
    for line, given in LINES.items():
        messages.record(number, line, given, who="anna", now=NOW)
    transaction.commit()
    lines = {each["step"]: each for each in messages.log(number)}
    for line, given in LINES.items():
        facts = history_line(hub, number, lines[line])["facts"]
        assert len(facts) == len(given)
        for fact in facts:
            assert fact["label"] not in given
            assert "{" not in fact["text"]
    page = browse(*people["anna"]).get(f"hub/@@messages/{number}")
    assert page.status_code == 200
    assert "OSL 26 kap. 1 §" in page.text
    assert api.portal.get_current_language() == "sv"
