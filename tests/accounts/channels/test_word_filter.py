import pytest

from katrineholm.socialhub.accounts.channels.word_filter import chooser

ENTRY = {"title": "Badet öppnar", "summary": "Simhallen", "categories": ["Fritid", "Sport"]}


@pytest.mark.parametrize(
    ("include", "exclude", "is_chosen"),
    [
        ((), (), True),
        (("BADET",), (), True),
        (("simhall",), (), True),
        (("bio", " fritid "), (), True),
        (("bio",), (), False),
        ((), ("sport",), False),
        (("badet",), ("sport",), False),
        (("", " "), (" ",), True),
    ],
)
def test_a_word_is_looked_for_in_heading_text_and_categories(include, exclude, is_chosen):
    assert chooser(include, exclude)(ENTRY) is is_chosen
