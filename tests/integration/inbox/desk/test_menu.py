"""The way to the list, for those who have one."""

import pytest


@pytest.mark.parametrize(("name", "shown"), [("anna", True), ("rut", True), ("cia", False)])
@pytest.mark.usefixtures("framed")
def test_the_menu_leads_those_to_the_list_who_have_one(receive, browse, people, name, shown):
    receive()
    session = browse(*people[name])
    assert ("@@my-messages" in session.get("hub").text) == shown
    if shown:
        assert session.get("@@my-messages").url.endswith("hub/@@messages")


def test_a_visitor_s_menu_has_no_such_way(receive, browse):
    receive()
    assert "@@my-messages" not in browse().get("hub").text


@pytest.mark.usefixtures("framed")
def test_what_was_passed_on_puts_the_list_in_the_menu(receive, send, browse, people):
    number = receive()
    send("anna", number, "forward", receiver="cia", reason="Hon vet")
    assert "@@my-messages" in browse(*people["cia"]).get("hub").text
