"""Steps over REST."""

import pytest
import transaction
from helpers.integration.accounts.lifecycle import state
from plone import api
from plone.app.testing import SITE_OWNER_NAME

CHANNEL = "hub/kultur/bloggen"


@pytest.mark.parametrize(
    "body",
    [
        {"comment": 7},
        {"comment": {"a": []}},
        {"closed_on": "i går"},
        {"closed_on": 20260131},
        {"comment": "Slut", "closed_on": "2999-01-01"},
        {"link_only_reason": ["x"]},
        {"effective": "2026-01-01", "expires": "2026-01-02"},
        {"include_children": True},
        [],
        "close",
    ],
)
def test_a_strange_body_takes_no_step(reportable, request_factory, person, body):
    channel = reportable("official")
    session = request_factory(basic_auth=person("Information Officer"))
    answer = session.post(f"{CHANNEL}/@workflow/close", json=body)
    assert answer.status_code == 400
    assert (state(channel), channel.EffectiveDate(), channel.expires()) == (
        "official",
        "None",
        channel.expires(),
    )
    assert channel.closed_on is None


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"null"])
def test_a_body_that_is_no_json_takes_no_step(reportable, request_factory, person, body):
    channel = reportable("official")
    session = request_factory(basic_auth=person("Information Officer"))
    answer = session.post(f"{CHANNEL}/@workflow/close", data=body)
    assert (answer.status_code, state(channel)) == (400, "official")


def test_whoever_resumes_a_channel_is_told_what_hides_it(reportable, request_factory, person):
    channel = reportable("official")
    session = request_factory(basic_auth=person("Information Officer"))
    assert "warning" not in session.post(f"{CHANNEL}/@workflow/pause", json={}).json()
    transaction.begin()
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(channel.aq_parent, "retract")
    transaction.commit()
    told = session.post(f"{CHANNEL}/@workflow/resume", json={}).json()
    assert channel.aq_parent.title in told["warning"]


@pytest.mark.parametrize("path", ["hub", "hub/kultur", "hub/kultur/bloggen"])
def test_a_step_of_a_stranger_asks_for_a_login(reportable, request_factory, path):
    reportable("official")
    for step in ("retract", "publish", "close", "nonsense"):
        answer = request_factory().post(f"{path}/@workflow/{step}", json={"comment": "Skäl"})
        assert (path, step, answer.status_code) == (path, step, 401)


@pytest.mark.parametrize("step", ["publish", "nonsense"])
def test_a_step_that_a_place_does_not_have_now_is_refused_in_one_sentence(
    reportable, request_factory, person, step
):
    reportable("official")
    session = request_factory(basic_auth=person("Information Officer"))
    answer = session.post(f"hub/@workflow/{step}")
    assert (answer.status_code, answer.json()["message"]) == (
        400,
        "Det går inte att göra från nuvarande status.",
    )
