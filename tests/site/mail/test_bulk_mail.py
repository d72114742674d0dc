"""A mail that many get alike, but for its end."""

from email import message_from_bytes, policy

import pytest

from katrineholm.socialhub.site.mail.bulk_mail import END, BulkMail, mail_headers

HTML = f"<p>Nytt i hubben</p>{END}</body>"


def read(data):
    return message_from_bytes(data, policy=policy.default)


@pytest.mark.parametrize("text", ["", "Å", "Ö" * 57, "rad\n" * 500, "lone \ud800"])
def test_each_recipient_gets_the_whole_and_an_end_of_its_own(text):
    mail = BulkMail("Två nya inlägg: Sociala medier från kommunen och bolagen", text, HTML)
    headers = mail_headers(("Kommunen å", "a@example.se"), "b@example.se", "<1@example.se>", 0)
    for end in ("Slut för Åke\n", ""):
        message = read(mail.message(headers, end, f"<hr>{end}"))
        plain, html = (
            message.get_body((kind,)).get_content().replace("\r\n", "\n")
            for kind in ("plain", "html")
        )
        wanted = text.encode("utf-8", "replace").decode().rstrip()
        assert plain.startswith(wanted)
        assert plain[len(wanted) :].strip() == end.strip()
        assert html.split() == f"<p>Nytt i hubben</p> <hr>{end}</body>".split()
        assert message["Subject"] == "Två nya inlägg: Sociala medier från kommunen och bolagen"
        assert (message["To"], message["Message-ID"]) == ("b@example.se", "<1@example.se>")
        assert "List-Unsubscribe" not in message


def test_a_mail_is_of_short_lines_in_ascii_that_no_server_alters():
    mail = BulkMail("Nytt", ".\n" + "Ö" * 2000, HTML)
    url = f"https://www.example.se/{'x' * 200}"
    data = mail.message(mail_headers(("", "a@example.se"), "b@example.se", "<1@b>", 0, url))
    assert data.isascii()
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) < 998
    assert not any(each.startswith(b".") or b"\n" in each for each in lines)
    assert read(data)["List-Unsubscribe"] == f"<{url}>"
