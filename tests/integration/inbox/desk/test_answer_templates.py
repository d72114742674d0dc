"""Answers that are written once and used often."""

import pytest
import transaction
from plone import api

from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.inbox.desk.answer_templates import (
    delete_template,
    filled_templates,
    filled_text,
    place_templates,
    save_template,
    template_values,
)

FATIMA = {"name": "Fatima", "contact": "fatima@hemma.example"}
LINK = "https://blogg.example.se/1"


@pytest.fixture
def places(hub, channel):
    """The UIDs of the hub and of the channel's administration."""
    return api.content.get_uuid(hub), api.content.get_uuid(channel.__parent__)


def test_a_message_is_offered_its_administrations_templates_and_the_hubs(hub, places, receive):
    whole, own = places
    save_template(hub, whole, "Tack", "Hej {name}, tack!")
    save_template(hub, own, "Öppettider", "Se {link}.")
    save_template(hub, "en-annan", "Inte här", "Nej")
    number = receive("När?", sender=FATIMA, permalink=LINK)
    found = [(each["title"], each["text"]) for each in filled_templates(hub, number)]
    assert found == [("Öppettider", f"Se {LINK}."), ("Tack", "Hej Fatima, tack!")]


def test_what_is_not_known_stays_to_be_filled_in(hub, receive):
    values = template_values(hub, receive("När?"))
    assert filled_text("Hej {name}! {channel} {oops} {{name}}", values) == (
        "Hej {name}! Bloggen {oops} {{name}}"
    )


def test_a_senders_name_is_no_template(hub, receive):
    number = receive("När?", sender={"name": "{officer} {0.__class__} %s"})
    assert (
        filled_text("Hej {name}", template_values(hub, number)) == "Hej {officer} {0.__class__} %s"
    )


@pytest.mark.parametrize(
    ("title", "text"), [("", "Hej"), ("Hej", " "), ("Hej", "{namn}"), (7, "Hej"), ("Hej", None)]
)
def test_what_nobody_could_use_is_refused(hub, places, title, text):
    with pytest.raises(Refused):
        save_template(hub, places[0], title, text)
    assert place_templates(hub, places[0]) == []


def test_a_template_is_changed_and_thrown_away(hub, places):
    whole, own = places
    save_template(hub, whole, "Tack", "Tack!")
    [kept] = place_templates(hub, whole)
    save_template(hub, whole, "Tack så mycket", "Tack, {name}!", kept.id)
    assert [each.title for each in place_templates(hub, whole)] == ["Tack så mycket"]
    with pytest.raises(Refused):
        save_template(hub, own, "Tack", "Tack!", kept.id)
    delete_template(hub, whole, kept.id)
    assert place_templates(hub, whole) == []


def test_a_template_is_put_into_the_answer_and_nothing_is_taken(
    hub, places, receive, submit, people
):
    save_template(hub, places[0], "Tack", "Hej {name}, tack!")
    transaction.commit()
    number = receive("När?", sender=FATIMA)
    [template] = filled_templates(hub, number)
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
