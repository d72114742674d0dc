"""A program does all that a registrar does with the pages."""

import pytest

WHY = {"provision": "21 kap. 7 §", "reason": "Personuppgift"}


@pytest.fixture
def rut(rest, kept):
    return rest("rut")


@pytest.fixture
def begun(rut, everything):
    answer = rut.post("/hub/@requests", json={"label": "Badet", "things": everything})
    assert answer.status_code == 201
    return answer.json()


@pytest.fixture
def go_on(rut, begun):
    """A function that takes a step with the request."""
    return lambda **body: rut.post(f"/hub/@requests/{begun['id']}", json=body)


def test_what_is_found_in_the_record_is_named_as_a_request_takes_it(rut, everything):
    items = rut.get("/hub/@record").json()["items"]
    assert {each["key"] for each in items} == set(everything)


def test_a_request_is_begun_masked_given_out_and_closed(kept, rut, begun, go_on):
    assert {each["key"] for each in begun["things"]} == {
        *(kept.entry, kept.version, kept.message, kept.diary)
    }
    assert [each["provision"] for each in begun["withheld"]] == ["25 kap. 1 §"]
    masked = go_on(do="mask", words=["Hemligson"], **WHY).json()
    assert [each["thing"] for each in masked["masks"]] == [None]
    assert "Hemligson" not in str(masked["things"])
    masked = go_on(do="mask", thing=kept.entry, pictures=[kept.picture], **WHY).json()
    assert go_on(do="unmask", mask=1).status_code == 200
    released = go_on(do="release", thing=kept.secret, decision="Beslut 7").json()
    assert released["withheld"] == []
    assert go_on(do="remove", things=[kept.diary]).json()["things_total"] == 4
    assert go_on(do="add", things=[kept.diary]).json()["things_total"] == 5
    [delivery] = go_on(do="deliver", shape="zip").json()["deliveries"]
    assert rut.get(delivery["download"]).content.startswith(b"PK")
    assert go_on(do="close").json()["closed"]
    assert go_on(do="reopen").json()["closed"] is None
    listed = rut.get("/hub/@requests").json()
    assert [each["id"] for each in listed["items"]] == [begun["id"]]
    assert [each["act"] for each in listed["log"]] == ["reopen", "close", "deliver"]
    assert listed["log"][-1]["sha256"] == delivery["sha256"]
    assert rut.get(f"/hub/@requests/{begun['id']}").json()["deliveries"] == [delivery]


@pytest.mark.parametrize(
    ("name", "status"), [("", 401), ("anna", 401), ("arne", 401), ("rut", 200), ("olga", 200)]
)
def test_who_may_answer_requests(begun, olga, rest, name, status):
    for address in ("/hub/@requests", f"/hub/@requests/{begun['id']}"):
        assert rest(name).get(address).status_code == status
        sent = rest(name).post(address, json={"do": "close", "label": "Badet"})
        assert (sent.status_code < 300) is (status == 200)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"label": 1},
        {"label": "x" * 201},
        {"things": "entry:x"},
        {"things": ["entry:x"]},
        {"things": [1]},
        [],
        "x",
    ],
)
def test_nonsense_begins_nothing(rut, body):
    answer = rut.post("/hub/@requests", json=body)
    assert answer.status_code == 400
    assert answer.json()["message"].endswith(".")
    assert rut.get("/hub/@requests").json()["items"] == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"do": "x"},
        {"do": "mask", "words": ["Bo Ek"], **WHY},
        {"do": "mask", "words": {"Hemligson": 1}, **WHY},
        {"do": "mask", "words": ["Hemligson"]},
        {"do": "unmask", "mask": "1"},
        {"do": "unmask", "mask": True},
        {"do": "unmask", "mask": 99},
        {"do": "release", "thing": "entry:x", "decision": "D"},
        {"do": "deliver", "shape": "exe"},
        {"do": "discard"},
        {"do": "remove", "things": []},
    ],
)
def test_a_step_that_cannot_be_taken_is_refused_with_a_sentence(rut, begun, go_on, body):
    answer = go_on(**body)
    assert answer.status_code == 400
    assert answer.json()["message"].endswith(".")
    after = rut.get(f"/hub/@requests/{begun['id']}").json()
    assert after == begun


@pytest.mark.parametrize("end", ["x", "å", "x/y"])
def test_what_there_is_not_is_not_found(rut, end):
    assert rut.get(f"/hub/@requests/{end}").status_code == 404
    assert rut.post(f"/hub/@requests/{end}", json={"do": "close"}).status_code == 404
