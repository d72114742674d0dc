"""Who is named by a text, without a site: all are named contacts."""

import pytest

from katrineholm.socialhub.accounts.channels.person import (
    Person,
    UnknownPerson,
    is_known_person,
    mail_recipient,
    person,
    person_key,
)
from katrineholm.socialhub.site.mail.recipients import valid_recipient

ADDRESS = "anna.berg@k.se"


@pytest.mark.parametrize(
    "name",
    [
        "Anna Berg",
        "Berg, Anna",
        "Berg; Anna",
        "Anna Berg [kultur]",
        "Anna (vik. för Bo)",
        "Anna@Kultur",
        "Åsa Öberg",
    ],
)
def test_a_contact_has_the_name_and_the_address_that_were_written(name):
    text = f"{name} <{ADDRESS}>"
    assert is_known_person(text)
    assert person(text) == Person(name, ADDRESS)
    assert person_key(text) == ADDRESS


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg <anna.berg>",
        "Anna Berg <anna@k>",
        "Åsa Berg <åsa@k.se>",
        "Anna Berg <anna berg@k.se>",
        "Anna Berg <anna@k.se> <bo@k.se>",
        "Anna Berg <anna@k.se>, Bo Ek <bo@k.se>",
        "Anna Berg\nBcc: alla@k.se <anna@k.se>",
        "<anna@k.se>",
        "Anna " + "B" * 300 + " <anna@k.se>",
        "",
    ],
)
def test_what_no_mail_could_be_sent_to_is_refused(text):
    with pytest.raises(UnknownPerson):
        is_known_person(text)


def test_nobody_is_named_by_an_empty_text():
    assert (person(""), person(None), person_key("")) == (None, None, "")


def test_a_contact_is_the_same_however_the_name_and_the_letters_are_written():
    assert person_key("Berg, Anna <Anna.Berg@K.se>") == person_key("Anna <anna.berg@k.se>")


def test_two_contacts_whose_names_begin_alike_are_two():
    assert person_key("Berg, Anna <anna@k.se>") != person_key("Berg, Bo <bo@k.se>")


@pytest.mark.parametrize(
    ("someone", "to"),
    [
        (Person("Berg, Anna", "anna@k.se"), '"Berg, Anna" <anna@k.se>'),
        (Person("Åsa", "asa@båt.se"), '"Åsa" <asa@xn--bt-yia.se>'),
        (Person("", "kontoret@k.se"), "kontoret@k.se"),
        (Person("A <b>\n", "anna@k.se", "anna"), '"A b" <anna@k.se>'),
    ],
)
def test_whoever_has_an_address_can_be_sent_a_mail(someone, to):
    assert valid_recipient(mail_recipient(someone)) == to
