"""A registrar goes from a person's name to a register extract, and the log names nobody."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
import transaction

from katrineholm.socialhub.archive.record import post_cases, request_log, request_storage
from katrineholm.socialhub.archive.record.requested_records import requested_record

NAME = "Eva Ek"


@pytest.fixture
def begun(hub, kept, rut, submit, people):
    """The id of an extract about the sender of a message."""
    answer = submit(people["rut"], "hub/@@request", {"do": "extract", "about": f"{NAME}\n"})
    *_others, id, page = answer.headers["Location"].split("/")
    assert page == "matches"
    return id


@pytest.fixture
def delivered(hub, kept, begun, submit, people, rut):
    """A function that delivers the extract with the message, and gives the file's content."""

    def delivered(shape):
        submit(people["rut"], f"hub/@@request/{begun}/matches", {"things": [kept.message]})
        submit(people["rut"], f"hub/@@request/{begun}", {"do": "deliver", "shape": shape})
        hub._p_jar.sync()
        number = len(request_storage.find_request(hub, begun)["deliveries"])
        return rut.get(f"hub/@@request/{begun}/delivery/{number}")

    return delivered


def test_all_that_may_be_about_the_person_is_ticked_or_not(hub, kept, begun, rut, delivered):
    page = rut.get(f"hub/@@request/{begun}/matches").text
    assert f'value="{kept.message}"' in page
    assert NAME in page
    delivered("page")
    page = rut.get(f"hub/@@request/{begun}/matches").text
    assert f'value="{kept.message}"' not in page
    assert "Med i utdraget" in page


def test_the_document_says_why_since_when_for_how_long_and_who_has_had_it(delivered):
    page = delivered("page").text
    for told in (
        "<h1>Registerutdrag</h1>",
        f"<q>{NAME}</q>",
        "<dt>Varför den finns</dt>",
        "<dt>Var den finns</dt>",
        "<dt>Hur länge den sparas</dt>",
        "<dt>Vem som har fått den</dt>",
        "https://www.imy.se",
        "artikel 17.3",
    ):
        assert told in page, told


def test_a_person_has_no_date_and_a_demand_of_theirs_is_found(hub, kept, rest, people, as_rut):
    case = post_cases.begin_case(hub, kept.id, "erase", "Bilden", "Rut Ek, rut@example.org")
    transaction.commit()
    program = rest("rut")
    id = program.post("/hub/@requests", json={"about": ["rut"]}).json()["id"]
    found = program.get(f"/hub/@requests/{id}/matches").json()["items"]
    keys = [each["key"] for each in found]
    assert f"note:cases:{case}" in keys
    assert keys[0].startswith("person:")
    program.post(f"/hub/@requests/{id}", json={"do": "add", "things": keys[:1]})
    told = program.get(f"/hub/@requests/{id}").json()
    assert [each["when"] for each in told["things"]] == [None]
    note = requested_record(hub, f"note:cases:{case}")
    assert "rut@example.org" in note.fields[-1].value


def test_the_page_of_an_extract_states_no_date_of_a_person(hub, rut, rest, people, kept):
    program = rest("rut")
    id = program.post("/hub/@requests", json={"about": ["rut"]}).json()["id"]
    [key] = [
        each["key"]
        for each in program.get(f"/hub/@requests/{id}/matches").json()["items"]
        if each["key"].startswith("person:")
    ]
    program.post(f"/hub/@requests/{id}", json={"do": "add", "things": [key]})
    assert "1970" not in rut.get(f"hub/@@request/{id}").text


def test_it_can_be_taken_to_another_program(kept, delivered):
    with ZipFile(BytesIO(delivered("zip").content)) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("registerutdrag.json")]
        found = json.loads(archive.read(name))
    assert found["about"] == [NAME]
    assert [each["key"] for each in found["records"]] == [kept.message]
    assert {"purpose", "kept", "retention", "receivers", "since", "source"} <= {
        field["name"] for field in found["records"][0]["fields"]
    }
    assert [each["id"] for each in found["information"]][-1] == "extract-rights"


def test_the_log_has_the_counts_and_neither_the_name_nor_the_keys(hub, kept, delivered):
    delivered("page")
    hub._p_jar.sync()
    given, begun = request_log.log_lines(hub)
    assert (given.act, given.details["number"]) == ("deliver", 1)
    assert begun.act == "extract"
    assert begun.details["terms"] == 1
    assert dict(begun.details["found"])["message"] == 1
    assert NAME not in str((given, begun))
    assert kept.message not in str((given, begun))


def test_the_log_does_not_say_which_secret_message_is_about_the_person(hub, kept, begun, rest):
    program, secret = rest("rut"), kept.secret
    url = f"/hub/@requests/{begun}"
    program.post(url, json={"do": "add", "things": [kept.message, secret]})
    program.post(url, json={"do": "deliver", "shape": "zip"})
    program.post(url, json={"do": "release", "thing": secret, "decision": "Beslut 5"})
    program.post(url, json={"do": "deliver", "shape": "zip"})
    hub._p_jar.sync()
    released, withheld, _begun = request_log.log_lines(hub)
    assert released.details["released"] == (("message", "Beslut 5"),)
    assert withheld.details["withheld"] == ("message",)


def test_extracts_are_told_apart_by_the_names(begun, rut):
    assert f": {NAME}</a>" in rut.get("hub/@@request").text
    assert f": {NAME}</option>" in rut.get("hub/@@record?SearchableText=Badet").text


def test_the_office_reads_no_extract(begun, olga, browse, rest, hub):
    office = browse(*olga)
    assert office.get(f"hub/@@request/{begun}").status_code == 404
    assert begun not in office.get("hub/@@request").text
    assert "Påbörja ett registerutdrag" not in office.get("hub/@@request").text
    assert rest("olga").get(f"/hub/@requests/{begun}").status_code == 404
    assert rest("olga").get("/hub/@requests").json()["items"] == []


def test_another_request_has_no_matches(asked, rut):
    assert rut.get(f"hub/@@request/{asked}/matches").status_code == 404


def test_a_program_begins_an_extract_and_gets_what_may_be_about_the_person(kept, rest, people):
    program = rest("rut")
    answer = program.post("/hub/@requests", json={"about": ["eva@hemma.example"]})
    assert answer.status_code == 201
    assert answer.json()["about"] == ["eva@hemma.example"]
    found = program.get(f"/hub/@requests/{answer.json()['id']}/matches").json()
    assert [each["key"] for each in found["items"]] == [kept.message]
    assert found["complete"] is True
    assert rest("olga").post("/hub/@requests", json={"about": ["Eva"]}).status_code == 401


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        ([" "], "Skriv minst ett namn"),
        (["https://"], "går inte att söka på"),
        (["a" * 201], "Skriv högst 200 tecken"),
        ([f"namn {number}" for number in range(21)], "Skriv högst 20"),
    ],
)
def test_what_cannot_be_searched_for_is_told(rest, kept, about, sentence):
    answer = rest("rut").post("/hub/@requests", json={"about": about})
    assert answer.status_code == 400
    assert sentence in answer.json()["message"]
