"""Who is named by a text, without a site: all are named contacts."""

import pytest

from katrineholm.socialhub.accounts.people.person import (
    Person,
    UnknownPerson,
    key,
    known_person,
    mailbox,
    person,
)
from katrineholm.socialhub.site.mail.recipients import recipient

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
    assert known_person(text)
    assert person(text) == Person(name, ADDRESS)
    assert key(text) == ADDRESS


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
        known_person(text)


def test_nobody_is_named_by_an_empty_text():
    assert (person(""), person(None), key("")) == (None, None, "")


def test_a_contact_is_the_same_however_the_name_and_the_letters_are_written():
    assert key("Berg, Anna <Anna.Berg@K.se>") == key("Anna <anna.berg@k.se>")


def test_two_contacts_whose_names_begin_alike_are_two():
    assert key("Berg, Anna <anna@k.se>") != key("Berg, Bo <bo@k.se>")


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
    assert recipient(mailbox(someone)) == to
