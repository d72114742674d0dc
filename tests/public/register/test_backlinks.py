import time

import pytest

from katrineholm.socialhub.public.register.backlinks import BackLink, strongest_link, url_key

HUB = "https://www.katrineholm.se/sociala-medier"
ROOT = "https://www.katrineholm.se/"
CHANNEL = f"{HUB}/mastodon"
OURS = (HUB, CHANNEL, ROOT)
PROFILE = "https://social.example/@katrineholm"


def found(html, url=PROFILE):
    return strongest_link(html.encode(), url, OURS)


@pytest.mark.parametrize(
    ("html", "link"),
    [
        (f'<a rel="me" href="{HUB}">vi</a>', BackLink("me", HUB)),
        (f"<link href={CHANNEL} rel=me>", BackLink("me", CHANNEL)),
        (f'<A REL="NoFollow noopener ME" HREF="{ROOT}">', BackLink("me", ROOT)),
        ('<a rel="me" href="http://katrineholm.se">', BackLink("me", ROOT)),
        ('<a rel="me" href="//katrineholm.se:443/sociala-medier/?a=b#c">', BackLink("me", HUB)),
        ('<a rel="me" href="https://WWW.Katrineholm.SE./sociala%2Dmedier">', BackLink("me", HUB)),
        (
            '<base href="https://katrineholm.se/x/"><a rel=me href="../sociala-medier">',
            BackLink("me", HUB),
        ),
        (
            '<base href="https://katrineholm.se/x/"><base href="https://evil.example/">'
            '<a rel=me href="../sociala-medier">',
            BackLink("me", HUB),
        ),
        (f'<a href="{HUB}">vi</a>', BackLink("plain", HUB)),
        (f'<a rel="nofollow" href="{HUB}">vi</a>', BackLink("plain", HUB)),
        (f'<a rel="home-me" href="{HUB}">vi</a>', BackLink("plain", HUB)),
        (f'<a rel="me" href="{ROOT}kontakt">', BackLink("other", f"{ROOT}kontakt")),
    ],
)
def test_a_link_back_is_seen_in_every_spelling(html, link):
    assert found(html) == link


def test_the_strongest_link_counts():
    assert found(f'<a href="{ROOT}kontakt"><a href="{ROOT}"><a rel="me" href="{HUB}">') == BackLink(
        "me", HUB
    )


@pytest.mark.parametrize(
    "html",
    [
        "",
        "\0\xff<<<>>><a <a rel='me",
        f'<!-- <a rel="me" href="{HUB}"> -->',
        f'<script>"<a rel=me href={HUB}>"</script>',
        f'<textarea><a rel="me" href="{HUB}"></textarea>',
        f'<a rel="me" data-href="{HUB}">',
        f'<img rel="me" src="{HUB}" href="{HUB}">',
        f'<a rel="me" title="{HUB}" href="http://site.evil/">',
        '<a rel="me" href="https://katrineholm.se@evil.example/sociala-medier">',
        '<a rel="me" href="https://evil.example/www.katrineholm.se/sociala-medier">',
        '<a rel="me" href="https://evil.example\\@www.katrineholm.se/sociala-medier">',
        '<a rel="me" href="https://www.katrineholm.se.evil.example/sociala-medier">',
        '<a rel="me" href="https://xkatrineholm.se/sociala-medier">',
        '<a rel="me" href="https://www.kаtrineholm.se/sociala-medier">',  # a Cyrillic а
        '<a rel="me" href="https://m.katrineholm.se/sociala-medier">',
        '<a rel="me" href="https://www.katrineholm.se:8443/sociala-medier">',
        '<a rel="me" href="https://www.katrineholm.se:99999/sociala-medier">',
        '<a rel="me" href="https://social.example/@x@www.katrineholm.se">',
        '<a rel="me" href="https://[katrineholm.se/">',
        '<a rel="me" href="javascript:location=\'https://www.katrineholm.se/\'">',
        '<a rel="me" href="data:text/html,https://www.katrineholm.se/">',
        f'<a rel="me" href="https://evil.example/?to={HUB}">',
        '<base href="https://evil.example/"><a rel="me" href="/sociala-medier">',
    ],
)
def test_what_only_looks_like_a_link_to_us_is_none(html):
    assert found(html) is None


def test_a_page_in_another_encoding_is_read():
    page = f'<a rel="me" href="{HUB}">Förvaltning</a>'
    assert strongest_link(page.encode("utf-16"), PROFILE, OURS) == BackLink("me", HUB)
    assert strongest_link(page.encode("latin-1"), PROFILE, OURS) == BackLink("me", HUB)


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<a ", '<a rel="me" href="', "<a href=//é.example/>", "<base href=/a/><a href=b>"],
)
def test_a_hostile_page_takes_no_time(piece):
    page = (piece * (2**21 // len(piece.encode()))).encode()
    began = time.perf_counter()
    assert strongest_link(page, PROFILE, OURS) is None
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("url", "where"),
    [
        ("https://www.Råd.se/a/", ("xn--rd-yia.se", "/a")),
        ("http://xn--rd-yia.se/a", ("xn--rd-yia.se", "/a")),
        ("http://localhost:8080/Plone/hub", ("localhost:8080", "/Plone/hub")),
        ("mailto:info@katrineholm.se", None),
        ("https://" + "a" * 70 + ".se/", None),
        ("", None),
    ],
)
def test_an_address_is_a_host_and_a_path(url, where):
    assert url_key(url) == where
