"""The author is told, or it is noted why not."""

import pytest
import transaction
from helpers.integration.inbox.records import left

SAID = {"text": "Din kommentar är dold.\nSkriv till oss."}


@pytest.mark.parametrize(
    ("form", "noted"),
    [
        (
            {"way": "mail", "address": "bo@example.se"},
            {"way": "mail", "to": "bo@example.se", "text": SAID["text"]},
        ),
        (
            {"way": "elsewhere", "how": "Meddelande i Facebook"},
            {"way": "elsewhere", "how": "Meddelande i Facebook", "text": SAID["text"]},
        ),
        ({"way": "unknown"}, {"way": "unknown"}),
    ],
)
def test_each_way_is_noted_and_only_a_mail_leaves(
    removed_comment, post_as, log, sections, form, noted
):
    number = removed_comment()
    assert post_as("anna", "give-statement", number=number, **SAID, **form) == "done"
    given, is_mail = dict(log(number, "statement")["given"]), form["way"] == "mail"
    ids = [given.pop("message_id")] if is_mail else []
    assert given == noted
    assert [(each["to"], each["message_id"]) for each in left()] == [
        ("bo@example.se", id) for id in ids
    ]
    assert 'class="alert alert-warning"' not in sections("anna", number)


def test_a_subject_is_one_line(removed_comment, post_as, channel):
    channel.title = "Bloggen\r\nBcc: alla@example.se"
    channel.reindexObject()
    transaction.commit()
    form = {"way": "mail", "address": "bo@example.se"}
    assert post_as("anna", "give-statement", number=removed_comment(), **SAID, **form) == "done"
    [letter] = left()
    assert "\n" not in letter["subject"]
