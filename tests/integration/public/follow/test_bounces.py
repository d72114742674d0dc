"""Reports on mails that could not be delivered."""

import pytest
import transaction
from helpers.integration.public.follow import DAY, NOW, follow, people

from katrineholm.socialhub.inbox.intake.mail_import import import_mails
from katrineholm.socialhub.public.follow.mail_content import message_id

REPORT = """From: MAILER-DAEMON@example.se
To: kommun@katrineholm.se
Subject: Undelivered mail
Message-ID: <{number}@example.se>
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

It could not be delivered.

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.se

Final-Recipient: rfc822; anna@example.se
Action: {action}
Status: {status}

--x
Content-Type: text/rfc822-headers

Subject: 1 nytt
Message-ID: {about}

--x--
"""


@pytest.fixture
def report(hub, blog):
    """A function that brings in a report on a mail: how many became messages."""

    def report(about, now=NOW, action="failed", status="5.1.1"):
        data = REPORT.format(number=now, about=about, action=action, status=status).encode()
        taken = import_mails(blog, [data], now=now).taken
        transaction.commit()
        return taken

    return report


def about(id, key="0123456789ab-daily"):
    return message_id(id, key, NOW, "katrineholm.se")


def test_a_follower_whose_mails_come_back_on_three_days_is_erased(hub, report):
    id = follow(hub)
    assert report(about(id)) == report(about(id), NOW + 1) == report(about(id), NOW + DAY) == 0
    assert people(hub) == [id]
    report(about(id), NOW + 2 * DAY)
    assert people(hub) == []


@pytest.mark.parametrize(
    ("given", "taken"),
    [({"action": "delayed", "status": "4.4.1"}, 0), ({"status": "4.2.2"}, 0)],
)
def test_what_may_arrive_later_counts_for_nothing(hub, report, given, taken):
    id = follow(hub)
    for day in range(4):
        assert report(about(id), NOW + day * DAY, **given) == taken
    assert people(hub) == [id]


def test_a_forged_report_is_a_message_like_any_other(hub, report):
    id = follow(hub)
    forged = f"<{id}.0123456789ab-daily.{NOW}.{'0' * 16}@katrineholm.se>"
    assert [report(forged, NOW + day * DAY) for day in range(3)] == [1, 1, 1]
    assert people(hub) == [id]
