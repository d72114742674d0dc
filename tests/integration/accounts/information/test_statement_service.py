"""The accessibility statement and the personal data page as values: what the pages say."""

import pytest
import transaction


@pytest.mark.usefixtures("functional_administration")
@pytest.mark.parametrize(
    ("page", "service"),
    [("accessibility-info", "@accessibility"), ("hub/@@personal-data", "hub/@personal-data")],
)
def test_the_values_hold_all_that_the_page_says_in_its_order(
    browse, request_factory, page, service
):
    transaction.commit()
    shown, told = browse().get(page).text, request_factory().get(service).json()
    texts = [told["title"]]
    for section in told["sections"]:
        texts += [section["title"], *section["texts"], *section["items"]]
    places = [shown.index(text, shown.index("<h1")) for text in texts]
    assert places == sorted(places)
    assert shown.count("<p>") <= len(texts)
