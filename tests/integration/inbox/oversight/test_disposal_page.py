"""The page of what can be disposed of."""

import re

import pytest
import transaction
from helpers.integration.inbox.records import NOW, as_user, text_of

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.oversight.disposal import propose_disposal
from katrineholm.socialhub.inbox.steps.authorities import ARCHIVISTS

DECISION = "Dokumenthanteringsplan 2026, 4.2"


@pytest.fixture
def people(people, joins):
    """Asta is an archivist, too."""
    return people | {"asta": joins("asta", ARCHIVISTS)}


@pytest.mark.usefixtures("framed")
def test_the_page_says_what_is_ripe_and_what_stands_in_the_way(closed, hub, people, browse):
    number, held = closed(), closed("Två")
    messages_of(hub).record(held, "hold", {"on": True, "text": "x"}, who="rut", now=NOW)
    as_user("arne", propose_disposal, hub, [number], DECISION)
    transaction.commit()
    shown = browse(*people["asta"]).get("hub/@@disposal").text
    assert DECISION in shown
    assert shown.count('disabled="disabled"') == 1
    assert f"@@messages/{number}" in shown


@pytest.mark.parametrize("numbers", ["", "x", "0", "-1", "99999", "9" * 40])
def test_a_number_of_no_message_does_no_harm(closed, post_as, numbers):
    closed()
    assert post_as("arne", "propose-disposal", numbers=numbers, decision=DECISION) == "refused"


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("own", "yourself|själv"),
        ("hold", "gallringsstopp"),
        ("request", "asked|begärt"),
        ("none", "Nobody|Ingen"),
    ],
)
@pytest.mark.usefixtures("framed")
def test_whoever_cannot_confirm_is_told_why_of_each_message(closed, hub, answered, kind, sentence):
    number, free = closed(), closed("Två")
    who = "asta" if kind == "own" else "arne"
    as_user(who, propose_disposal, hub, [number] if kind != "none" else [], DECISION)
    as_user("arne", propose_disposal, hub, [free], DECISION)
    if kind in ("hold", "request"):
        messages_of(hub).record(number, kind, {"on": True, "text": "x"}, who="rut", now=NOW)
    transaction.commit()
    shown = answered("asta", "confirm-disposal", [number], confirmed="1")
    assert re.search(rf" {number}: [^<]*({sentence})", shown)
    assert "Gallrade" not in shown
    shown = answered("asta", "confirm-disposal", [number, free], confirmed="1")
    assert f" {number}: " in shown
    assert "Gallrade: 1." in shown
    assert (text_of(hub, number), text_of(hub, free)) == ("Hemlig text", "")


PAGES = ("disposal", "propose-disposal", "withdraw-disposal", "confirm-disposal")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", [None, "cia", "anna", "rut"])
def test_who_may_not_dispose(closed, hub, people, browse, post_as, page, who):
    number = closed()
    login = people[who] if who else ()
    assert browse(*login).get(f"hub/@@{page}", allow_redirects=False).status_code != 200
    form = {"numbers": number, "decision": DECISION, "confirmed": 1}
    assert post_as(who, page, **form) == "login"
    assert text_of(hub, number) == "Hemlig text"
