"""What a message's page tells of how it came in."""

import re

import pytest
import transaction
from officers import NOW, PASSWORD

from katrineholm.socialhub.inbox.intake.contacts import Contact
from katrineholm.socialhub.inbox.intake.mail_import import import_mail
from katrineholm.socialhub.inbox.intake.reports import Report
from katrineholm.socialhub.inbox.intake.taking import take_contact, take_report

SPITE = Report("https://bloggen.example.se/1#c3", "K1", "Han hotar", contact="070-123")


@pytest.fixture
def receipts(channel):
    """Two reports of one comment and a question: their receipts."""
    found = (
        take_report(channel, SPITE, now=NOW),
        take_report(
            channel, Report(SPITE.address, "other", "<b>Jag</b> med", "Citat"), now=NOW + 1
        ),
        take_contact(channel, Contact("Tid", "När?"), now=NOW),
    )
    transaction.commit()
    return found


def test_a_messages_page_tells_each_report(receipts, browse):
    page = browse("anna", PASSWORD).get("hub/@@messages/1").text
    section = page.partition('id="socialhub-reports"')[2].partition("</section>")[0]
    assert receipts[0] in section
    assert receipts[1] in section
    assert "&lt;b&gt;Jag&lt;/b&gt; med" in section
    assert "Citat" in section
    assert not re.search(r">(quote|receipt_number|address|contact|other)<", page)
    assert 'id="socialhub-reports"' not in browse("anna", PASSWORD).get("hub/@@messages/2").text


def test_a_messages_page_tells_what_was_not_kept_of_a_mail(channel, browse):
    data = (
        b"From: a@example.se\r\nContent-Type: application/zip; name=bomb.zip\r\n"
        b"Content-Disposition: attachment; filename=bomb.zip\r\n\r\nPK"
    )
    import_mail(channel, [data], now=NOW)
    transaction.commit()
    page = browse("anna", PASSWORD).get("hub/@@messages/1").text
    section = page.partition('id="socialhub-reports"')[2].partition("</section>")[0]
    assert "bomb.zip" in section
