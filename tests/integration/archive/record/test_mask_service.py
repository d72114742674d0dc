"""Programs mask as the page does."""

import pytest

from katrineholm.socialhub.core.timeline.store import timeline_of

BODY = {"words": ["Åsa Hemligson"], "reason": "Begäran"}


@pytest.fixture
def program(api_of, masking_office):
    return api_of(masking_office)


def test_it_is_told_what_is_masked(told, program, masking_office):
    url = f"hub/@mask/{told.entry}"
    assert program.get(url).json()["is_masked"] is False
    answer = program.post(url, json={**BODY, "pictures": [told.picture]})
    wanted = {"words": BODY["words"], "pictures": [told.picture], "reason": "Begäran"}
    assert answer.status_code == 200
    assert {name: answer.json()[name] for name in wanted} == wanted
    assert (answer.json()["is_masked"], answer.json()["by"]) == (True, masking_office[0])
    assert program.get("hub/@mask").json()["items_total"] == 1
    assert program.delete(url, json={"reason": "Åter"}).json()["is_masked"] is False


@pytest.mark.parametrize(
    "body",
    [
        *({}, {"words": {"Åsa": 1}, "reason": "x"}, {"words": [1], "reason": "x"}),
        *({"words": ["Bo Ek"], "reason": "x"}, {"words": ["Åsa"], "reason": 1}, {"words": ["Åsa"]}),
        {"words": ["Åsa"], "pictures": ["../x"], "reason": "x"},
    ],
)
def test_nonsense_is_refused_with_a_sentence(told, program, body):
    answer = program.post(f"hub/@mask/{told.entry}", json=body)
    assert answer.status_code == 400
    assert len(answer.json()["message"]) > 5
    told.hub._p_jar.sync()
    assert dict(timeline_of(told.hub).masks()) == {}


def test_no_json_and_no_entry_are_told(told, program):
    assert program.post(f"hub/@mask/{told.entry}", data="{").status_code == 400
    assert program.post(f"hub/@mask/{'0' * 20}", json=BODY).status_code == 404


@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_nobody_else_may(told, api_of, person, method):
    for login in ((), person("Editor"), person("Registrar")):
        answer = getattr(api_of(login), method)(f"hub/@mask/{told.entry}", json=BODY)
        assert answer.status_code in (401, 403)
