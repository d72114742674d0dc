"""What was done is a part of a copy."""

import pytest
import transaction
from helpers.integration.inbox.records import MARKED, SENDER, TEXT, whole
from plone import api
from settling import DIARY

from katrineholm.socialhub.core.messages.flow import TRANSITIONS
from katrineholm.socialhub.inbox.steps.steps import add_note

NOW = 1_790_000_000


@pytest.fixture
def number(receive):
    return receive(TEXT, sender=SENDER)


def test_what_was_done_is_a_part_of_the_record_and_can_be_masked(
    number, hub, do, people, browse, submit, log, sections
):
    with api.env.adopt_user("anna"):
        add_note(hub, number, "Ring Eva Ek", now=NOW)
    do("anna", number, "claim")
    do("anna", number, "answer", answer="Hej Eva Ek, vi lagar gatan.", in_office=True)
    do("rut", number, "register", **DIARY | {"diary_number": "KS 2026/7", "diary_subject": "Gatan"})
    do("anna", number, "act", rules=["K1"], reason="Påhopp på Eva Ek")
    do("anna", number, "unpublish", receipt="Dold")
    do("anna", number, "close", outcome="Lagat")
    transaction.commit()
    form = whole(browse(*people["arne"]).get("hub/@@masked-copy", params={"number": number}).text)
    form["field_text"] = MARKED
    made = submit(people["arne"], "hub/@@masked-copy", form | {"number": str(number)})
    assert made.status_code == 200
    for words in (
        *("Hej █████, vi lagar gatan.", "KS 2026/7", "Gatan", "förtal", "Påhopp på █████"),
        *("Ring █████", "Dold", "Lagat", "Anna"),
    ):
        assert words in made.text
    assert "Eva" not in made.text
    assert "responsible" not in made.text
    marked = log(number, "copy")["given"]["masked"]
    steps = {name.rpartition("-")[0] for name in marked if "-" in name}
    assert steps == {"note", "answer", "register", "act"}
    shown = sections("arne", number).partition('id="socialhub-copy"')[2]
    assert api.portal.translate(TRANSITIONS["answer"].title, lang="sv") in shown
    page = browse(*people["anna"]).get(f"hub/@@messages/{number}")
    assert page.status_code == 200
