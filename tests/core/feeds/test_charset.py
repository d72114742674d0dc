import pytest

from katrineholm.socialhub.core.feeds.charset import decode

SWEDISH = "Återvinning för alla, räksmörgås på ön"
LONG = f"<p>{SWEDISH}</p>" * 60


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_known_by_itself(coding):
    assert decode(f"<a>{SWEDISH}</a>".encode(coding)) == f"<a>{SWEDISH}</a>"


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_without_a_mark_are_known_by_the_first_tag(coding):
    assert decode(f"<a>{SWEDISH}</a>".encode(coding)) == f"<a>{SWEDISH}</a>"


@pytest.mark.parametrize(
    ("coding", "declared", "header"),
    [
        ("utf-8", "iso-8859-1", ""),
        ("utf-8", "", "text/xml; charset=iso-8859-1"),
        ("utf-8", "windows-1252", "text/xml; charset=us-ascii"),
        ("cp1252", "utf-8", "text/xml; charset=utf-8"),
        ("cp1252", "", ""),
        ("cp1252", "iso-8859-1", ""),
        ("cp1252", "nonsense", "text/xml; charset=bogus"),
        ("cp1252", "", "text/xml; charset=iso-8859-1"),
        ("iso-8859-15", "iso-8859-15", ""),
        ("cp850", "cp850", "text/xml"),
        ("mac-roman", "", 'text/xml; charset="macroman"'),
    ],
)
def test_swedish_survives_what_is_said_about_it(coding, declared, header):
    prolog = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    assert decode(f"{prolog}<a>{SWEDISH}</a>".encode(coding), header) == f"{prolog}<a>{SWEDISH}</a>"


def test_a_euro_sign_in_so_called_latin_1_is_a_euro_sign():
    assert decode("Pris 5 € – för alla".encode("cp1252"), "text/xml; charset=iso-8859-1") == (
        "Pris 5 € – för alla"
    )


def test_russian_is_read_as_it_declares():
    text = '<?xml version="1.0" encoding="koi8-r"?><a>Привет, мир</a>'
    assert decode(text.encode("koi8-r")) == text


def test_one_stray_byte_does_not_spoil_a_document_in_utf_8():
    body = LONG.encode() + "ö".encode("cp1252") + LONG.encode()
    assert decode(body) == LONG + "ö" + LONG


def test_many_stray_bytes_make_it_another_charset():
    assert decode(LONG.encode("cp1252")) == LONG


def test_text_encoded_twice_is_put_right():
    text = "Kommunen återställer gångvägen – i månader"
    twice = text.encode().decode("cp1252", "replace")
    assert "�" not in twice
    assert decode(f"{twice} ”redan rätt”".encode()) == f"{text} ”redan rätt”"


def test_one_odd_pair_of_letters_is_left_alone():
    assert decode("Tecknen Ã¤ visar felet".encode()) == "Tecknen Ã¤ visar felet"


def test_characters_that_xml_forbids_are_left_out():
    assert decode(b"<a>x\x00\x08\x0b\x1fy\tz</a>") == "<a>xy\tz</a>"


@pytest.mark.parametrize("name", ["punycode", "unicode_escape", "idna", "hex", "zip", "undefined"])
def test_codecs_that_no_feed_uses_are_not_tried(name):
    body = f'<?xml version="1.0" encoding="{name}"?><a>å</a>'.encode("cp1252")
    assert decode(body).endswith("<a>å</a>")
