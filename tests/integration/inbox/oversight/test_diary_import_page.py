"""The registrar sees what a file would do, confirms it, and a program does the same."""

import re

import pytest
import transaction
from helpers.integration.office.importing import alerts

from katrineholm.socialhub.inbox.oversight.diary import diary_entries

FILE = "Kvittonummer;Diarienummer\n1;KS 2026/1\n99;KS 2026/2\n"


@pytest.fixture
def message(receive):
    return receive("Badet är kallt")


@pytest.fixture
def send(submit, people):
    def send(data=FILE, **given):
        files = {"file": ("diarium.csv", data.encode())} if data else None
        return submit(people["rut"], "hub/@@diary-import", given, files=files)

    return send


def test_nothing_is_stored_before_it_is_confirmed(hub, message, send):
    page = send(do="look").text
    assert "Det finns inget meddelande med det numret" in page
    transaction.begin()
    assert [*diary_entries(hub)] == []
    hidden = dict(re.findall(r'name="(carried|seen)"[^>]*value="([^"]*)"', page))
    assert send("", do="store", **hidden | {"seen": "x"}).status_code == 200
    transaction.begin()
    assert [*diary_entries(hub)] == []
    assert send("", do="store", **hidden).headers["Location"].endswith("@@diary")
    transaction.begin()
    assert [each.diary_number for each in diary_entries(hub)] == ["KS 2026/1"]


@pytest.mark.parametrize("data", ["", "x", "Kvittonummer\n1", "\0;\0", "a;b\n" * 6000])
def test_a_file_that_cannot_be_read_is_told(message, send, data):
    page = send(data or " ", do="look")
    assert page.status_code == 200
    assert len(alerts(page)) == 1


def test_a_program_previews_and_stores(hub, message, rest):
    program = rest("rut")
    seen = program.post("/hub/@diary-numbers", json={"csv": FILE, "preview": True}).json()
    assert [each["verdict"] for each in seen["items"]] == ["new", "refused"]
    transaction.begin()
    assert [*diary_entries(hub)] == []
    done = program.post("/hub/@diary-numbers", json={"csv": FILE}).json()
    assert done["items"] == seen["items"]
    transaction.begin()
    assert [each.number for each in diary_entries(hub)] == [1]


@pytest.mark.parametrize("who", ["anna", "arne"])
def test_others_take_in_nothing(message, rest, who):
    assert rest(who).post("/hub/@diary-numbers", json={"csv": FILE}).status_code == 401
