"""An account that pretends to be ours becomes a case in two clicks."""

import html
import re

import pytest
import transaction

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.public.register import verdict_view

FORM = "hub/@@report-false-account"
NO_NAME = "Klistra in adressen, numret eller namnet som ger sig ut för att vara vårt."
FALSE = "https://www.instagram.com/katrineho1m/"


@pytest.fixture
def messages(hub):
    def messages():
        transaction.begin()
        return messages_of(hub)

    return messages


def test_a_false_account_becomes_a_case_about_a_page_that_is_not_ours(
    channel, people, submit, messages
):
    data = {"address": FALSE, "channel": channel.UID(), "note": "Säljer biljetter"}
    answer = submit(people["anna"], FORM, data)
    assert answer.headers["Location"].endswith("/@@messages/1")
    message = messages()[1]
    assert message["captured"]["text"].splitlines() == [
        f"Ger sig ut för att vara vårt: {FALSE}",
        "Tjänst: Instagram",
        "Ger sig ut för att vara: Bloggen, https://bloggen.example.se/",
        "Säljer biljetter",
    ]
    assert message["captured"]["permalink"] == FALSE
    assert (message["channel"], message["who"]) == (channel.UID(), "anna")
    assert message["state"]["publication"] == "elsewhere"


def test_the_same_account_is_one_case_until_it_is_closed(channel, people, submit, messages):
    for note in ("Ett", "Två"):
        data = {"address": FALSE, "channel": channel.UID(), "note": note}
        answer = submit(people["anna"], FORM, data)
        assert answer.headers["Location"].endswith("/@@messages/1")
    assert len(messages()) == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"address": ""}, NO_NAME),
        ({"address": "javascript:alert(1)"}, NO_NAME),
        ({"channel": "x"}, "Välj den kanal"),
        ({"address": "https://bloggen.example.se/"}, "Det är kanalens eget konto."),
        ({"note": "x" * 2001}, "högst 2000 tecken"),
    ],
)
@pytest.mark.usefixtures("framed")
def test_what_is_wrong_is_refused_and_stays_written(
    channel, people, submit, messages, given, sentence
):
    data = {"address": FALSE, "channel": channel.UID(), "note": "Kvar"} | given
    page = submit(people["anna"], FORM, data).text
    assert sentence in page
    assert f"{data['note']}</textarea>" in page
    assert len(messages()) == 0


def test_from_is_it_ours_the_form_is_filled_in_for_who_handles_messages(
    channel, people, browse, submit, messages
):
    verdict_view.WINDOW.__init__(verdict_view.WINDOW.seconds)  # others have asked a lot
    page = browse(*people["anna"]).get("hub/@@official?address=https://blogggen.example.se/").text
    [link] = re.findall(r'href="([^"]*@@report-false-account[^"]*)"', page)
    form = browse(*people["anna"]).get(html.unescape(link)).text
    assert 'value="https://blogggen.example.se/"' in form
    for visitor in ((), people["cia"]):
        answer = browse(*visitor).get("hub/@@official?address=https://blogggen.example.se/")
        assert answer.status_code == 200
        assert "@@report-false-account" not in answer.text
        [link] = re.findall(r'href="([^"]*@@report-false[^"]*)"', answer.text)
        form = browse(*visitor).get(html.unescape(link)).text
        assert 'value="https://blogggen.example.se/"' in form


@pytest.mark.parametrize("name", ["Katrineh0lm", "info@katrineho1m.se", "katrineho1m.se"])
def test_a_sender_or_a_domain_becomes_a_case_too(channel, people, submit, messages, name):
    submit(people["anna"], FORM, {"address": name, "channel": channel.UID(), "note": ""})
    assert messages()[1]["captured"]["text"].splitlines()[0].endswith(name)


def test_a_stranger_reports_nothing(channel, people, submit, messages):
    data = {"address": FALSE, "channel": channel.UID()}
    answer = submit(people["cia"], FORM, data)
    assert answer.status_code in (302, 401)
    assert len(messages()) == 0
