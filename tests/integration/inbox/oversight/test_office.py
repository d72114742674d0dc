"""What the information office may do with a message's record."""

import pytest
from days import local_day

from katrineholm.socialhub.accounts.channels import office_group

OFFICE = "ola"
FORMS = {
    "send-to-mailbox": ({}, "refused"),  # a direct message's own
    "register-message": ({"diary_number": "1"}, "refused"),
    "complete-message": ({"text": "Ni är dumma, alla"}, "done"),
    "give-statement": ({"way": "unknown"}, "done"),
    "mark-secret": ({"provision": "OSL 26 kap. 1 §"}, "done"),
    "lift-secrecy": ({"reason": "Inget hemligt"}, "refused"),  # nothing is marked
    "note-standing": ({"kind": "hold", "do": "begin", "text": "Tvist"}, "done"),
    "note-police": ({"day": local_day().isoformat(), "reference": "K1"}, "done"),
    "propose-disposal": ({"numbers": "1", "decision": "4.2"}, "login"),
    "withdraw-disposal": ({"numbers": "1"}, "login"),
    "confirm-disposal": ({"numbers": "1", "confirmed": "1"}, "login"),
}


@pytest.fixture
def people(people, joins):
    """Ola is of the office."""
    return people | {OFFICE: joins(OFFICE, office_group.OFFICE)}


@pytest.fixture
def removed(receive, do, once):
    def remove():
        number = receive()
        do("anna", number, "act", rules=["K1"], reason="Påhopp")
        do("anna", number, "unpublish")
        return number

    return once("removed", remove)


@pytest.mark.parametrize("page", FORMS)
def test_the_office_keeps_the_record_and_neither_registers_nor_disposes(removed, post_as, page):
    form, outcome = FORMS[page]
    assert post_as(OFFICE, page, number=removed, **form) == outcome


@pytest.mark.parametrize(
    ("page", "status"),
    [("diary", 302), ("diary-csv", 302), ("disposal", 302), ("masked-copy", 200)],
)
def test_the_office_reads_what_is_its_own(removed, people, browse, page, status):
    params = {"number": removed}
    session = browse(*people[OFFICE])
    answer = session.get(f"hub/@@{page}", params=params, allow_redirects=False)
    assert answer.status_code == status
