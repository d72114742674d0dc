"""``page`` of ``GET @verify``: the answer as its page gives it, as plain values."""

import pytest
import transaction
from helpers.integration.public.plain import unlinked, unsaid
from plone import api

from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.public.register.check_outcome import CheckOutcome
from katrineholm.socialhub.public.register.proofs import store_check
from katrineholm.socialhub.public.register.verdict_serializer import (
    BOTH_WAYS,
    PAUSED,
    verdict_page,
)
from katrineholm.socialhub.public.register.verdict_view import OfficialView

ASKED = (
    None,
    "https://mastodon.social/@katrineholm",
    "@katrineholm",
    "@katrinehoIm@mastodon.social",
    "https://mastodon.social/@annan",
    "katrineholm.example.se",
    "https://mastodon.social/@katrineholm/112233",
    "https://mastodon.social/@katrineholm/1",
    "x.com/katrineholm och @annan",
    "https://blogg.example.se/om",
    "nonsense nonsense",
    "",
)


@pytest.fixture
def known(committed, make_functional_channel, keep, once):
    """A post that the hub shows, and an account of the same name that has been left."""
    once("post", lambda: keep(committed, link="https://mastodon.social/@katrineholm/1"))
    make_functional_channel("x", profile_url="https://x.com/katrineholm", state="closed")
    make_functional_channel("blogg", profile_url="https://blogg.example.se/")
    transaction.commit()


@pytest.mark.parametrize("address", ASKED)
def test_what_the_page_says_is_said_in_the_same_words(known, browse, request_factory, address):
    asked = {} if address is None else {"address": address}
    page = browse().get("hub/@@official", params=asked).text
    answer = request_factory().get("hub/@verify", params=asked)
    assert answer.status_code == 200, answer.text
    told = answer.json()["page"]
    assert (told["answer"] is None) is (address is None)
    if told["answer"]:
        answer = told["answer"]
        assert f'socialhub-is-{answer.pop("light")}"' in page
        assert f'#{answer.pop("icon")}"' in page
        del answer["status"]
    assert unsaid(page, told) == []
    assert unlinked(page, {**told, "url": None}) == []


def test_whoever_asks_too_much_is_told_so_on_the_page(committed, request_factory):
    api.portal.set_registry_record("katrineholm.socialhub.verify_per_minute", 1)
    transaction.commit()
    answers = [request_factory().get("hub/@verify?address=x") for _ in range(3)]
    assert answers[-1].status_code == 429
    assert answers[-1].json()["page"]["wait"].startswith("Många adresser")


@pytest.mark.parametrize(
    ("state", "notes"),
    [("official", [BOTH_WAYS]), ("paused", [PAUSED, BOTH_WAYS]), ("closed", [])],
)
def test_an_account_that_was_left_is_not_confirmed_both_ways(hub, make_channel, state, notes):
    channel = make_channel("x", state, profile_url="https://x.com/katrineholm")
    store_check(hub, facts_of(channel), CheckOutcome("both-ways", "me"), 1_790_000_000)
    hub.REQUEST.form["address"] = "https://x.com/katrineholm"
    view = OfficialView(hub, hub.REQUEST)
    view.__name__ = "official"
    [found] = verdict_page(view)["answer"]["channels"]
    assert found["notes"] == notes
