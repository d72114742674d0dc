import pytest

from katrineholm.socialhub.site.mail.recipients import (
    NoRecipient,
    is_unattended,
    one_line,
    valid_recipient,
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("anna@katrineholm.se", "anna@katrineholm.se"),
        (" <anna@katrineholm.se> ", "anna@katrineholm.se"),
        ("Åsa Berg <asa@katrineholm.se>", '"Åsa Berg" <asa@katrineholm.se>'),
        ('"Berg, Åsa" <asa@katrineholm.se>', '"Berg, Åsa" <asa@katrineholm.se>'),
        ("=?utf-8?q?=C3=85sa?= <asa@katrineholm.se>", '"Åsa" <asa@katrineholm.se>'),
        ("info@åby.se", "info@xn--by-xia.se"),
    ],
)
def test_an_address_is_written_in_one_way(text, written):
    assert valid_recipient(text) == written


@pytest.mark.parametrize("text", [None, "", " ", "\r\n", "Anna Berg <>"])
def test_what_has_no_address_is_told_so(text):
    with pytest.raises(NoRecipient) as refused:
        valid_recipient(text)
    assert refused.value.code == "no_address"


@pytest.mark.parametrize(
    "text",
    [
        "anna",
        "anna@katrineholm",
        "anna berg@katrineholm.se",
        "anna@katrineholm..se",
        "åsa@katrineholm.se",
        "a@b.se, c@d.se",
        "a@b.se <c@d.se> <e@f.se>",
        "anna@katrineholm.se\nBcc: all@katrineholm.se",
        "Anna\r\nX-Other: yes <anna@katrineholm.se>",
        "Anna\x00 <anna@katrineholm.se>",
        "Anna\ud800 <anna@katrineholm.se>",
        "=?klingon?q?Anna?= <anna@katrineholm.se>",
        f"{'a' * 65}@katrineholm.se",
        f"a@{'b.' * 130}se",
    ],
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(NoRecipient) as refused:
        valid_recipient(text)
    assert refused.value.code == "bad_address"


def test_a_name_in_code_can_hide_neither_a_line_break_nor_another_address():
    hidden = "=?utf-8?q?A=0D=0ABcc:_=22x=22_=3Cx@y.se=3E?= <anna@katrineholm.se>"
    assert valid_recipient(hidden) == '"A Bcc: x x@y.se" <anna@katrineholm.se>'


def test_a_line_is_one_line_whatever_is_in_it():
    assert one_line(" Kanalen \r\nBcc: x\x0b\u2028\x00bloggen ") == "Kanalen Bcc: x bloggen"


@pytest.mark.parametrize(
    ("address", "is_so"),
    [
        ("noreply@youtube.com", True),
        ("No-Reply@mail.instagram.com", True),
        ('"LinkedIn" <notifications-noreply@linkedin.com>', True),
        ("do_not.reply+7@example.se", True),
        ("notification@facebookmail.com", True),
        ("notify@x.com", True),
        ("MAILER-DAEMON@example.se", True),
        ("svara-ej@kommun.example", True),
        ("pleasedonotreply@example.se", True),
        ("no--reply@example.se", True),
        ("noreplies@example.se", True),
        ("do-not-respond@example.se", True),
        ("noresponse@example.se", True),
        ("inget-svar@kommun.example", True),
        ("besvaras.ej@kommun.example", True),
        ("autosvar@kommun.example", True),
        ("auto-reply@example.se", True),
        ("robert.answer@example.se", False),
        ("besvara@kommun.example", False),
        ("maja.ejsvard@example.se", False),
        ("reply@example.se", False),
        ("eva+noreply@example.se", False),
        ("eva@noreply.example.se", False),
        ("", False),
    ],
)
def test_which_addresses_say_that_nobody_reads_them(address, is_so):
    assert is_unattended(address) is is_so
