"""A mail leaves with its transaction."""

from datetime import UTC, datetime

import pytest
import transaction
from helpers.integration.site.mail import commit, said
from mailserver import plain
from plone import api
from ZODB.POSException import ConflictError

from katrineholm.socialhub.site.mail import outbox
from katrineholm.socialhub.site.mail.mailer import mail_problem, queued_mail_values, send_mail

NOW = 1_790_000_000
HOUR, DAY = 3600, 24 * 3600
ANNA = "Anna Berg <anna@katrineholm.se>"


def test_a_mail_leaves_when_the_step_is_committed(site, post):
    ids = send_mail(
        [ANNA, "bo@katrineholm.se"],
        "Kanalen Åsikter är anmäld",
        "Hej!\n\nGranska den: https://katrineholm.se/å\n",
        reply_to="kultur@katrineholm.se",
        now=NOW,
    )
    assert post.mails == []
    commit()
    (first, mail), (second, _other) = post.mails
    assert (first, second) == (["anna@katrineholm.se"], ["bo@katrineholm.se"])
    assert mail.get_content_type() == "multipart/alternative"
    # The type names a boundary that is another each time.
    assert {name: str(mail[name]) for name in mail if name != "Content-Type"} == {
        "MIME-Version": "1.0",
        "Subject": "Kanalen Åsikter är anmäld",
        "Date": datetime.fromtimestamp(NOW, UTC).strftime("%a, %d %b %Y %H:%M:%S +0000"),
        "Message-ID": f"<{ids[0]}@katrineholm.se>",
        "Auto-Submitted": "auto-generated",
        "Reply-To": "kultur@katrineholm.se",
        "To": ANNA,
        "From": "Katrineholms kommun – webben <kommun@katrineholm.se>",
    }
    lines = ["Hej!", "", "Granska den: https://katrineholm.se/å"]
    assert plain(mail).strip().splitlines() == lines
    assert queued_mail_values(site) == []
    assert mail_problem(site) == ""


def test_an_aborted_step_sends_nothing(site, post):
    send_mail(ANNA, "Anmäld", "Hej")
    transaction.abort()
    commit()
    assert (post.mails, queued_mail_values(site)) == ([], [])


def test_a_step_that_is_tried_again_sends_once(site, post):
    tries = []
    for attempt in transaction.manager.attempts(3):
        with attempt:
            send_mail(ANNA, "Anmäld", "Hej")
            tries.append(len(post.mails))
            if len(tries) == 1:
                raise ConflictError
    assert tries == [0, 0]
    assert len(post.mails) == 1


def test_a_step_whose_commit_fails_sends_nothing(site, post):
    class Failing:
        """Joins the transaction and votes against it."""

        transaction_manager = transaction.manager

        def sortKey(self):
            return "~"

        def tpc_vote(self, txn):
            raise ConflictError

        def nothing(self, txn):
            pass

        abort = tpc_begin = commit = tpc_finish = tpc_abort = nothing

    send_mail(ANNA, "Anmäld", "Hej")
    transaction.get().join(Failing())
    with pytest.raises(ConflictError):
        transaction.commit()
    transaction.abort()
    assert (post.mails, queued_mail_values(site)) == ([], [])


def test_what_nobody_has_thought_of_breaks_no_step_either(site, post):
    site.MailHost.force_tls = True
    send_mail(ANNA, "Anmäld", "Hej")
    commit()
    [letter] = outbox.queued_mails(site)
    assert (post.mails, letter["code"]) == ([], "unforeseen")
    reason = "RuntimeError: TLS is not available but TLS is required"
    assert (
        said(queued_mail_values(site)[0]["problem"])
        == f"The mail could not be handed over ({reason})."
    )


def test_an_uncommitted_step_only_fills_the_outbox(quiet):
    [id] = send_mail(ANNA, "Anmäld", "Hej", now=NOW)
    assert queued_mail_values(quiet) == [
        {
            "id": id,
            "to": '"Anna Berg" <anna@katrineholm.se>',
            "subject": "Anmäld",
            "created": NOW,
            "tries": 0,
            "tried": None,
            "next_try": NOW + 300,
            "problem": "",
        }
    ]
    assert mail_problem(quiet, now=NOW + HOUR) == ""
    assert mail_problem(quiet, now=NOW + HOUR + 1).mapping == {
        "reason": api.portal.translate(
            "Nobody has tried to send it yet: the worker may not be running.",
            domain="katrineholm.socialhub",
        )
    }
