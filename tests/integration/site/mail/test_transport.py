"""What a mail server answers."""

from datetime import datetime

import pytest
import transaction
from helpers.integration.site.mail import commit, left, point, said
from mailserver import free_port, silent

from katrineholm.socialhub.site.mail import outbox
from katrineholm.socialhub.site.mail.delivery import delivery_outcomes
from katrineholm.socialhub.site.mail.mailer import (
    mail_problem,
    queued_mail_values,
    retry_mails,
    send_mail,
)
from katrineholm.socialhub.site.mail.transport import MailFault

NOW = 1_790_000_000
ANNA = "Anna Berg <anna@katrineholm.se>"


def test_an_unreachable_server_breaks_no_step_and_is_told(site):
    port = free_port()
    point(port)
    commit()
    site.description = "Steget är taget"
    send_mail(ANNA, "Anmäld", "Hej")
    commit()
    assert site.description == "Steget är taget"
    reason = "The mail server 127.0.0.1 cannot be reached (Connection refused)."
    assert left(site) == [('"Anna Berg" <anna@katrineholm.se>', 1, reason)]
    assert mail_problem(site) == "One mail could not be sent: ${reason}"
    assert "127.0.0.1" in mail_problem(site).mapping["reason"]


def test_what_waits_behind_an_unreachable_server_is_not_tried_one_by_one(site, caplog):
    point(free_port())
    commit()
    send_mail(["a@b.se", "c@d.se", "e@f.se"], "Anmäld", "Hej")
    commit()
    assert [(each["to"], each["tries"]) for each in queued_mail_values(site)] == [
        ("a@b.se", 1),
        ("c@d.se", 1),
        ("e@f.se", 1),
    ]
    assert caplog.text.count("A mail was not sent") == 1
    assert mail_problem(site) == "${count} mails could not be sent. The latest: ${reason}"
    assert mail_problem(site).mapping["count"] == 3


def test_a_refused_recipient_is_noted_and_left_to_a_person(site, post):
    post.says["anna@katrineholm.se"] = "550 5.1.1 No such\tuser"
    send_mail([ANNA, "bo@katrineholm.se"], "Anmäld", "Hej")
    commit()
    assert [to for to, _mail in post.mails] == [["bo@katrineholm.se"]]
    [letter] = queued_mail_values(site)
    assert (letter["tries"], letter["next_try"]) == (1, None)
    reason = "The mail server 127.0.0.1 does not accept the recipient (550 5.1.1 No such user)."
    assert said(letter["problem"]) == reason
    assert outbox.due_mails(site, NOW * 2) == []
    post.says.clear()
    retry_mails(site, [letter["id"]])
    commit()
    assert [to for to, _mail in post.mails][1:] == [["anna@katrineholm.se"]]
    assert queued_mail_values(site) == []


@pytest.mark.parametrize(
    ("where", "answer", "code", "is_final"),
    [
        ("anna@katrineholm.se", "451 4.7.1 Greylisted", "recipient", False),
        ("DATA", "452 4.2.2 Full", "letter", False),
        ("DATA", "554 5.7.1 Spam", "letter", True),
    ],
)
def test_a_servers_no_is_its_last_word_or_not(site, post, where, answer, code, is_final):
    post.says[where] = answer
    send_mail(ANNA, "Anmäld", "Hej")
    commit()
    [letter] = outbox.queued_mails(site)
    assert letter["code"] == code
    assert letter["values"] == {"host": "127.0.0.1", "reply": answer}
    assert (letter["next_try"] is None) == is_final


def test_nobody_waits_twice_for_a_silent_server(site, post):
    [id] = send_mail("bo@katrineholm.se", "Anmäld", "Hej")
    outbox.record_outcomes(
        site, {id: MailFault("silent", {"host": "127.0.0.1"})}, int(datetime.now().timestamp())
    )
    send_mail(ANNA, "Anmäld", "Hej")
    commit()
    assert post.asked == 0
    assert len(queued_mail_values(site)) == 2


def test_a_silent_server_is_told_as_such(site):
    with silent() as port:
        point(port)
        commit()
        send_mail(ANNA, "Anmäld", "Hej")
        commit()
    assert (
        said(queued_mail_values(site)[0]["problem"]) == "The mail server 127.0.0.1 does not answer."
    )


def test_a_slow_delivery_leaves_the_rest_for_later(site, post):
    send_mail(["a@b.se", "c@d.se"], "Anmäld", "Hej", now=NOW)
    letters = outbox.queued_mails(site)
    transaction.abort()
    assert list(delivery_outcomes(letters, seconds=0)) == [{letters[0]["id"]: None}]


def test_logs_name_no_recipient(site, caplog, post):
    post.says["anna@katrineholm.se"] = "550 anna@katrineholm.se is unknown"
    send_mail(ANNA, "Anmäld", "Hej")
    commit()
    assert "A mail was not sent: recipient (SMTPRecipientsRefused)" in caplog.text
    assert "anna" not in caplog.text
