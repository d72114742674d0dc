"""What a message's page tells of how it came in."""

import re
from html import unescape

import transaction
from hostilemails import HOSTILE
from officers import NOW, PASSWORD

from katrineholm.socialhub.inbox.intake.mail_import import import_mails


def test_a_messages_page_tells_each_report(receipts, browse):
    page = browse("anna", PASSWORD).get("hub/@@messages/1").text
    section = page.partition('id="socialhub-reports"')[2].partition("</section>")[0]
    assert receipts[0] in section
    assert receipts[1] in section
    assert "&lt;b&gt;Jag&lt;/b&gt; med" in section
    assert "Citat" in section
    assert not re.search(r">(quote|receipt_number|address|contact|other)<", page)
    assert 'id="socialhub-reports"' not in browse("anna", PASSWORD).get("hub/@@messages/2").text


def test_a_messages_page_says_what_a_service_has_announced(channel, browse):
    sender = {"From": "X <notify@x.com>"}
    known = mail("1", Subject="Eva Ek replied to your post", **sender)
    import_mails(channel, [known, mail("2", **sender)], now=NOW)
    transaction.commit()
    read, unread = (
        unescape(section_of(browse("anna", PASSWORD).get(f"hub/@@messages/{number}").text))
        for number in (1, 2)
    )
    assert "Ett meddelande från X" in read
    assert "gick inte att läsa ut" in unread


def section_of(page):
    return page.partition('id="socialhub-reports"')[2].partition("</section>")[0]


def mail(id="1", **headers):
    lines = {"From": "a@example.se", "Message-ID": f"<{id}@example.se>", **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())
    return f"{head}\r\nHej {id}".encode()


def test_a_messages_page_tells_of_the_mail_that_it_was(channel, browse):
    import_mails(channel, [mail(), mail("2", Return_Path="<>"), *HOSTILE.values()], now=NOW)
    transaction.commit()
    told = [
        section_of(browse("anna", PASSWORD).get(f"hub/@@messages/{number}").text)
        for number in range(1, 8)
    ]
    assert all("e-brev.eml" in each for each in told)
    assert ["tidsfrist" in each for each in told] == [False, True] + [False] * 5
    assert "felaktigt uppbyggt" in told[2]
    assert "9800" in told[6]


def test_a_messages_page_leads_to_the_others_of_its_thread(channel, browse):
    import_mails(channel, [mail(), mail("2", In_Reply_To="<1@example.se>")], now=NOW)
    transaction.commit()
    for number, other in ((1, 2), (2, 1)):
        page = browse("anna", PASSWORD).get(f"hub/@@messages/{number}").text
        assert re.search(rf'href="[^"]*/hub/@@messages/{other}"', section_of(page))


def test_no_file_of_a_mail_is_ever_shown_in_the_browser(channel, browse):
    script = (
        b"From: a@example.se\r\nContent-Type: text/html; name=x.html\r\n"
        b"Content-Disposition: inline; filename=x.html\r\n\r\n<script>alert(1)</script>"
    )
    import_mails(channel, [script], now=NOW)
    transaction.commit()
    for name in ("x.html", "e-brev.eml"):
        answer = browse("anna", PASSWORD).get(f"hub/@@messages/1/files/{name}")
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert b"<script>" in answer.content
