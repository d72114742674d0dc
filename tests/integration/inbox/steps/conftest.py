"""The places that the tests of ``inbox/steps`` share."""

import pytest
import transaction
from helpers.integration.inbox.reminders import NOW
from officers import joins  # noqa: F401

from katrineholm.socialhub.site.mail.outbox import queued_mails as outbox


@pytest.fixture
def mails(functional_portal):
    """A function that gives the subjects of all mails to somebody so far."""

    def mails(to="anna@example.se"):
        transaction.commit()
        return [each["subject"] for each in outbox(functional_portal) if to in each["to"]]

    return mails


@pytest.fixture
def flood(receive):
    """A function that lets messages arrive, ten seconds apart: the moment of the last one."""

    def flood(count, *, now=NOW, **values):
        for number in range(count):
            receive(f"Text {now} {number}", now=now + number * 10, **values)
        return now + (count - 1) * 10

    return flood


@pytest.fixture
def number(receive, school):
    """A direct message to the school."""
    sender = {"name": "Hemlige Harry"}
    given = {"is_direct": True, "at": school, "sender": sender, "files": {"x.png": b"\x89PNGbild"}}
    return receive("Xyloskolans skolplikt", permalink="https://blogg.example.se/7", **given)
