"""The help page: the flow as a picture and in words, deadlines and closing rules."""

import re

import pytest
import transaction
from plone import api

from katrineholm.socialhub.core.messages.flow import PUBLIC_RECORD_TITLES
from katrineholm.socialhub.core.messages.guards import IN_ORDER, LIBRARY
from katrineholm.socialhub.inbox.desk.serializer import INTERPRETATION_TITLES

HELP = "hub/@@messages-help"


@pytest.mark.parametrize(
    ("name", "status"),
    [("", 200), ("cia", 200), ("anna", 200), ("office", 200), ("rut", 200)],
)
def test_everybody_may_read_it(channel, browse, login, name, status):
    answer = browse(*login(name)).get(HELP, allow_redirects=False)
    assert answer.status_code == status


@pytest.mark.usefixtures("framed")
def test_it_says_what_the_flow_and_the_settings_say(channel, browse, login):
    api.portal.set_registry_record("katrineholm.socialhub.answer_within", 137)
    transaction.commit()
    text = browse(*login("anna")).get(HELP).text
    assert text.count('<svg class="socialhub-flow"') == 1
    assert "Bryter det mot lag eller våra regler?" in text.split("<details>")[1]
    assert "137" in text
    assert "Registrator" in text


@pytest.mark.parametrize(("name", "is_shown"), [("", False), ("anna", True)])
def test_the_steps_of_officers_are_for_those_who_take_them(channel, browse, login, name, is_shown):
    text = browse(*login(name)).get(HELP).text
    assert ('id="socialhub-help-closing"' in text) is is_shown
    assert ('id="socialhub-help-people"' in text) is is_shown


@pytest.mark.parametrize("reading", [IN_ORDER, LIBRARY])
@pytest.mark.usefixtures("framed")
def test_the_picture_and_the_list_say_how_comments_in_the_open_are_read(
    channel, browse, login, receive, rest, reading
):
    number = receive()
    api.portal.set_registry_record("katrineholm.socialhub.open_comments", reading)
    transaction.commit()
    said = api.portal.translate(PUBLIC_RECORD_TITLES[reading], lang="sv")
    page = browse(*login("anna")).get(HELP).text
    picture, words = page.split("<details>")
    assert said in " ".join(re.sub(r"<[^>]+>", " ", picture.partition("</desc>")[2]).split())
    assert said in words
    row = rest("anna").get(f"hub/@messages/{number}").json()
    assert (row["record_class"], row["record_class_title"]) == (
        "comment",
        api.portal.translate(INTERPRETATION_TITLES[reading], lang="sv"),
    )
