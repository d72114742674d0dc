"""Who is led to the list of messages: those who have one."""

import pytest

WAY = '/bloggen/@@messages"'


def leads(browse, login):
    return WAY in browse(*login).get("hub/kultur/bloggen/@@more").text


@pytest.mark.usefixtures("framed")
def test_a_channel_leads_those_to_the_list_who_have_one(receive, browse, people, send):
    number = receive()
    names = ("anna", "rut", "cia")
    assert [leads(browse, people[name]) for name in names] == [True, True, False]
    assert not leads(browse, ())
    send("anna", number, "forward", receiver="cia", reason="Hon vet")
    assert leads(browse, people["cia"])
