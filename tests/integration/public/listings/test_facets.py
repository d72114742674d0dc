"""What can be chosen in a stream: nothing that would lead to nothing."""

import pytest
import transaction
from helpers.integration.public.listings import at
from zope.component import getMultiAdapter

from katrineholm.socialhub.core.search import text_index
from katrineholm.socialhub.public.listings import stream as streams
from katrineholm.socialhub.public.listings.facets import StreamFacets
from katrineholm.socialhub.public.listings.query import query_from


@pytest.fixture
def choosing(place):
    """A function that gives what can be chosen beside what a form asks for."""

    def choosing(**form):
        return StreamFacets(streams.stream_of(place.hub, query_from(form)))

    return choosing


def offered(choosing):
    return {
        each["name"]: [option["value"] for option in each["options"]] for each in choosing.filters()
    }


def test_each_kind_tells_how_many_entries_it_has(choosing):
    assert [(kind["title"], kind["number"], kind["selected"]) for kind in choosing().kinds()] == [
        ("Alla", 4, True),
        ("Blogg", 2, False),
        ("Video", 1, False),
        ("Foto", 1, False),
    ]
    in_april = choosing(year="2026", month="4").kinds()
    assert [(kind["value"], kind["number"]) for kind in in_april] == []
    chosen = choosing(kind="video").kinds()
    assert [kind["value"] for kind in chosen if kind["selected"]] == ["video"]
    assert [kind["number"] for kind in chosen] == [4, 2, 1, 1]


def test_a_filter_offers_only_what_has_entries_beside_the_other_choices(
    choosing, make_functional_channel
):
    make_functional_channel("tyst", title="Tyst", kind="photo", platform="instagram")
    everything = offered(choosing())
    assert everything["administration"] == ["kultur", "skola"]
    # A service without entries leads to its accounts; an archive has none of them.
    assert "instagram" in everything["platform"]
    assert "instagram" not in offered(choosing(month="2026"))["platform"]
    assert "instagram" not in offered(choosing(SearchableText="Film")).get("platform", [])
    assert everything["month"] == ["2026-05", "2026-04", "2026-03", "2026-01"]
    assert "language" not in everything
    assert "administration" not in offered(choosing(kind="photo"))
    assert offered(choosing(administration="kultur"))["administration"] == ["kultur", "skola"]
    # What is asked for already can be taken back, though nothing is found.
    assert "instagram" in offered(choosing(platform="instagram"))["platform"]


def test_what_is_chosen_is_told_of_though_another_choice_leaves_nothing(choosing):
    nothing = choosing(kind="photo", administration="kultur")
    assert nothing.found.total == 0
    assert "kultur" in offered(nothing)["administration"]
    assert [(k["value"], k["number"]) for k in nothing.kinds() if k["selected"]] == [("photo", 0)]


@pytest.fixture
def pools(place, keep):
    """Pools are spoken of by the blog, and by the pictures; one post they share, in May."""
    blog, pictures = place.channels["bloggen"], place.channels["bilder"]
    keep(blog, title="Badhuset", published=at(5), link="https://www.example.se/badhus")
    keep(pictures, title="Badhuset", published=at(5), link="https://www.example.se/badhus")
    keep(pictures, title="Badhuset på bild", published=at(4), language="fi")
    transaction.commit()


def test_a_search_counts_what_it_finds_itself(choosing, pools):
    found = choosing(SearchableText="badhus")
    assert [(kind["value"], kind["number"]) for kind in found.kinds()] == [
        ("", found.found.total),
        ("blog", 1),
        ("photo", 2),
    ]
    assert month_titles(found) == ["maj 2026 (1)", "april 2026 (1)"]
    assert found.months == {(2026, 5): 1, (2026, 4): 1}
    assert offered(found)["administration"] == ["kultur", "skola"]
    # Within a month, and within a kind.
    assert [kind["number"] for kind in choosing(SearchableText="badhus", month="2026-05").kinds()]
    in_april = choosing(SearchableText="badhus", month="2026-04")
    assert (in_april.kinds(), "administration" in offered(in_april)) == ([], False)
    pictures = choosing(SearchableText="badhus", kind="photo")
    assert [kind["number"] for kind in pictures.kinds()] == [2, 1, 2]
    assert pictures.months == {(2026, 5): 1, (2026, 4): 1}
    assert choosing(SearchableText="badhus", kind="blog").months == {(2026, 5): 1}


@pytest.mark.parametrize("text", ["Film", "simhall", "…", '"'])
def test_a_search_that_finds_little_offers_little(choosing, text):
    found = choosing(SearchableText=text)
    assert (found.kinds(), found.filters()) == ([], [])
    # What is chosen already can be taken back.
    other = choosing(SearchableText=text, kind="photo", administration="skola", month="2026-03")
    assert [(k["value"], k["number"]) for k in other.kinds() if k["selected"]] == [("photo", 0)]
    assert offered(other) == {"administration": ["skola"], "month": ["2026-03"]}


def test_no_option_of_a_search_leads_to_nothing(place, pools):
    form = {"SearchableText": "badhus"}
    view = getMultiAdapter((place.hub, place.hub.REQUEST.clone()), name="view")
    view.request.form.update(form)
    asked = [{each["name"]: o["value"]} for each in view.choices for o in each["options"]]
    asked += [{"kind": kind["value"]} for kind in view.kinds]
    asked += [{"month": f"{year}-{month}"} for year, month in view.months]
    totals = [streams.stream_of(place.hub, query_from(form | each)).total for each in asked]
    assert len(totals) > 8
    assert min(totals) > 0


def test_a_search_that_cannot_count_all_tells_no_numbers(choosing, pools, monkeypatch):
    monkeypatch.setattr(text_index, "MAX_COUNTED", 2)
    found = choosing(SearchableText="badhus")
    assert {kind["number"] for kind in found.kinds()} == {None}
    assert {*found.months.values()} == {None}


def test_channels_of_another_language_can_be_chosen(choosing, place):
    place.channels["bilder"].language = "fi"
    place.channels["bilder"].reindexObject()
    transaction.commit()
    assert offered(choosing())["language"] == ["fi", "sv"]
    assert choosing(language="fi").found.total == 1


def test_a_month_tells_how_many_entries_it_has(choosing, monkeypatch):
    assert month_titles(choosing()) == [
        "maj 2026 (1)",
        "april 2026 (1)",
        "mars 2026 (1)",
        "januari 2026 (1)",
    ]
    monkeypatch.setattr(streams, "MOST_COUNTED", 2)
    assert month_titles(choosing())[0] == "maj 2026"


def month_titles(choosing):
    [months] = [each for each in choosing.filters() if each["name"] == "month"]
    return [option["title"] for option in months["options"]]


def test_no_option_of_the_hubs_page_leads_to_nothing(place, request_factory):
    view = getMultiAdapter((place.hub, place.hub.REQUEST), name="view")
    asked = [
        {each["name"]: option["value"]} for each in view.choices for option in each["options"]
    ] + [{"kind": kind["value"]} for kind in view.kinds]
    totals = [streams.stream_of(place.hub, query_from(form)).total for form in asked]
    assert len(totals) > 8
    assert min(totals) > 0
