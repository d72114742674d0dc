"""Requests and holds are noted, and a request for erasure erases nothing."""

import transaction

from katrineholm.socialhub.core.messages.store import messages_of


def state(hub, number):
    hub._p_jar.sync()
    return messages_of(hub).state(number)


def test_a_request_for_erasure_becomes_a_case_and_erases_nothing(
    number, hub, post_as, log, sections
):
    form = {"kind": "erasure", "do": "begin", "text": "Ta bort <b>mig</b>"}
    assert post_as("anna", "note-standing", number=number, **form) == "done"
    assert dict(log(number, "erasure")["given"]) == {"on": True, "text": "Ta bort <b>mig</b>"}
    assert state(hub, number).facts.case
    assert messages_of(hub)[number]["captured"]["text"] == "Ni är dumma"
    assert "Ta bort &lt;b&gt;mig&lt;/b&gt;" in sections("rut", number)
    form = {"kind": "erasure", "do": "end", "text": "Avslag, se KS 2026/1"}
    assert post_as("rut", "note-standing", number=number, **form) == "done"
    assert log(number, "erasure")["given"]["on"] is False
    assert state(hub, number).facts.case


def test_a_closed_message_is_opened_before_it_becomes_a_case(number, do, post_as, log):
    do("anna", number, "close")
    transaction.commit()
    form = {"kind": "erasure", "do": "begin", "text": "Ta bort"}
    assert post_as("anna", "note-standing", number=number, **form) == "refused"
    assert log(number, "erasure") is None


def test_a_request_for_the_record_asks_for_no_name_and_no_purpose(number, post_as, log, sections):
    form = {"kind": "request", "do": "begin", "text": "Eva vill ha den"}
    assert post_as("anna", "note-standing", number=number, **form) == "done"
    assert dict(log(number, "request")["given"]) == {"on": True}
