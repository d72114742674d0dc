"""Domains, senders and apps as the office lists them."""

import pytest

from katrineholm.socialhub.core.platforms.own_names import listed_value


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("domain", "https://www.Katrineholm.se/kommun?x=1", "katrineholm.se"),
        ("domain", "xn--vrigt-iua.se", "övrigt.se"),
        ("email", "@katrineholm.se", "katrineholm.se"),
        ("email", "mailto:Info@Katrineholm.se", "info@katrineholm.se"),
        ("sms", "Katrineholm", "Katrineholm"),
        ("sms", "0150-570 00", "+4615057000"),
        ("sms", "+46 (0)150 570 00", "+4615057000"),
        ("sms", "0046150-57000", "+4615057000"),
        ("sms", "71120", "71120"),
        (
            "app",
            "https://apps.apple.com/se/app/felanmälan/id1234567890?l=sv",
            "https://apps.apple.com/app/id1234567890",
        ),
        (
            "app",
            "play.google.com/store/apps/details?id=se.katrineholm.app&hl=sv",
            "https://play.google.com/store/apps/details?id=se.katrineholm.app",
        ),
    ],
)
def test_a_name_is_listed_in_one_spelling(kind, text, value):
    assert listed_value(kind, text) == listed_value(kind, value) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *(
            ("domain", text)
            for text in ("", "katrineholm", "https://katrineholm.se:8443", "10.0.0.1")
        ),
        *(("domain", text) for text in ("a@katrineholm.se", "javascript:alert(1)", "<b>.se")),
        *(("email", text) for text in ("", "info@", "a b@katrineholm.se", "info@katrineholm.se/x")),
        *(("sms", text) for text in ("", "12", "Katrineholms kommun", "+46" + "1" * 40, "<b>")),
        *(("app", text) for text in ("", "Felanmälan", "https://apps.apple.com/se/app/x")),
        ("app", "https://play.google.com.evil.se/store/apps/details?id=se.katrineholm.app"),
    ],
)
def test_what_is_no_such_name_is_refused_in_a_sentence(kind, text):
    with pytest.raises(ValueError, match=r"^(Write|Paste) .+\.$"):
        listed_value(kind, text)
