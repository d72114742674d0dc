"""Mail leaves after the step, and no step is ever lost to it."""

from datetime import UTC, datetime

import pytest
import transaction
from mailserver import free_port, plain, receiving, silent
from plone import api
from ZODB.POSException import ConflictError
from zope.annotation.interfaces import IAnnotations
from zope.i18n import interpolate

from katrineholm.socialhub.site.graphics.profile import PREFIX
from katrineholm.socialhub.site.mail import outbox
from katrineholm.socialhub.site.mail.attached import Attachment
from katrineholm.socialhub.site.mail.delivery import deliver
from katrineholm.socialhub.site.mail.postman import Fault
from katrineholm.socialhub.site.mail.send import discard, problem, send, try_again, waiting

NOW = 1_790_000_000
HOUR, DAY = 3600, 24 * 3600
ANNA = "Anna Berg <anna@katrineholm.se>"


@pytest.fixture
def post():
    with receiving() as post:
        yield post


@pytest.fixture
def site(functional_portal, post):
    """A site whose mail goes to ``post``."""
    point(post.port)
    transaction.commit()
    return functional_portal


@pytest.fixture
def quiet(portal):
    """A site whose transactions are never committed; its mail server is set up."""
    point(free_port())
    return portal


def point(port):
    settings = {
        "smtp_host": "127.0.0.1",
        "smtp_port": port,
        "email_from_name": "Katrineholms kommun – webben",
        "email_from_address": "kommun@katrineholm.se",
    }
    for name, value in settings.items():
        api.portal.set_registry_record(f"plone.{name}", value)


def commit():
    """As at the end of a request."""
    transaction.commit()
    transaction.begin()


def left(site):
    return [(each["to"], each["tries"], said(each["problem"])) for each in waiting(site)]


def said(sentence):
    return interpolate(sentence, getattr(sentence, "mapping", None))


