"""Domains, senders and apps are told as ours, as false or as unknown."""

import pytest

from katrineholm.socialhub.core.platforms.name_verdict import name_verdict
from katrineholm.socialhub.core.platforms.own_names import OwnName

STORE = "https://play.google.com/store/apps/details?id="
OURS = (
    OwnName("domain", "katrineholm.se", "Webbplatsen"),
    OwnName("domain", "kfab.se", "Bostäder"),
    OwnName("domain", "övrigt.se", "Övrigt"),
    OwnName("email", "katrineholm.se", "Katrineholms kommun"),
    OwnName("email", "katrineholm@enkat.example", "Enkäter"),
    OwnName("sms", "Katrineholm", "Påminnelser"),
    OwnName("sms", "+4615057000", "Växeln"),
    OwnName("sms", "71120", "Larm"),
    OwnName("app", "https://apps.apple.com/app/id1234567890", "Felanmälan Katrineholm"),
    OwnName("app", f"{STORE}se.katrineholm.felanmalan", "Felanmälan Katrineholm"),
)
OFFICIAL = {
    "domain": [
        "katrineholm.se",
        "KATRINEHOLM.SE.",
        "https://www.katrineholm.se/skola?barn=1#top",
        "http://katrineholm.se:80/",
        "https://katrineholm.se:443/betala",
        "e-tjanster.katrineholm.se/logga-in",
        "“https://katrineholm.se/”",
        "Är https://sms.katrineholm.se/x ert?",
        "katrineholm.se och www.katrineholm.se",
        "kfab.se/lediga",
        "xn--vrigt-iua.se",
        "https://övrigt.se/",
    ],
    "email": [
        "info@katrineholm.se",
        "Info@Katrineholm.SE",
        "mailto:info@katrineholm.se",
        "<kommun@katrineholm.se>",
        "noreply@utskick.katrineholm.se",
        "Katrineholms kommun <info@katrineholm.se>",
        "Fick mejl av skolan@katrineholm.se, är det ni?",
        "katrineholm@enkat.example",
        "anna.ek+barn@katrineholm.se",
    ],
    "sms": [
        "Katrineholm",
        "KATRINEHOLM",
        " katrineholm ",
        "”Katrineholm”",
        "0150-570 00",
        "+46 150 570 00",
        "0046 150-57000",
        "+46 (0)150 57000",
        "71120",
        "711 20",
    ],
    "app": [
        "felanmälan katrineholm",
        "https://apps.apple.com/se/app/felanmalan-katrineholm/id1234567890",
        "itunes.apple.com/app/id1234567890?mt=8",
        f"{STORE}se.katrineholm.felanmalan&hl=sv",
    ],
}
UNKNOWN = {
    "domain": [
        "https://flen.se/",
        "visitkatrineholm.se",
        "hotell-katrineholm.se",
        "katrineholm.instructure.com",
        "https://bit.ly/3xyz",
        "https://web.archive.org/web/2024/https://www.katrineholm.se/",
        "fab.se",
    ],
    "email": ["info@flen.se", "anna@gmail.com", "annan@enkat.example"],
    "sms": ["0701234567", "+46 8 123 456"],
    "app": ["https://apps.apple.com/se/app/x/id999999999", f"{STORE}com.example.game"],
}
FALSE = {
    "alike": [
        "katrineho1m.se",
        "https://www.katrineh0lm.se/betala",
        "katrinehoIm.se",
        "katrineholrn.se",
        "katrine-holm.se",
        "katrinehlom.se",
        "katrineholms.se",
        "kätrineholm.se",
        "katrineh\u043elm.se",  # a Cyrillic o
        "https://xn--katrinehlm-lvi.se/",  # the same as servers write it
        "\uff4batrineholm.se",  # as wide as a Chinese character
        "katrine\u200bholm.se",
        "katrineholm.com",
        "https://katrineholm.co.uk/",
        "katrineholm-kommun.se",
        "katrineholmskommun.com",
        "login-katrineholm.se",
        "minasidor-katrineholm.com",
        "https://katrineh0lm.evil.example/",
        "kf\u0430b.se",
        "info@katrineho1m.se",
        "katrineholm@enkat.exarnple",
        "faktura@katrineholm-betala.se",
        "Katrineh0lm",
        "Felanmälan Katrineho1m",
        f"{STORE}se.katrineholm.felanmalam",
    ],
    "inside": [
        "katrineholm.se.evil.com",
        "https://katrineholm.se.195.1.2.3/",
        "katrineholm.se-login.com/bankid",
        "https://www-katrineholm-se.evil.example/",
        "info@katrineholm.se.evil.com",
        "info.katrineholm.se@evil.com",
    ],
    "userinfo": [
        "https://katrineholm.se@evil.com/",
        "https://katrineholm.se:443@evil.com/",
        "katrineholm.se@evil.com/logga-in",
        "https://info:hej@katrineholm.se/",
        "https://katrineholm.se\\@evil.com/",
    ],
    "port": ["https://katrineholm.se:8443/", "katrineholm.se:8080"],
    "display": ["Katrineholms kommun <kommun@gmail.com>", "info@katrineholm.se <x@evil.com>"],
}


def rows(table):
    return [(key, text) for key, texts in table.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), rows(OFFICIAL))
def test_what_the_office_lists_is_ours_in_every_spelling(kind, text):
    found = name_verdict(text, OURS)
    assert (found.status, found.kind, [each.kind for each in found.names][:1]) == (
        "official",
        kind,
        [kind],
    )


@pytest.mark.parametrize(("kind", "text"), rows(UNKNOWN))
def test_what_is_not_listed_is_unknown(kind, text):
    found = name_verdict(text, OURS)
    assert (found.status, found.kind, found.names) == ("unknown", kind, ())


@pytest.mark.parametrize(("reason", "text"), rows(FALSE))
def test_what_only_looks_like_ours_is_false(reason, text):
    found = name_verdict(text, OURS)
    assert (found.status, found.reason) == ("false", reason)
    assert found.names


def test_the_real_host_is_named():
    assert name_verdict("https://katrineholm.se:443@evil.com/x", OURS).asked == "evil.com"
    assert name_verdict("https://katrineholm.se:8443/", OURS).asked == "katrineholm.se:8443"


def test_an_address_below_our_domain_that_is_no_listed_sender_is_partly_ours():
    found = name_verdict("info@kfab.se", OURS)
    assert (found.status, found.reason) == ("partly", "sender")


def test_a_false_address_among_others_counts():
    text = "Hej! Din faktura: http://katrineho1m.se/f Hälsningar katrineholm.se"
    assert name_verdict(text, OURS).status == "false"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@katrineholm",
        "@katrineholm@katrineholm.se",
        "Skolbloggen",
        "Katrineholms kommun",
        "flen.se och trosa.se",
        "http://",
        "10.0.0.1",
        "\x00\x1b",
        "a" * 10_000,
        "@" * 2000,
        "https://" + "a." * 1000,
        "a\u3002" * 1000 + "@",
    ],
)
def test_what_is_no_such_name_has_no_verdict_of_its_own(text):
    found = name_verdict(text, OURS)
    assert found is None or found.status == "unknown"
