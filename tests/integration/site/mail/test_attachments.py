"""Files go along with a mail."""

from helpers.integration.site.mail import commit
from mailserver import plain

from katrineholm.socialhub.site.mail import outbox
from katrineholm.socialhub.site.mail.attachments import Attachment
from katrineholm.socialhub.site.mail.delivery import delivery_outcomes
from katrineholm.socialhub.site.mail.mailer import queued_mail_values, send_mail

NOW = 1_790_000_000
ANNA = "Anna Berg <anna@katrineholm.se>"


def test_files_go_along_byte_for_byte_with_the_message_id_that_their_sender_keeps(site, post):
    files = [
        Attachment("skärmbild\r\nBcc: a@b.se.png", "image/png", bytes(range(256)) * 300),
        Attachment("meddelande.txt", "text/plain", "Åsikter\nom gatan".encode()),
    ]
    send_mail(ANNA, "Åsikter", "Hej", attachments=files, message_id="<12@katrineholm.se>")
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
    assert queued_mail_values(site) == []


def test_files_stay_in_the_outbox_until_a_server_takes_them(site, post):
    post.says["DATA"] = "452 4.2.2 Full"
    send_mail(ANNA, "Hej", "Hej", attachments=[Attachment("a.pdf", "application/pdf", b"%PDF-")])
    commit()
    assert len(queued_mail_values(site)) == 1
    post.says.clear()
    for outcome in delivery_outcomes(outbox.queued_mails(site)):
        outbox.record_outcomes(site, outcome, NOW)
    [attached] = post.mails[0][1].iter_attachments()
    assert (attached.get_content(), queued_mail_values(site)) == (b"%PDF-", [])
