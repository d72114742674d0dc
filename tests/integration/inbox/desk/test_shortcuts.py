"""The keys of a message's page are shown, and can be turned off (WCAG 2.1.4)."""

import pytest


@pytest.fixture
def turn(submit, people):
    """A function that turns somebody's shortcuts off or on."""

    def turn(name, number, **data):
        return submit(people[name], "hub/@@messages/shortcuts", {"number": str(number)} | data)

    return turn


def test_each_person_turns_them_off_and_on(receive, turn, browse, people):
    number = receive()

    def keys(name):
        return browse(*people[name]).get(f"hub/@@messages/{number}").text.count("<kbd")

    assert keys("anna") == keys("rut") == 5
    sent = turn("anna", number, do="off", list="mine=1")
    assert sent.headers["Location"].endswith(f"@@messages/{number}?list=mine%3D1")
    assert (keys("anna"), keys("rut")) == (0, 5)
    turn("anna", number, do="on")
    assert keys("anna") == 5


def test_another_sites_form_turns_nothing(receive, submit, browse, people):
    number = receive()
    assert submit(people["anna"], "hub/@@messages/shortcuts", {}, token=False).status_code == 403
    assert "<kbd" in browse(*people["anna"]).get(f"hub/@@messages/{number}").text


def test_a_link_turns_nothing(receive, browse, people):
    receive()
    assert browse(*people["anna"]).get("hub/@@messages/shortcuts").status_code == 405
