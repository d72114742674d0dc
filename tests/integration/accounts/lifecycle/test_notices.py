"""What visitors are told of a channel's state."""

import re
from datetime import date

import pytest
import transaction
from helpers.integration.accounts.lifecycle import CHANNEL, post, words

from katrineholm.socialhub.accounts.lifecycle.steps import set_state

pytestmark = pytest.mark.usefixtures("framed")


@pytest.mark.parametrize(
    ("state", "weights"), [("official", []), ("paused", ["info"]), ("closed", ["warning"])]
)
def test_a_visitor_is_told_that_a_channel_is_closed_or_rests(
    reportable, browse, request_factory, state, weights
):
    channel = reportable("official")
    set_state(channel, state, closing_reason="Ett internt skäl")
    transaction.commit()
    page = browse().get(CHANNEL).text
    assert re.findall(r'class="alert alert-(\w+) socialhub-notice"', page) == weights
    assert "internt skäl" not in page
    notice = request_factory().get(f"{CHANNEL}/@stream").json()["about"]["notice"]
    assert ([notice["look"]] if notice else []) == weights
    assert notice is None or notice["text"] in page


def test_a_visitor_is_told_since_when_a_channel_is_no_longer_ours(reportable, browse, office):
    reportable("official").official_since = date(2025, 12, 1)
    transaction.commit()
    post(office(), "close", comment="Slut", closed_on="2026-01-31")
    assert "31 januari 2026" in words(browse().get(CHANNEL).text)
