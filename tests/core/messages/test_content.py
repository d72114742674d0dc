"""What is kept of a message as it came in."""

import pytest

from katrineholm.socialhub.core.messages.content import (
    CAPTURE_METHODS,
    SENDER_FIELDS,
    UNKNOWN,
    captured_content,
    erased_content,
    is_automatic,
)


@pytest.mark.parametrize("how", CAPTURE_METHODS)
def test_every_way_in_leads_to_one_shape(how):
    kept = captured_content("Hej", how=how, at=7)
    assert kept == {
        **dict.fromkeys(("text", "received"), "Hej"),
        **dict.fromkeys(("subject", "permalink", "in_reply_to", "thread"), ""),
        **dict.fromkeys(("published", "reported", "withheld", "mail")),
        "sender": UNKNOWN,
        "captured": 7,
        "how": how,
    }


def test_of_a_sender_only_what_is_known_and_asked_for_is_kept():
    given = {"name": "Bo", "handle": "", "age": "7"}
    assert captured_content("", how="mail", at=7, sender=given)["sender"] == {"name": "Bo"}
    assert captured_content("", how="mail", at=7, sender={"handle": ""})["sender"] == UNKNOWN
    whole = dict.fromkeys(SENDER_FIELDS, "x")
    assert captured_content("", how="mail", at=7, sender=whole)["sender"] == whole


def test_what_came_as_html_is_kept_beside_what_is_shown():
    assert (
        captured_content("Hej", how="feed", at=7, received="<p>Hej</p>")["received"] == "<p>Hej</p>"
    )


def test_only_what_a_program_has_sent_is_automatic():
    assert is_automatic(captured_content("", how="mail", at=7, mail={"automatic": "bounce"}))
    assert not is_automatic(captured_content("", how="mail", at=7, mail={"automatic": ""}))
    assert not is_automatic(captured_content("", how="contact", at=7))


def test_what_is_erased_tells_only_how_and_when_it_came():
    told = captured_content("Hej", how="mail", at=7, sender={"name": "Bo"}, subject="Bro")
    assert erased_content(told) == captured_content("", how="mail", at=7)
