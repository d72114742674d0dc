"""What visitors are told of a channel's state, and the list of channels to review."""

import re
from datetime import date

import pytest
import transaction
from helpers.integration.accounts.lifecycle import CHANNEL, TITLED, post, words

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


def test_what_waits_for_review_is_listed_the_longest_waiting_first(
    reportable, make_functional_channel, editor, office, functional_portal
):
    reportable()
    for id in ("forsta", "andra"):
        made = make_functional_channel(id, title=id, state="draft")
        for name in ("purpose", "responsible", "substitute"):
            setattr(made, name, TITLED[name])
    transaction.commit()
    writer, officer = editor(), office()
    post(writer, "report")
    transaction.begin()
    for id in ("andra", "forsta"):
        set_state(functional_portal.hub.kultur[id], "reported")
    transaction.commit()
    page = officer.get("hub/@@reports").text
    rows = re.findall(r'<th[^>]*scope="row"[^>]*>\s*<a[^>]*>(.*?)</a>', page)
    assert rows == ["andra", "forsta", "bloggen"]  # nobody knows since when the first two wait
