"""``GET @about``: a channel's information text, for a frontend that draws it."""

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
