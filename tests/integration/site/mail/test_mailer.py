"""Mail leaves after the step, and no step is ever lost to it."""

from helpers.integration.site.mail import commit, left
from mailserver import plain
from plone import api

from katrineholm.socialhub.site.graphics.profile import PREFIX
from katrineholm.socialhub.site.mail import outbox
from katrineholm.socialhub.site.mail.delivery import delivery_outcomes
from katrineholm.socialhub.site.mail.mailer import queued_mail_values, send_mail

NOW = 1_790_000_000
HOUR, DAY = 3600, 24 * 3600
ANNA = "Anna Berg <anna@katrineholm.se>"


def test_a_long_mail_leaves_as_a_short_one_does(site, post):
    text = "".join(f"- Kanal nummer {number} är i sin ordning\n" for number in range(100))
    send_mail(ANNA, "Läget", text)
    commit()
    assert left(site) == []
    ((_to, mail),) = post.mails
    assert plain(mail) == text


def test_a_mail_is_dressed_in_the_graphic_profile_beside_its_plain_text(site, post):
    api.portal.set_registry_record(f"{PREFIX}.brand", "#123456")
    send_mail(ANNA, "Läget i <dag>", "Hej <b>Anna</b>!\n\n- https://katrineholm.se/å?a=1&b=2\n")
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
    send_mail(ANNA, "Läget", "ord " * 1000)
    commit()
    ((_to, mail),) = post.mails
    lines = mail.as_bytes(policy=mail.policy.clone(linesep="\r\n")).split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert plain(mail).split() == ["ord"] * 1000


def test_nothing_that_is_sent_can_write_a_header(quiet):
    send_mail(ANNA, "Kanalen\r\nBcc: alla@katrineholm.se", "Hej", reply_to="a@b.se\nBcc: c@d.se")
    [letter] = outbox.queued_mails(quiet)
    assert letter["subject"] == "Kanalen Bcc: alla@katrineholm.se"
    assert letter["reply_to"] == ""


def test_a_recipient_without_address_is_noted_once(quiet):
    for _time in range(2):
        assert send_mail(["", None, "Anna\nBcc: a@b.se", ""], "Anmäld", "Hej", now=NOW) == []
    assert send_mail([], "Bekräfta", "Hej", now=NOW + 1) == []
    assert sorted(left(quiet)) == [
        ("", 1, "There is no e-mail address to send it to."),
        ("", 1, "There is no e-mail address to send it to."),
        ("Anna Bcc: a@b.se", 1, "The e-mail address is not written correctly."),
    ]
    assert outbox.due_mails(quiet, NOW + DAY) == []


def test_halves_of_characters_do_no_harm(site, post):
    send_mail(ANNA, "Anmäld \ud83d", "Hej \ud83d")
    commit()
    [(_to, mail)] = post.mails
    assert (mail["Subject"], plain(mail).strip()) == ("Anmäld", "Hej ?")


def test_what_a_dead_process_left_is_sent_from_the_outbox(site, post):
    letter = {"id": "1", "to": "a@b.se", "subject": "Anmäld", "text": "Hej", "reply_to": ""}
    outbox.add_mail(site, letter, NOW)
    assert outbox.due_mails(site, NOW + 299) == []
    for outcome in delivery_outcomes(outbox.due_mails(site, NOW + 300)):
        outbox.record_outcomes(site, outcome, NOW + 300)
    assert (len(post.mails), queued_mail_values(site)) == (1, [])
