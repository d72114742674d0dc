"""Which channels the list has, page by page."""

import pytest
from helpers.integration.public.register import titles

PAGE = "hub/@@official-list"


PUBLIC = ["Bilder", "Bloggen", "Filmer", "Gamla bloggen", "Skolans sida"]


def test_everybody_sees_what_is_public_until_another_state_is_asked_for(get, register, person):
    office = person("Information Officer")
    editor = person("Editor", at=register.hub.kultur)
    other = person("Editor", at=register.hub.skola)
    for login in ((), office, editor, other):
        assert titles(get(login=login)) == PUBLIC
    asked = f"{PAGE}?state=draft&state=reported"
    assert titles(get(asked, office)) == ["Anmäld kanal", "Hemlig kanal"]
    assert titles(get(asked, editor)) == ["Anmäld kanal", "Hemlig kanal"]
    assert titles(get(asked, other)) == []
    assert titles(get(asked)) == []


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?SearchableText=finnsinte", "Ingen kanal stämmer med ditt val."),
        ("?b_start=5000", "Så långt ner i förteckningen finns inga kanaler."),
    ],
)
def test_an_empty_list_says_why(get, query, sentence):
    answer = get(f"{PAGE}{query}")
    assert titles(answer) == []
    assert sentence in answer.text


def test_long_lists_have_pages(get, make_functional_channel):
    for number in range(21):
        make_functional_channel(f"z-{number:02}", title=f"Ö{number:02}")
    first, last = get(f"{PAGE}?sort=title"), get(f"{PAGE}?b_start=25")
    assert [len(titles(page)) for page in (first, last)] == [25, 1]
    assert set(titles(first)).isdisjoint(titles(last))
    leads = [
        [way for way in ("prev", "next") if f'rel="{way}"' in page.text] for page in (first, last)
    ]
    assert leads == [["next"], ["prev"]]
