"""The form by which a party proposes its link."""

import re

import pytest
from helpers.integration.public.partyblogs import PAGE, PROPOSAL, mails

from katrineholm.socialhub.public.partyblogs import proposal_view
from katrineholm.socialhub.site.pages.rate_limits import RateWindow

pytestmark = pytest.mark.usefixtures("fresh")


@pytest.mark.parametrize(
    "changes",
    [{"email": "a@b.se\nBcc: c@d.se"}, {"link": "javascript:alert(1)"}, {"message": "x" * 2001}],
)
def test_what_is_bad_is_told_beside_the_form_and_sends_nothing(site, send, changes):
    answer = send(PROPOSAL | changes)
    assert answer.status_code == 200
    assert answer.text.count('role="alert"') == 1
    assert 'value="Anna Berg"' in answer.text
    assert mails(site) == []


def test_what_must_be_filled_in_is_marked(site, browse):
    page = " ".join(browse().get(PAGE).text.split())
    marked = re.findall(r"(<label(?:(?!</label>).)*socialhub-required.*?</div>)", page)
    assert [re.search(r'name="(\w+)"', each)[1] for each in marked] == ["name", "email"]
    assert all('required="required"' in each for each in marked)


def test_a_program_that_fills_in_every_field_is_thanked_and_ignored(site, send):
    assert send(PROPOSAL | {"homepage": "https://spam.example/"}).status_code == 302
    assert mails(site) == []


def test_another_sites_form_sends_nothing(site, send):
    assert send(PROPOSAL, token=False).status_code == 403
    assert mails(site) == []


def test_one_sender_may_send_five_an_hour(site, send):
    answers = [send(PROPOSAL) for _time in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 3000
    assert 'value="Anna Berg"' in answers[-1].text
    assert len(mails(site)) == 5


def test_all_senders_together_may_send_fifty_an_hour(request_of):
    window = RateWindow(3600)
    waits = [proposal_view.seconds_to_wait(request_of(f"10.0.0.{n}"), window) for n in range(60)]
    assert [bool(seconds) for seconds in waits] == [False] * 50 + [True] * 10


@pytest.fixture
def request_of():
    """A function that makes a request of a client's: ``request_of("10.0.0.1")``."""

    class Request:
        def __init__(self, address):
            self.getClientAddr = lambda: address

    return Request


def test_a_program_proposes_the_same_way_and_is_refused_as_often(site, request_factory):
    def post(data):
        return request_factory().post("hub/byalaget/@propose-change", json=data)

    bad = post(PROPOSAL | {"email": "anna"})
    assert (bad.status_code, [*bad.json()["faults"]]) == (400, ["email"])
    answers = [post(PROPOSAL) for _time in range(6)]
    assert [answer.status_code for answer in answers] == [201] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 3000
    assert len(mails(site)) == 5
    thanks = request_factory().get(f"{answers[0].json()['@id'].replace('@@', '@')}").json()
    assert thanks["text"] == answers[0].json()["message"]
