"""The page that answers whether an account is ours."""

from datetime import date

import pytest
import transaction

from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.public.register.verdict_view import OfficialView

MASTODON = "https://mastodon.social/@katrineholm"


def test_the_page_says_that_an_account_is_official(committed, browse):
    page = browse().get("hub/@@official", params={"address": "mastodon.social/@Katrineholm"})
    assert page.status_code == 200
    for text in ("Kulturförvaltningen", "Katrineholm", "Mastodon", "1 mars 2024", MASTODON):
        assert text in page.text
    assert f'href="{committed.absolute_url()}"' in page.text
    assert "socialhub-is-green" in page.text


def test_what_was_pasted_comes_back_as_text_only(committed, browse):
    asked = '"><script>alert(1)</script>'
    page = browse().get("hub/@@official", params={"address": asked})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "socialhub-is-amber" in page.text


@pytest.mark.usefixtures("framed")
def test_nothing_written_is_no_unknown_account(committed, browse):
    page = browse().get("hub/@@official", params={"address": "  "})
    assert "<title>Skriv vad det gäller — " in page.text
    assert "Vi känner inte till kontot" not in page.text


def test_the_page_asks_before_anything_is_asked_of_it(committed, browse):
    page = browse().get("hub/@@official")
    assert 'name="address"' in page.text
    assert "socialhub-is-" not in page.text


def test_a_former_channel_and_a_false_one_come_with_what_to_do(
    committed, browse, make_functional_channel
):
    set_state(
        make_functional_channel("x", profile_url="https://x.com/katrineholm"),
        "closed",
        closed_on=date(2025, 5, 6),
    )
    transaction.commit()
    for address in ("https://x.com/katrineholm", "https://x.com/katrineholms"):
        page = browse().get("hub/@@official", params={"address": address}).text
        assert 'class="socialhub-todo"' in page
        assert "/contact-info" in page
    page = browse().get("hub/@@official", params={"address": MASTODON}).text
    assert 'class="socialhub-todo"' not in page


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        (MASTODON, "Yes, the account is official"),
        ("@katrineholm", "We have an account with this name"),
        (f"{MASTODON}/112233", "The account is ours, but we cannot vouch for the post"),
        ("https://mastodon.social/@kommunen", "The account is not known to us"),
        ("@kommunen", "We have no account with this name"),
    ],
)
def test_a_name_alone_is_not_called_an_official_account(hub, listed, address, heading):
    view = OfficialView(hub, hub.REQUEST)
    hub.REQUEST.form["address"] = address
    assert view.answer_text() == heading


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("katrineholm", ["We have an account with this name"]),
        ("Skolbloggen", ["We have no account with this name"]),
        ("http://mastodon.localhost/@annan", ["The account is not known to us", "private"]),
        ("inte\\en adress", ["The account is not known to us", "malformed"]),
    ],
)
def test_no_sentence_speaks_against_another(hub, listed, text, sentences):
    view = OfficialView(hub, hub.REQUEST)
    hub.REQUEST.form["address"] = text
    told = [view.answer_text()] + ([view.verdict.asked.problem] if view.problem() else [])
    assert told == sentences
