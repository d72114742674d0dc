"""What can be chosen in a stream, and what is found in it, as plain values."""

import pytest
import transaction

from katrineholm.socialhub.public.listings import stream_serializer


def test_a_search_tells_where_its_words_were_found(place, ask):
    told = ask("hub/@stream?SearchableText=Nyast")["stream"]
    [group] = told["days"]
    assert [card["title"] for card in group["cards"]] == ["Nyast"]
    assert group["cards"][0]["marked"] == [{"text": "Nyast", "found": True}]
    assert told["heading"] == "Inlägg om ”Nyast”"
    assert [sort["selected"] for sort in told["sorts"]] == [True, False]
    assert (told["meant"], told["names"], told["caution"]) == ([], None, "")


def test_a_search_with_a_wrong_letter_says_what_it_means(place, ask):
    told = ask("hub/@stream?SearchableText=Nyasst&year=2026")["stream"]
    [card] = told["days"][0]["cards"]
    assert card["marked"] == [{"text": "Nyast", "found": True}]
    assert "".join(part["text"] for part in told["meant"]) == "Menade du nyast?"
    assert told["meant"][1]["@id"].endswith("hub?year=2026&SearchableText=nyast")
    assert told["caution"].startswith("Inget inlägg har just de här orden.")


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("", []),
        ("?platform=flickr", ["Tjänst: Flickr"]),
        ("?year=2026&month=5", ["Period: maj 2026"]),
        ("?SearchableText=Nyast", ["Ord: ”Nyast”"]),
        ("?kind=video&SearchableText=Nyast", ["Typ: Video", "Ord: ”Nyast”"]),
    ],
)
def test_what_is_chosen_can_be_let_go_of(place, ask, query, chosen):
    told = ask(f"hub/@stream{query}")["stream"]
    assert [each["title"] for each in told["chosen"]["items"]] == chosen
    assert (told["chosen"]["everything"] is None) is (not chosen)


def test_pages_lead_on_and_back(place, ask):
    first = ask("hub/@stream?b_size=1")["stream"]["pages"]
    assert first["earlier"] is None
    assert first["later"]["@id"].endswith("hub?b_start=1&b_size=1")
    assert [page and page["title"] for page in first["items"]] == ["1", "2", "3", "4"]
    last = ask("hub/@stream?b_size=1&b_start=3")["stream"]["pages"]
    assert last["later"] is None
    assert [page["current"] for page in last["items"]] == [False, False, False, True]


def test_where_nothing_matches_it_is_said_why(place, ask):
    told = ask("hub/@stream?kind=podcast")["stream"]
    assert (told["days"], told["number"]) == ([], "")
    assert told["empty"]


def test_the_first_page_is_kept_until_something_changes(place, ask, monkeypatch):
    made = []
    make = stream_serializer.stream_value
    monkeypatch.setattr(
        stream_serializer, "stream_value", lambda view: made.append(view) or make(view)
    )
    first = ask("hub/@stream")["stream"]
    assert ask("hub/@stream")["stream"] == first
    assert len(made) == 1
    place.hub.reindexObject()
    transaction.commit()
    assert ask("hub/@stream")["stream"] == first
    assert len(made) == 2
    ask("hub/@stream?kind=podcast")
    assert len(made) == 3
