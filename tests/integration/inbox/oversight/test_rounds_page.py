"""The page on which rounds are noted."""

from datetime import date

import pytest
import transaction
from helpers.integration.inbox.oversight import lines
from officers import NOW
from zope.lifecycleevent import modified

from katrineholm.socialhub.inbox.oversight import rounds

LINKS = {
    "help": "messages-help",
    "receipt": "find-receipt",
    "rounds": "messages-rounds",
    "reviews": "messages-reviews",
    "new": "new-message",
}
PAGE, DONE = "hub/@@messages-rounds", "hub/@@messages-go-through"


@pytest.fixture
def channel(channel):
    """Open for dialogue, and official for long."""
    channel.dialogue, channel.official_since = True, date(2026, 1, 1)
    modified(channel)
    transaction.commit()
    return channel


@pytest.mark.parametrize(
    ("name", "status", "sees"),
    [
        ("", 302, ()),
        ("cia", 302, ()),
        ("rut", 302, ()),
        ("anna", 200, ("Bloggen",)),
        ("office", 200, ("Bloggen", "Bilderna")),
    ],
)
def test_everybody_sees_the_own_channels(other, browse, login, name, status, sees):
    answer = browse(*login(name)).get(PAGE, allow_redirects=False)
    assert answer.status_code == status
    listed = answer.text.partition("<fieldset")[2].partition("</fieldset>")[0]
    assert {title for title in ("Bloggen", "Bilderna") if title in listed} == set(sees)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("cia", {"help"}),
        ("bert", {"help"}),
        ("rut", {"help", "receipt"}),
        ("anna", {"help", "receipt", "rounds", "reviews", "new"}),
        ("office", {"help", "receipt", "rounds", "reviews", "new"}),
    ],
)
def test_the_list_leads_to_what_its_reader_has_something_to_do_with(
    channel, browse, login, name, shown
):
    page = browse(*login(name)).get("hub/@@messages").text
    assert {each for each in LINKS if f"@@{LINKS[each]}" in page} == shown


def test_another_sites_form_notes_nothing(channel, hub, submit, login):
    submit(login("anna"), DONE, {"channel": channel.UID()}, token=False)
    assert lines(hub) == []


def test_the_office_reads_all_rounds_and_an_officer_the_own_ones(
    channel, other, hub, browse, login
):
    rounds.record_round(hub, [other.UID()], who="bert", now=NOW)
    transaction.commit()
    assert "Bert" in browse(*login("office")).get(PAGE).text
    assert "Bert" not in browse(*login("anna")).get(PAGE).text
