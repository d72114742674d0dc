"""What every act over REST has in common: a body that is no object, and a refusal in a sentence."""

import pytest
import transaction

from katrineholm.socialhub.accounts.lifecycle.steps import set_state

URL = "hub/kultur/bloggen/@contact"


@pytest.fixture
def channel(make_functional_channel):
    set_state(make_functional_channel("bloggen", title="Bloggen"), "official")
    transaction.commit()


@pytest.fixture
def rest(request_factory):
    """A function that opens a REST session for anybody."""
    return request_factory


@pytest.mark.usefixtures("channel")
@pytest.mark.parametrize("body", [b"[]", b"nonsense", b'"text"', b"[" * 100_000])
def test_what_is_no_object_is_refused_with_a_sentence(rest, body):
    answer = rest().post(URL, data=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["type"]) == (400, "BadRequest")
    assert answer.json()["message"].endswith(".")


@pytest.mark.usefixtures("channel")
@pytest.mark.parametrize("do", ["remove", 5, {"$ne": ""}])
def test_what_is_to_be_done_is_what_there_is_to_do(rest, do):
    answer = rest().post(URL, json={"do": do, "subject": "Tid", "text": "När?"})
    assert answer.status_code == 400


@pytest.mark.usefixtures("channel")
def test_a_refusal_tells_a_fault_for_each_field(rest):
    answer = rest().post(URL, json={"text": 5}).json()
    assert answer["faults"].keys() == {"subject", "text"}
    assert answer["message"] in answer["faults"].values()


@pytest.mark.usefixtures("channel")
def test_what_follows_a_service_that_takes_no_path_is_not_there(rest):
    assert rest().get(URL.replace("@", "@acts/")).status_code == 200
    assert rest().get(URL.replace("@", "@acts/") + "/x").status_code == 404
