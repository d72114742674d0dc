"""``GET @entries``: the stream for programs."""

import pytest

from katrineholm.socialhub.core.feeds.reader import parse_feed

PLACES = ("hub", "hub/kultur", "hub/kultur/bloggen")


@pytest.fixture
def titles(place, request_factory):
    """The titles that a query gives, as anybody or as the Manager."""

    def titles(query="", path="hub", role="Anonymous"):
        answer = request_factory(role=role).get(f"{path}/@entries{query}")
        assert answer.status_code == 200, answer.text
        return [item["title"] for item in answer.json()["items"]]

    return titles


def test_an_entry_is_told_in_full(place, request_factory):
    session = request_factory()
    answer = session.get("hub/@entries?channel=bloggen&b_size=1")
    hub = place.hub.absolute_url()
    channel = place.channels["bloggen"]
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == {
        "@id": f"{api(hub)}/@entries?channel=bloggen",
        "items": [
            {
                "id": place.ids["Nyast"],
                "title": "Nyast",
                "title_derived": False,
                "link": "https://blogg.example.se/2",
                "summary": "Hej",
                "html": "<p>Hej </p>",
                "published": "2026-05-02T12:00:00+00:00",
                "date_source": "published",
                "updated": "2026-06-02T12:00:00+00:00",
                "first_seen": "2026-05-04T10:00:00+00:00",
                "author": "Anna",
                "categories": ["Kultur", "Fritid"],
                "topics": [],
                "tags": [
                    {"@id": f"{hub}?tag=kultur", "title": "#Kultur"},
                    {"@id": f"{hub}?tag=fritid", "title": "#Fritid"},
                ],
                "language": "sv",
                "images": [],
                "media": [],
                "kind": "blog",
                "platform": "website",
                "channel": {
                    "@id": f"{hub}/kultur/bloggen",
                    "title": "Bloggen",
                    "UID": channel.UID(),
                },
                "administration": {"@id": f"{hub}/kultur", "title": "Kulturförvaltningen"},
                "mark": None,
            }
        ],
        "items_total": 2,
        "batching": {
            "@id": f"{api(hub)}/@entries?channel=bloggen&b_size=1",
            "first": f"{api(hub)}/@entries?b_start=0&channel=bloggen&b_size=1",
            "last": f"{api(hub)}/@entries?b_start=1&channel=bloggen&b_size=1",
            "next": f"{api(hub)}/@entries?b_start=1&channel=bloggen&b_size=1",
        },
    }


@pytest.mark.parametrize("dated", ["", "2030-01-01T00:00:00Z"], ids=["undated", "still to come"])
def test_an_entry_without_a_date_to_believe_has_the_one_that_orders_it(
    place, request_factory, browse, keep_document, dated
):
    item = {"id": "1", "title": "Odaterat", "content_text": "Hej", "date_published": dated}
    keep_document(place.channels["bloggen"], {"items": [item]})
    first, *others = request_factory().get("hub/@entries").json()["items"]
    assert (first["title"], first["date_source"]) == ("Odaterat", "first-seen")
    assert first["published"] == first["first_seen"] == "2026-05-04T10:00:00+00:00"
    assert {each["date_source"] for each in others} == {"published"}
    moments = [first["published"], *(each["published"] for each in others)]
    assert moments == sorted(moments, reverse=True)
    for name in ("rss", "atom", "json-feed"):
        answer = browse().get(f"hub/@@{name}")
        read = parse_feed(answer.content, answer.headers["Content-Type"], answer.url).entries
        assert [each.published.isoformat() for each in read] == moments


def api(url):
    return url.replace("/plone/", "/plone/++api++/")


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("hub", ["Nyast", "Film", "Bild", "Äldst"]),
        ("hub/kultur", ["Nyast", "Film", "Äldst"]),
        ("hub/skola", ["Bild"]),
        ("hub/kultur/bloggen", ["Nyast", "Äldst"]),
    ],
)
def test_a_place_has_the_entries_below_it(titles, path, seen):
    assert titles(path=path) == seen


def test_who_may_see_a_draft_sees_its_entries_with_it_only(titles):
    assert titles(role="Manager") == ["Nyast", "Film", "Bild", "Äldst"]
    assert titles() == ["Nyast", "Film", "Bild", "Äldst"]
    assert titles("?channel=hemlig") == []
    assert titles(path="hub/kultur/hemlig", role="Manager") == ["Hemligt inlägg"]


CHOICES = [
    ("?kind=video", ["Film"]),
    ("?kind=video&kind=photo", ["Film", "Bild"]),
    ("?kind=", ["Nyast", "Film", "Bild", "Äldst"]),
    ("?kind=novel", []),
    ("?platform=flickr", ["Bild"]),
    ("?platform=website&kind=blog", ["Nyast", "Äldst"]),
    ("?administration=skola", ["Bild"]),
    ("?administration=skola&administration=kultur", ["Nyast", "Film", "Bild", "Äldst"]),
    ("?channel=bloggen&channel=bilder", ["Nyast", "Bild", "Äldst"]),
    ("?year=2026&month=4", ["Film"]),
    ("?year=2026", ["Nyast", "Film", "Bild", "Äldst"]),
    ("?year=2025", []),
    ("?b_size=2", ["Nyast", "Film"]),
    ("?b_size=2&b_start=2", ["Bild", "Äldst"]),
    ("?b_start=3", ["Äldst"]),
    ("?b_start=4000", []),
    ("?b_start=10000000&b_size=100", []),
]


def test_a_parameter_chooses(titles):
    assert [(query, titles(query)) for query, _seen in CHOICES] == CHOICES


def test_uids_choose_as_ids_do(place, titles):
    channels, school = place.channels, place.hub.skola
    assert titles(f"?channel={channels['filmer'].UID()}&channel=bilder") == ["Film", "Bild"]
    assert titles(f"?administration={school.UID()}") == ["Bild"]
    assert titles(f"?channel={channels['hemlig'].UID()}") == []


def test_every_entry_is_on_one_page_of_the_batch(place, request_factory):
    session, url, seen = request_factory(), "hub/@entries?b_size=1&kind=blog&kind=photo", []
    while url:
        answer = session.get(url).json()
        seen += [item["title"] for item in answer["items"]]
        url = answer["batching"].get("next")
    assert seen == ["Nyast", "Bild", "Äldst"]
    assert answer["batching"]["prev"].endswith("?b_start=1&b_size=1&kind=blog&kind=photo")


NONSENSE = [
    *("b_start=-1", "b_start=x", "b_start=", "b_start=²", "b_start=99999999"),
    *("b_start=1&b_start=2", "b_start=%00", "b_start=1e3", "b_size:float=5"),
    *("b_size=0", "b_size=101", "b_size=ten", "b_size=1.5", "b_size= 5"),
    *("year=0", "year=²⁰²⁶", "year=2026x", "year=10000", "year:list=2026", "year.a:record=1"),
    *("year=2026&month=13", "year=2026&month=0", "year=2026&month=maj", "month=5"),
]


@pytest.mark.parametrize("path", PLACES)
def test_nonsense_is_refused_in_one_sentence(place, request_factory, path):
    for query in NONSENSE:
        answer = request_factory().get(f"{path}/@entries?{query}")
        said = answer.json()
        assert (answer.status_code, said["type"]) == (400, "BadRequest"), query
        assert said["message"].endswith(".")
