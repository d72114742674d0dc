"""``GET @about``: a channel's information text, for a frontend that draws it."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME


def test_the_text_is_that_of_the_page(make_functional_channel, browse, request_factory):
    blog_channel = make_functional_channel("bloggen", title="Bloggen")
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(blog_channel, to_state="official")
    transaction.commit()
    page = browse().get("hub/kultur/bloggen/@@about").text
    told = request_factory().get("hub/kultur/bloggen/@about").json()
    assert told["title"] == "Om Bloggen"
    for section in told["sections"]:
        said = [section["title"], *section["texts"], *section["items"]]
        assert [text for text in said if text not in page] == []
        assert [link for link in section["links"] if link["@id"] not in page] == []


def test_a_channel_that_is_not_shown_says_nothing(make_functional_channel, request_factory):
    blog_channel = make_functional_channel("bloggen", title="Bloggen")
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(blog_channel.aq_parent, to_state="private")
    transaction.commit()
    assert request_factory().get("hub/kultur/bloggen/@about").status_code in (401, 404)


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
