"""What waits in the outbox."""

import pytest
import transaction
from helpers.integration.site.mail import commit, left, point
from plone import api
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub.site.mail import outbox
from katrineholm.socialhub.site.mail.mailer import (
    discard_mails,
    mail_problem,
    queued_mail_values,
    retry_mails,
    send_mail,
)
from katrineholm.socialhub.site.mail.transport import MailFault

NOW = 1_790_000_000
HOUR, DAY = 3600, 24 * 3600
ANNA = "Anna Berg <anna@katrineholm.se>"


@pytest.mark.parametrize("name", ["smtp_host", "email_from_address"])
def test_without_a_mail_server_mails_wait_and_it_is_told(site, post, name):
    record = api.portal.get_tool("portal_registry").records[f"plone.{name}"]
    record.field.required = False
    record.value = None
    commit()
    told = "No mail server is set up in the site's mail settings: no mail can be sent."
    assert mail_problem(site) == told
    send_mail(ANNA, "Anmäld", "Hej")
    commit()
    assert mail_problem(site).mapping == {"count": 1}
    assert left(site) == [('"Anna Berg" <anna@katrineholm.se>', 1, "No mail server is set up.")]
    point(post.port)
    record.field.required = True
    retry_mails(site, [each["id"] for each in queued_mail_values(site)])
    commit()
    assert (len(post.mails), queued_mail_values(site)) == (1, [])


def test_a_mail_is_tried_later_and_later_and_for_a_week_only(quiet):
    send_mail(ANNA, "Anmäld", "Hej", now=NOW)
    tried, now = [], NOW
    while now < NOW + 30 * DAY:
        now = queued_mail_values(quiet)[0]["next_try"]
        if now is None:
            break
        [letter] = outbox.due_mails(quiet, now)
        tried.append(now - NOW)
        outbox.record_outcomes(quiet, {letter["id"]: MailFault("unreachable")}, now)
    minutes = [seconds // 60 for seconds in tried]
    assert minutes[:8] == [5, 10, 20, 40, 80, 140, 200, 260]
    assert tried[-1] - 7 * DAY in range(HOUR)
    assert len(queued_mail_values(quiet)) == 1


def test_a_mail_can_be_given_up(quiet):
    one, other = send_mail(["a@b.se", "c@d.se"], "Anmäld", "Hej", now=NOW)
    discard_mails(quiet, [one, "unknown"])
    assert [each["id"] for each in queued_mail_values(quiet)] == [other]


def test_a_new_try_counts_from_the_beginning(quiet):
    [id] = send_mail(ANNA, "Anmäld", "Hej", now=NOW)
    outbox.record_outcomes(
        quiet, {id: MailFault("recipient", {"reply": "550 No"}, final=True)}, NOW + DAY
    )
    retry_mails(quiet, [id, "unknown"], now=NOW + 9 * DAY)
    [letter] = queued_mail_values(quiet)
    assert (letter["created"], letter["tries"], letter["next_try"], letter["problem"]) == (
        NOW,
        0,
        NOW + 9 * DAY + 300,
        "",
    )


def test_what_is_due_is_found_without_reading_what_is_not(functional_portal):
    """Also for the two that have just been put in, and for the server that keeps silent."""
    site, letter = functional_portal, {"subject": "S", "text": "T", "reply_to": ""}
    for number in range(200):
        kept = letter | {"id": f"{number:03}", "to": "a@b.se"}
        outbox.add_mail(site, kept, NOW, MailFault("recipient", final=True) if number % 2 else None)
    outbox.add_mail(site, letter | {"id": "due", "to": "a@b.se"}, NOW - DAY)
    transaction.commit()
    asked = {
        "due": lambda: [each["id"] for each in outbox.due_mails(site, NOW)],
        "chosen": lambda: [each["id"] for each in outbox.mails_by_id(site, ["007", "003", "gone"])],
        "silent": lambda: outbox.is_server_silent(site, NOW - DAY),
        "outdated": lambda: outbox.outdated_ids(site, NOW + DAY),
    }
    assert {name: _loads(site, ask) for name, ask in asked.items()} == {
        "due": (["due"], True),
        "chosen": (["003", "007"], True),
        "silent": (False, True),
        "outdated": ([], True),
    }


def _loads(site, ask):
    """What is answered, and whether few objects were loaded for it."""
    connection = site._p_jar
    connection.cacheMinimize()
    connection.getTransferCounts(True)
    return ask(), connection.getTransferCounts(True)[0] < 60


def test_a_look_at_many_letters_wakes_no_more_than_it_shows(site):
    for number in range(30):
        letter = {"id": f"{number:03}", "to": "anna@katrineholm.se", "subject": "", "text": ""}
        outbox.add_mail(site, letter | {"reply_to": "", "message_id": f"<{number}@a.se>"}, NOW)
    transaction.commit()
    kept = IAnnotations(site)[outbox.KEY]["letters"]
    site._p_jar.cacheMinimize()
    assert mail_problem(site, now=NOW + 3601).mapping["count"] == 30
    assert outbox.has_message_id(site, "<7@a.se>")
    assert not outbox.has_message_id(site, "<7@a.s")
    assert outbox.mail_count(site) == 30
    assert awake(kept) == 1
    site._p_jar.cacheMinimize()
    assert [each["id"] for each in queued_mail_values(site, 3)] == ["000", "001", "002"]
    assert awake(kept) == 3
    discard_mails(site, ["007"])
    assert not outbox.has_message_id(site, "<7@a.se>")
    assert [mail_problem(site, now=NOW + later) != "" for later in (3600, 3601)] == [False, True]


def awake(letters):
    return sum(letter._p_changed is not None for letter in letters.values())


def test_what_a_wrong_clock_put_off_is_due_and_ends_in_a_week(quiet):
    [id] = send_mail(ANNA, "Anmäld", "Hej", now=NOW + 400 * DAY)
    for moment in (NOW, NOW + 8 * DAY):
        assert [each["id"] for each in outbox.due_mails(quiet, moment)] == [id]
        outbox.record_outcomes(quiet, {id: MailFault("unreachable")}, moment)
    assert queued_mail_values(quiet)[0]["next_try"] is None