def test_a_mail_leaves_when_the_step_is_committed(site, post):
    ids = send(
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
    assert waiting(site) == []
    assert problem(site) == ""


def test_a_long_mail_leaves_as_a_short_one_does(site, post):
    text = "".join(f"- Kanal nummer {number} är i sin ordning\n" for number in range(100))
    send(ANNA, "Läget", text)
    commit()
    assert left(site) == []
    ((_to, mail),) = post.mails
    assert plain(mail) == text


def test_a_mail_is_dressed_in_the_graphic_profile_beside_its_plain_text(site, post):
    api.portal.set_registry_record(f"{PREFIX}.brand", "#123456")
    send(ANNA, "Läget i <dag>", "Hej <b>Anna</b>!\n\n- https://katrineholm.se/å?a=1&b=2\n")
    commit()
    ((_to, mail),) = post.mails
    words, dressed = mail.iter_parts()
    assert [part.get_content_type() for part in (words, dressed)] == ["text/plain", "text/html"]
    page = dressed.get_content()
    assert "background:#123456" in page
    assert f'<html lang="{api.portal.get_default_language()}">' in page
    assert f"{site.title}</p>" in page
    assert "Läget i &lt;dag&gt;</h1>" in page
    assert "<p>Hej &lt;b&gt;Anna&lt;/b&gt;!</p>" in page
    assert 'href="https://katrineholm.se/å?a=1&amp;b=2"' in page
    assert plain(mail).startswith("Hej <b>Anna</b>!")


def test_every_line_on_the_wire_is_short_and_ends_as_mail_servers_want_it(site, post):
    send(ANNA, "Läget", "ord " * 1000)
    commit()
    ((_to, mail),) = post.mails
    lines = mail.as_bytes(policy=mail.policy.clone(linesep="\r\n")).split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert plain(mail).split() == ["ord"] * 1000


def test_an_aborted_step_sends_nothing(site, post):
    send(ANNA, "Anmäld", "Hej")
    transaction.abort()
    commit()
    assert (post.mails, waiting(site)) == ([], [])


def test_a_step_that_is_tried_again_sends_once(site, post):
    tries = []
    for attempt in transaction.manager.attempts(3):
        with attempt:
            send(ANNA, "Anmäld", "Hej")
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

    send(ANNA, "Anmäld", "Hej")
    transaction.get().join(Failing())
    with pytest.raises(ConflictError):
        transaction.commit()
    transaction.abort()
    assert (post.mails, waiting(site)) == ([], [])


def test_an_unreachable_server_breaks_no_step_and_is_told(site):
    port = free_port()
    point(port)
    commit()
    site.description = "Steget är taget"
    send(ANNA, "Anmäld", "Hej")
    commit()
    assert site.description == "Steget är taget"
    reason = "The mail server 127.0.0.1 cannot be reached (Connection refused)."
    assert left(site) == [('"Anna Berg" <anna@katrineholm.se>', 1, reason)]
    assert problem(site) == "One mail could not be sent: ${reason}"
    assert "127.0.0.1" in problem(site).mapping["reason"]


def test_what_waits_behind_an_unreachable_server_is_not_tried_one_by_one(site, caplog):
    point(free_port())
    commit()
    send(["a@b.se", "c@d.se", "e@f.se"], "Anmäld", "Hej")
    commit()
    assert [(each["to"], each["tries"]) for each in waiting(site)] == [
        ("a@b.se", 1),
        ("c@d.se", 1),
        ("e@f.se", 1),
    ]
    assert caplog.text.count("A mail was not sent") == 1
    assert problem(site) == "${count} mails could not be sent. The latest: ${reason}"
    assert problem(site).mapping["count"] == 3


@pytest.mark.parametrize("name", ["smtp_host", "email_from_address"])
def test_without_a_mail_server_mails_wait_and_it_is_told(site, post, name):
    record = api.portal.get_tool("portal_registry").records[f"plone.{name}"]
    record.field.required = False
    record.value = None
    commit()
    told = "No mail server is set up in the site's mail settings: no mail can be sent."
    assert problem(site) == told
    send(ANNA, "Anmäld", "Hej")
    commit()
    assert problem(site).mapping == {"count": 1}
    assert left(site) == [('"Anna Berg" <anna@katrineholm.se>', 1, "No mail server is set up.")]
    point(post.port)
    record.field.required = True
    try_again(site, [each["id"] for each in waiting(site)])
    commit()
    assert (len(post.mails), waiting(site)) == (1, [])


def test_a_refused_recipient_is_noted_and_left_to_a_person(site, post):
    post.says["anna@katrineholm.se"] = "550 5.1.1 No such\tuser"
    send([ANNA, "bo@katrineholm.se"], "Anmäld", "Hej")
    commit()
    assert [to for to, _mail in post.mails] == [["bo@katrineholm.se"]]
    [letter] = waiting(site)
    assert (letter["tries"], letter["next_try"]) == (1, None)
    reason = "The mail server 127.0.0.1 does not accept the recipient (550 5.1.1 No such user)."
    assert said(letter["problem"]) == reason
    assert outbox.due(site, NOW * 2) == []
    post.says.clear()
    try_again(site, [letter["id"]])
    commit()
    assert [to for to, _mail in post.mails][1:] == [["anna@katrineholm.se"]]
    assert waiting(site) == []


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
    send(ANNA, "Anmäld", "Hej")
    commit()
    [letter] = outbox.letters(site)
    assert letter["code"] == code
    assert letter["values"] == {"host": "127.0.0.1", "reply": answer}
    assert (letter["next_try"] is None) == is_final


def test_what_nobody_has_thought_of_breaks_no_step_either(site, post):
    site.MailHost.force_tls = True
    send(ANNA, "Anmäld", "Hej")
    commit()
    [letter] = outbox.letters(site)
    assert (post.mails, letter["code"]) == ([], "unforeseen")
    reason = "RuntimeError: TLS is not available but TLS is required"
    assert said(waiting(site)[0]["problem"]) == f"The mail could not be handed over ({reason})."


def test_nobody_waits_twice_for_a_silent_server(site, post):
    [id] = send("bo@katrineholm.se", "Anmäld", "Hej")
    outbox.note(site, {id: Fault("silent", {"host": "127.0.0.1"})}, int(datetime.now().timestamp()))
    send(ANNA, "Anmäld", "Hej")
    commit()
    assert post.asked == 0
    assert len(waiting(site)) == 2


def test_a_silent_server_is_told_as_such(site):
    with silent() as port:
        point(port)
        commit()
        send(ANNA, "Anmäld", "Hej")
        commit()
    assert said(waiting(site)[0]["problem"]) == "The mail server 127.0.0.1 does not answer."


def test_an_uncommitted_step_only_fills_the_outbox(quiet):
    [id] = send(ANNA, "Anmäld", "Hej", now=NOW)
    assert waiting(quiet) == [
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
    assert problem(quiet, now=NOW + HOUR) == ""
    assert problem(quiet, now=NOW + HOUR + 1).mapping == {
        "reason": api.portal.translate(
            "Nobody has tried to send it yet: the worker may not be running.",
            domain="katrineholm.socialhub",
        )
    }


def test_nothing_that_is_sent_can_write_a_header(quiet):
    send(ANNA, "Kanalen\r\nBcc: alla@katrineholm.se", "Hej", reply_to="a@b.se\nBcc: c@d.se")
    [letter] = outbox.letters(quiet)
    assert letter["subject"] == "Kanalen Bcc: alla@katrineholm.se"
    assert letter["reply_to"] == ""


def test_a_recipient_without_address_is_noted_once(quiet):
    for _time in range(2):
        assert send(["", None, "Anna\nBcc: a@b.se", ""], "Anmäld", "Hej", now=NOW) == []
    assert send([], "Bekräfta", "Hej", now=NOW + 1) == []
    assert sorted(left(quiet)) == [
        ("", 1, "There is no e-mail address to send it to."),
        ("", 1, "There is no e-mail address to send it to."),
        ("Anna Bcc: a@b.se", 1, "The e-mail address is not written correctly."),
    ]
    assert outbox.due(quiet, NOW + DAY) == []


def test_halves_of_characters_do_no_harm(site, post):
    send(ANNA, "Anmäld \ud83d", "Hej \ud83d")
    commit()
    [(_to, mail)] = post.mails
    assert (mail["Subject"], plain(mail).strip()) == ("Anmäld", "Hej ?")


def test_a_mail_is_tried_later_and_later_and_for_a_week_only(quiet):
    send(ANNA, "Anmäld", "Hej", now=NOW)
    tried, now = [], NOW
    while now < NOW + 30 * DAY:
        now = waiting(quiet)[0]["next_try"]
        if now is None:
            break
        [letter] = outbox.due(quiet, now)
        tried.append(now - NOW)
        outbox.note(quiet, {letter["id"]: Fault("unreachable")}, now)
    minutes = [seconds // 60 for seconds in tried]
    assert minutes[:8] == [5, 10, 20, 40, 80, 140, 200, 260]
    assert tried[-1] - 7 * DAY in range(HOUR)
    assert len(waiting(quiet)) == 1


def test_a_mail_can_be_given_up(quiet):
    one, other = send(["a@b.se", "c@d.se"], "Anmäld", "Hej", now=NOW)
    discard(quiet, [one, "unknown"])
    assert [each["id"] for each in waiting(quiet)] == [other]


def test_a_new_try_counts_from_the_beginning(quiet):
    [id] = send(ANNA, "Anmäld", "Hej", now=NOW)
    outbox.note(quiet, {id: Fault("recipient", {"reply": "550 No"}, final=True)}, NOW + DAY)
    try_again(quiet, [id, "unknown"], now=NOW + 9 * DAY)
    [letter] = waiting(quiet)
    assert (letter["created"], letter["tries"], letter["next_try"], letter["problem"]) == (
        NOW,
        0,
        NOW + 9 * DAY + 300,
        "",
    )


def test_what_a_dead_process_left_is_sent_from_the_outbox(site, post):
    letter = {"id": "1", "to": "a@b.se", "subject": "Anmäld", "text": "Hej", "reply_to": ""}
    outbox.put(site, letter, NOW)
    assert outbox.due(site, NOW + 299) == []
    for outcome in deliver(outbox.due(site, NOW + 300)):
        outbox.note(site, outcome, NOW + 300)
    assert (len(post.mails), waiting(site)) == (1, [])


def test_a_slow_delivery_leaves_the_rest_for_later(site, post):
    send(["a@b.se", "c@d.se"], "Anmäld", "Hej", now=NOW)
    letters = outbox.letters(site)
    transaction.abort()
    assert list(deliver(letters, seconds=0)) == [{letters[0]["id"]: None}]


def test_logs_name_no_recipient(site, caplog, post):
    post.says["anna@katrineholm.se"] = "550 anna@katrineholm.se is unknown"
    send(ANNA, "Anmäld", "Hej")
    commit()
    assert "A mail was not sent: recipient (SMTPRecipientsRefused)" in caplog.text
    assert "anna" not in caplog.text


def test_files_go_along_byte_for_byte_with_the_message_id_that_their_sender_keeps(site, post):
    files = [
        Attachment("skärmbild\r\nBcc: a@b.se.png", "image/png", bytes(range(256)) * 300),
        Attachment("meddelande.txt", "text/plain", "Åsikter\nom gatan".encode()),
    ]
    send(ANNA, "Åsikter", "Hej", attachments=files, message_id="<12@katrineholm.se>")
    commit()
    ((_to, mail),) = post.mails
    assert (mail.get_content_type(), mail["Message-ID"]) == (
        "multipart/mixed",
        "<12@katrineholm.se>",
    )
    picture, text = mail.iter_attachments()
    assert picture.get_filename() == "skärmbild Bcc: a@b.se.png"
    assert (picture.get_content_type(), picture.get_content()) == ("image/png", files[0].data)
    assert text.get_content().replace("\r\n", "\n") == "Åsikter\nom gatan"
    assert plain(mail).strip() == "Hej"
    assert waiting(site) == []


def test_files_stay_in_the_outbox_until_a_server_takes_them(site, post):
    post.says["DATA"] = "452 4.2.2 Full"
    send(ANNA, "Hej", "Hej", attachments=[Attachment("a.pdf", "application/pdf", b"%PDF-")])
    commit()
    assert len(waiting(site)) == 1
    post.says.clear()
    for outcome in deliver(outbox.letters(site)):
        outbox.note(site, outcome, NOW)
    [attached] = post.mails[0][1].iter_attachments()
    assert (attached.get_content(), waiting(site)) == (b"%PDF-", [])


def test_what_is_due_is_found_without_reading_what_is_not(functional_portal):
    """Also for the two that have just been put in, and for the server that keeps silent."""
    site, letter = functional_portal, {"subject": "S", "text": "T", "reply_to": ""}
    for number in range(200):
        kept = letter | {"id": f"{number:03}", "to": "a@b.se"}
        outbox.put(site, kept, NOW, Fault("recipient", final=True) if number % 2 else None)
    outbox.put(site, letter | {"id": "due", "to": "a@b.se"}, NOW - DAY)
    transaction.commit()
    asked = {
        "due": lambda: [each["id"] for each in outbox.due(site, NOW)],
        "chosen": lambda: [each["id"] for each in outbox.chosen(site, ["007", "003", "gone"])],
        "silent": lambda: outbox.is_silent(site, NOW - DAY),
        "outdated": lambda: outbox.outdated(site, NOW + DAY),
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
        outbox.put(site, letter | {"reply_to": "", "message_id": f"<{number}@a.se>"}, NOW)
    transaction.commit()
    kept = IAnnotations(site)[outbox.KEY]["letters"]
    site._p_jar.cacheMinimize()
    assert problem(site, now=NOW + 3601).mapping["count"] == 30
    assert outbox.holds(site, "<7@a.se>")
    assert not outbox.holds(site, "<7@a.s")
    assert outbox.number(site) == 30
    assert awake(kept) == 1
    site._p_jar.cacheMinimize()
    assert [each["id"] for each in waiting(site, 3)] == ["000", "001", "002"]
    assert awake(kept) == 3
    discard(site, ["007"])
    assert not outbox.holds(site, "<7@a.se>")
    assert [problem(site, now=NOW + later) != "" for later in (3600, 3601)] == [False, True]


def awake(letters):
    return sum(letter._p_changed is not None for letter in letters.values())
