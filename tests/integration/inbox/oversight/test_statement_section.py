"""The author is told, on the page of the message."""

import re
from html import unescape

import pytest
import transaction
from helpers.integration.inbox.records import left
from plone import api

from katrineholm.socialhub.accounts.channels.updates import update_fields


def test_after_a_take_down_it_is_the_next_thing_to_do(removed_comment, sections, receive):
    number = removed_comment(sender={"name": "Bo", "contact": "bo@example.se"})
    shown = sections("anna", number)
    assert 'class="alert alert-warning"' in shown
    assert "Personangrepp" in shown
    assert "Bloggen" in shown
    assert 'value="bo@example.se"' in shown
    assert "socialhub-statement" not in sections("anna", receive("Snällt"))


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"way": "pigeon"},
        {"way": "mail"},
        {"way": "mail", "address": "bo@example.se\r\nBcc: alla@example.se"},
        {"way": "mail", "address": "0150-570 00"},
        {"way": "mail", "address": "no-reply@mail.instagram.com"},
        {"way": "mail", "address": "bo@example.se", "text": " "},
        {"way": "elsewhere", "how": " "},
        {"way": "elsewhere", "how": "Brev", "text": "x" * 4001},
    ],
)
def test_a_refusal_loses_nothing_and_sends_nothing(removed_comment, people, submit, log, form):
    number = removed_comment()
    form = {"number": str(number), "text": "Jag skrev <b>detta</b>."} | form
    answer = submit(people["anna"], "hub/@@give-statement", form)
    assert 'role="alert"' in answer.text
    written = form["text"].strip()
    assert (written.replace("<", "&lt;").replace(">", "&gt;") if written else "Bloggen") in (
        answer.text
    )
    assert (log(number, "statement"), left()) == (None, [])


@pytest.mark.parametrize(
    ("who", "outcome"),
    [
        (None, "login"),
        ("cia", "login"),
        ("rut", "login"),
        ("arne", "login"),
        ("anna", "done"),
    ],
)
def test_who_may_tell_the_author(removed_comment, post_as, log, who, outcome):
    number = removed_comment()
    assert post_as(who, "give-statement", number=number, way="unknown") == outcome
    assert bool(log(number, "statement")) == (outcome == "done")


def test_when_it_is_restored_there_is_nothing_to_tell(removed_comment, do, sections, people):
    number = removed_comment()
    with api.env.adopt_user("admin"):
        do("admin", number, "restore", reason="Fel")
    transaction.commit()
    assert "socialhub-statement" not in sections("anna", number)


def test_the_statement_is_written_in_the_sites_language_whatever_the_officer_reads(
    removed_comment, people, browse
):
    api.portal.set_registry_record("plone.available_languages", ["sv", "en"])
    api.portal.set_registry_record("plone.use_cookie_negotiation", True)
    transaction.commit()
    anna = browse(*people["anna"])
    anna.get("hub?set_language=en")
    page = anna.get(f"hub/@@messages/{removed_comment(sender={'name': 'Bo'})}").text
    assert "Tell the author" in page
    [draft] = re.findall(
        r"(?s)<textarea[^>]+id=\"socialhub-give-statement-text\".*?</textarea>", page
    )
    assert re.search(r"Den \d+ [a-z]+ \d{4} avpublicerade", draft)
    assert "Personangrepp" in draft


@pytest.mark.parametrize(
    ("message", "words", "shown"),
    [
        ("${channel} on ${service}", "${channel} HOS ${service}", "Bloggen HOS Mastodon"),
        ("defamation, personal attacks or insults", "SÅRANDE ORD", "SÅRANDE ORD"),
    ],
)
def test_a_text_that_is_changed_is_changed_on_pages_for_programs_and_in_mails(
    channel, removed_comment, sections, rest, reword, message, words, shown
):
    reword(message, words)
    update_fields(channel, platform="mastodon")
    number = removed_comment()
    page = rest().get("hub/kultur/bloggen/@@report-comment").text
    answer = rest().get("hub/kultur/bloggen/@report").json()
    draft = sections("anna", number).partition("socialhub-give-statement-text")[2]
    for text in (unescape(page), str(answer), unescape(draft.partition("</textarea>")[0])):
        assert shown in text
