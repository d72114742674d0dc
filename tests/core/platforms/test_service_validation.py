"""What a service that the office adds may be, and each reason why not."""

from dataclasses import replace

import pytest

from katrineholm.socialhub.core.platforms import service_validation
from katrineholm.socialhub.core.platforms.catalogue_edits import added_service, service_errors
from katrineholm.socialhub.core.platforms.interfaces import (
    AddedService,
)

FILM = AddedService(
    name="kommunfilm",
    title="Kommunfilm",
    kind="video",
    dialogue=False,
    host="video.example.se",
    path="/@{account}",
    feed="{origin}/@{account}/feed.xml",
)
BAD = {
    service_validation.BAD_NAME: {
        "name": ["", "Å", "a b", "1a", "a" * 41, "a/b", "Film", "film\n"]
    },
    service_validation.NAME_TAKEN: {"name": ["youtube"]},
    service_validation.BAD_TITLE: {"title": ["", "  ", "a\nb", "x" * 201, "a\u202eb"]},
    service_validation.BAD_KIND: {"kind": ["", "film"]},
    service_validation.BAD_HOST: {
        "host": [
            "",
            "*",
            "*.se",
            "*.co.uk",
            "*.com.br",
            "*.*.example.se",
            "a.*.example.se",
            "*video.example.se",
            "**.example.se",
            "https://video.example.se",
            "video.example.se:8080",
            "video.example.se/x",
            "video.example.se?x",
            "kat@video.example.se",
            "localhost",
            "video.local",
            "intranet",
            "127.0.0.1",
            "10.0.0.1",
            "*.0.0.1",
            "[::1]",
            "0x7f.1",
            "a..se",
            "a b.se",
            "video.example.se\n",
            "(a+)+.se",
            "{account}.example.se",
            "x" * 3000 + ".se",
        ]
    },
    service_validation.BAD_PATH: {
        "path": [
            "",
            "@{account}",
            "//{account}",
            "/a//{account}",
            "/../{account}",
            "/./{account}",
            "/{account}?x=1",
            "/{account}#x",
            "/a\\{account}",
            "/a b/{account}",
            "/%2e%2e/{account}",
            "/a\n/{account}",
            "/" + "x" * 300,
            "/{name}",
            "/{account!r}",
            "/{account.__class__}",
            "/{account:>99999999}",
            "/{}/{account}",
            "/{{account}}",
            "/}/{account}",
        ]
    },
    service_validation.BAD_PLACE: {"path": ["/{account}/{account}", "/"]},
    service_validation.BAD_FEED: {
        "feed": [
            "/rss",
            "video.example.se/rss",
            "ftp://video.example.se/rss",
            "javascript:alert(1)",
            "{origin}.evil.example/rss",
            "{origin}@evil.example/rss",
            "{origin}:8080/rss",
            "https://video.example.se:8080/rss",
            "https://a:b@video.example.se/rss",
            "https://video.example.se\\@evil.example/",
            "https://{account}.example.se/",
            "{origin}/{name}",
            "{origin}/{origin}",
            "{origin}/{account.__class__}",
            "{origin}/{account:>99999999}",
            "{origin}/a b",
            "{origin}/\n",
            "{origin}/" + "x" * 300,
        ]
    },
    service_validation.OTHER_HOST: {
        "feed": [
            "https://evil.example/{account}",
            "https://a.video.example.se/rss",
            "https://example.se/rss",
            "https://video.example.se.evil.example/rss",
            "https://127.0.0.1/rss",
            "https://a..se/rss",
        ]
    },
}


@pytest.mark.parametrize(
    ("fault", "field", "value"),
    [
        (fault, field, value)
        for fault, fields in BAD.items()
        for field, values in fields.items()
        for value in values
    ],
)
def test_an_unsound_service_is_refused_with_the_one_reason(fault, field, value):
    added = replace(FILM, **{field: value})
    assert [*service_errors(added, ["youtube"]).values()] == [fault]
    if fault != service_validation.NAME_TAKEN:
        with pytest.raises(ValueError, match=r"\.$") as refusal:
            added_service(added)
        assert str(refusal.value) == fault


def test_every_fault_is_told_at_once():
    added = AddedService("", "", "", True, "", "", "x")
    assert service_errors(added, []) == {
        "name": service_validation.BAD_NAME,
        "title": service_validation.BAD_TITLE,
        "kind": service_validation.BAD_KIND,
        "host": service_validation.BAD_HOST,
        "path": service_validation.BAD_PATH,
        "feed": service_validation.BAD_FEED,
    }
