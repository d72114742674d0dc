"""Answers that are written once and used often."""

import pytest
import transaction
from plone import api

from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.inbox.desk.templates import (
    filled,
    keep,
    templates_for,
    templates_of,
    throw_away,
    values_of,
)

FATIMA = {"name": "Fatima", "contact": "fatima@hemma.example"}
LINK = "https://blogg.example.se/1"


@pytest.fixture
def places(hub, channel):
    """The UIDs of the hub and of the channel's administration."""
    return api.content.get_uuid(hub), api.content.get_uuid(channel.__parent__)


def test_a_message_is_offered_its_administrations_templates_and_the_hubs(hub, places, receive):
    whole, own = places
    keep(hub, whole, "Tack", "Hej {name}, tack!")
    keep(hub, own, "Öppettider", "Se {link}.")
    keep(hub, "en-annan", "Inte här", "Nej")
    number = receive("När?", sender=FATIMA, permalink=LINK)
    found = [(each["title"], each["text"]) for each in templates_for(hub, number)]
    assert found == [("Öppettider", f"Se {LINK}."), ("Tack", "Hej Fatima, tack!")]


def test_what_is_not_known_stays_to_be_filled_in(hub, receive):
    values = values_of(hub, receive("När?"))
    assert filled("Hej {name}! {channel} {oops} {{name}}", values) == (
        "Hej {name}! Bloggen {oops} {{name}}"
    )


def test_a_senders_name_is_no_template(hub, receive):
    number = receive("När?", sender={"name": "{officer} {0.__class__} %s"})
    assert filled("Hej {name}", values_of(hub, number)) == "Hej {officer} {0.__class__} %s"


@pytest.mark.parametrize(
    ("title", "text"), [("", "Hej"), ("Hej", " "), ("Hej", "{namn}"), (7, "Hej"), ("Hej", None)]
)
def test_what_nobody_could_use_is_refused(hub, places, title, text):
    with pytest.raises(Refused):
        keep(hub, places[0], title, text)
    assert templates_of(hub, places[0]) == []


def test_a_template_is_changed_and_thrown_away(hub, places):
    whole, own = places
    keep(hub, whole, "Tack", "Tack!")
    [kept] = templates_of(hub, whole)
    keep(hub, whole, "Tack så mycket", "Tack, {name}!", kept.id)
    assert [each.title for each in templates_of(hub, whole)] == ["Tack så mycket"]
    with pytest.raises(Refused):
        keep(hub, own, "Tack", "Tack!", kept.id)
    throw_away(hub, whole, kept.id)
    assert templates_of(hub, whole) == []


def test_a_template_is_put_into_the_answer_and_nothing_is_taken(
    hub, places, receive, submit, people
):
    keep(hub, places[0], "Tack", "Hej {name}, tack!")
    transaction.commit()
    number = receive("När?", sender=FATIMA)
    [template] = templates_for(hub, number)
    data = {
        "begin": "answer-answer",
        "template": template["id"],
        "answer-answer": "I juni.",
        "question_rules": "no",
    }
    found = submit(people["anna"], f"hub/@@messages/{number}/decide", data)
    assert ">I juni.\n\nHej Fatima, tack!</textarea>" in found.text.replace("\r\n", "\n")
    assert 'role="alert"' not in found.text
    assert "checked" in found.text.partition('name="question_rules"')[2][:400]
