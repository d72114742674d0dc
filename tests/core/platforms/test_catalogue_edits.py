"""What the information office hides, renames and adds in the catalogue."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zope.component import getGlobalSiteManager
from zope.interface.verify import verifyObject

from katrineholm.socialhub.core.platforms import catalogue, catalogue_edits
from katrineholm.socialhub.core.platforms.account_lookup import account_in_text, account_keys
from katrineholm.socialhub.core.platforms.catalogue import (
    all_platforms,
    find_platform,
    recognise_account,
)
from katrineholm.socialhub.core.platforms.catalogue_edits import (
    CatalogueEdits,
    added_service,
    service_errors,
)
from katrineholm.socialhub.core.platforms.interfaces import (
    AddedService,
    ICatalogueEdits,
    IPlatform,
    Profile,
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
SITES = replace(FILM, name="sidor", title="Sidor", host="*.sidor.example", path="/", feed="")


@pytest.fixture
def edited():
    """Put edits into the catalogue: a function of the fields of CatalogueEdits."""
    registry, put = getGlobalSiteManager(), []
    others = registry.queryUtility(ICatalogueEdits)

    def edit(**fields):
        put.append(CatalogueEdits(**fields))
        registry.registerUtility(put[-1], ICatalogueEdits)

    yield edit
    registry.unregisterUtility(put[-1], ICatalogueEdits)
    if others:  # those of a site in this process
        registry.registerUtility(others, ICatalogueEdits)


def test_edits_keep_the_contract():
    verifyObject(ICatalogueEdits, CatalogueEdits())


def test_an_added_service_keeps_the_contract():
    verifyObject(IPlatform, added_service(FILM))


def test_an_added_service_is_one_of_the_catalogue(edited):
    edited(added=(FILM, SITES))
    assert find_platform("kommunfilm") == added_service(FILM)
    assert {"kommunfilm", "sidor"} < {service.name for service in all_platforms()}
    assert recognise_account("video.example.se/@Kat/123?utm_source=x") == Profile(
        platform="kommunfilm",
        account="@Kat",
        url="https://video.example.se/@Kat",
        feed_url="https://video.example.se/@Kat/feed.xml",
        discover="https://video.example.se/@Kat",
    )


def test_without_edits_an_added_services_address_is_what_the_built_in_ones_say():
    assert find_platform("kommunfilm") is None
    assert recognise_account("https://video.example.se/@kat").platform == "peertube"


TOLD = [
    (("video.example.se", "/@{account}"), "http://www.video.example.se/@kat", "@kat", "/@kat"),
    (("www.video.example.se", "/{account}"), "video.example.se/kat/", "kat", "/kat"),
    (("video.example.se", "/channels/{account}"), "/channels/kat/live", "kat", "/channels/kat"),
    (("video.example.se", "/channels/{account}/"), "/channels/kat", "kat", "/channels/kat/"),
    (("video.example.se", "/u-{account}.html"), "/u-kat.html", "kat", "/u-kat.html"),
    (("video.example.se", "/kanäler/{account}"), "/kan%C3%A4ler/kat", "kat", "/kan%C3%A4ler/kat"),
    (("video.example.se", "/"), "/hej?x=1", "video.example.se", "/"),
    (("video.example.se", "/live"), "/live/hej", "video.example.se/live", "/live"),
    (("video.example.se", "/a.b/{account}"), "/aXb/kat", None, ""),
    (("video.example.se", "/(a+)+/{account}"), "/(a+)+/kat", "kat", "/(a+)+/kat"),
    (("video.example.se", "/channels/{account}"), "/om", None, ""),
    (("video.example.se", "/@{account}"), "https://videoXexample.se/@kat", None, ""),
    (("video.example.se", "/@{account}"), "https://a.video.example.se/@kat", None, ""),
    (("video.example.se", "/@{account}"), "https://video.example.se:8443/@kat", None, ""),
    (("video.example.se", "/@{account}"), "https://video.example.se.evil.example/@kat", None, ""),
    (("*.example.se", "/"), "https://kat.example.se/hej", "kat", "https://kat.example.se/"),
    (("*.example.se", "/"), "https://www.example.se/", None, ""),
    (("*.example.se", "/"), "https://a.kat.example.se/", None, ""),
    (("*.example.se", "/@{account}"), "https://S.example.se/@kat", "@kat@s.example.se", "="),
    (("*.example.se", "/u/{account}"), "https://s.example.se/u/kat", "s/kat", "="),
    (("Vídeo.example.se", "/{account}"), "vídeo.example.se/kat", "kat", "="),
]


@pytest.mark.parametrize(("where", "text", "account", "url"), TOLD)
def test_an_account_is_told_by_host_and_path_alone(where, text, account, url):
    host, path = where
    added = replace(FILM, host=host, path=path, feed="")
    text = f"https://{host}{text}" if text.startswith("/") else text
    found = added_service(added).recognise(text)
    assert (found and found.account) == account
    if account and url != "=":
        assert found.url == (f"https://{host}{url}" if url.startswith("/") else url)
    if account:
        assert added_service(added).recognise(found.url) == found


def test_an_account_named_by_its_host_can_have_a_feed(edited):
    edited(added=(replace(SITES, feed="https://api.sidor.example/{account}.xml"),))
    assert recognise_account("kat.sidor.example").feed_url == "https://api.sidor.example/kat.xml"


def test_an_example_of_an_added_service_is_its_own():
    service = added_service(SITES)
    assert service.example == "https://katrineholm.sidor.example/"
    assert service.recognise(service.example).account == "katrineholm"


def test_an_added_service_is_asked_before_the_generic_and_after_the_particular(edited):
    facebook = replace(FILM, name="mitt", host="www.facebook.com", path="/{account}", feed="")
    edited(added=(FILM, facebook))
    assert recognise_account("https://video.example.se/@kat").platform == "kommunfilm"
    assert recognise_account("https://www.facebook.com/kat").platform == "facebook"
    assert catalogue.conflicting_platform(facebook).name == "facebook"
    assert catalogue.conflicting_platform(FILM) is None


def test_an_account_of_an_added_service_is_found_by_its_spellings(edited):
    edited(added=(FILM,))
    keys = ("video.example.se/@kat", "@kat")
    assert account_keys("https://video.example.se/@kat") == keys
    assert account_in_text("http://video.example.se/@kat/films/?x=1").key == keys[0]


def test_capitals_count_on_a_service_that_nothing_is_known_of(edited):
    edited(added=(FILM,))
    assert account_in_text("https://video.example.se/@Kat").key == "video.example.se/@Kat"


def test_a_hidden_service_is_not_offered_but_its_channels_go_on(edited):
    edited(hidden=frozenset({"digg", "kommunfilm"}), added=(FILM,))
    offered = {service.name for service in catalogue.visible_platforms()}
    assert {service.name for service in all_platforms()} - offered == {"digg", "kommunfilm"}
    assert recognise_account("https://digg.com/users/kat").platform == "digg"
    assert find_platform("digg").title == "Digg"


def test_without_edits_everything_is_offered_under_its_own_name():
    assert catalogue.visible_platforms() == all_platforms()
    assert catalogue.platform_title(find_platform("x")) == "X (Twitter)"


def test_a_renamed_service_is_called_what_the_office_calls_it(edited):
    edited(renamed={"x": "Twitter", "kommunfilm": "Film", "youtube": ""}, added=(FILM,))
    titles = [
        catalogue.platform_title(find_platform(name)) for name in ("x", "kommunfilm", "youtube")
    ]
    assert titles == ["Twitter", "Film", "YouTube"]


def test_a_built_in_service_is_not_pushed_out_by_one_of_its_name(edited):
    before = find_platform("youtube")
    edited(added=(replace(FILM, name="youtube"),))
    assert find_platform("youtube") == before
    assert [service.name for service in all_platforms()].count("youtube") == 1


def test_an_added_service_with_a_fault_disturbs_no_other(edited):
    edited(added=(replace(FILM, path="/{account.__class__}"), SITES))
    assert find_platform("kommunfilm") is None
    assert recognise_account("https://kat.sidor.example/").platform == "sidor"


@pytest.mark.parametrize(
    ("name", "gives"),
    [
        ("facebook", False),
        ("instagram", False),
        ("linkedin", False),
        ("myspace", False),
        ("youtube", True),
        ("flickr", True),
        ("website", True),
        ("kommunfilm", True),
        ("sidor", False),
        ("friendster", True),
    ],
)
def test_a_feed_is_asked_for_where_there_is_one_to_give(edited, name, gives):
    edited(added=(FILM, SITES))
    assert catalogue.can_have_feed(name) is gives


GOOD = [
    FILM,
    SITES,
    replace(FILM, feed="https://video.example.se/rss?who={account}"),
    replace(FILM, feed="http://VIDEO.example.se/{account}.xml"),
    replace(FILM, feed="{origin}"),
    replace(FILM, feed="{origin}/{account}/{account}.xml"),
    replace(FILM, path="/", feed="{origin}/rss"),
    replace(FILM, host="*.example.se", feed="https://feeds.example.se/{account}"),
    replace(SITES, feed="{origin}/{account}.xml"),
]


@pytest.mark.parametrize("added", GOOD, ids=str)
def test_a_sound_service_has_no_fault(added):
    assert service_errors(added, ["youtube"]) == {}
    assert added_service(added).recognise(added_service(added).example)


TEXTS = st.text(alphabet="a{}account.*/@:?+()[]\\^$|-% åse", max_size=40) | st.text(max_size=20)


@given(TEXTS | st.just("video.example.se"), TEXTS.map("/{}".format), TEXTS | st.just("{origin}/x"))
def test_whatever_is_typed_is_refused_or_tells_its_own_example(host, path, feed):
    added = replace(FILM, host=host, path=path, feed=feed)
    if not service_errors(added, ()):
        service = added_service(added)
        assert service.recognise(service.example).url == service.example


def test_a_long_address_is_read_in_no_time():
    service = added_service(replace(FILM, path="/{account}-a", feed=""))
    assert service.recognise("https://video.example.se/" + "-a" * 900 + "/!") is None


BAD = {
    catalogue_edits.BAD_NAME: {"name": ["", "Å", "a b", "1a", "a" * 41, "a/b", "Film", "film\n"]},
    catalogue_edits.NAME_TAKEN: {"name": ["youtube"]},
    catalogue_edits.BAD_TITLE: {"title": ["", "  ", "a\nb", "x" * 201, "a\u202eb"]},
    catalogue_edits.BAD_KIND: {"kind": ["", "film"]},
    catalogue_edits.BAD_HOST: {
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
    catalogue_edits.BAD_PATH: {
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
    catalogue_edits.BAD_PLACE: {"path": ["/{account}/{account}", "/"]},
    catalogue_edits.BAD_FEED: {
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
    catalogue_edits.OTHER_HOST: {
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
    if fault != catalogue_edits.NAME_TAKEN:
        with pytest.raises(ValueError, match=r"\.$") as refusal:
            added_service(added)
        assert str(refusal.value) == fault


def test_every_fault_is_told_at_once():
    added = AddedService("", "", "", True, "", "", "x")
    assert service_errors(added, []) == {
        "name": catalogue_edits.BAD_NAME,
        "title": catalogue_edits.BAD_TITLE,
        "kind": catalogue_edits.BAD_KIND,
        "host": catalogue_edits.BAD_HOST,
        "path": catalogue_edits.BAD_PATH,
        "feed": catalogue_edits.BAD_FEED,
    }
