"""What editors have written, in the language of the page."""

from types import SimpleNamespace

import pytest
from plone import api

from katrineholm.socialhub.site.pages.languages import foreign_language, translated_title


@pytest.fixture
def read_in(portal, http_request):
    """Let the page be in a language."""
    return lambda code: http_request.set("LANGUAGE", code)


@pytest.mark.parametrize(
    ("reader", "english", "title"),
    [
        ("sv", "Culture", {"text": "Kultur", "language": None}),
        ("en", "Culture", {"text": "Culture", "language": None}),
        ("en", None, {"text": "Kultur", "language": "sv"}),
        ("de", "Culture", {"text": "Kultur", "language": "sv"}),
    ],
)
def test_a_title_is_in_the_readers_language_or_marked(read_in, reader, english, title):
    read_in(reader)
    assert translated_title(SimpleNamespace(title="Kultur", english_title=english)) == title


def test_a_channel_does_not_take_its_administrations_title(read_in, make_channel):
    channel = make_channel("bloggen", title="Bloggen")
    channel.__parent__.english_title = "Culture"
    read_in("en")
    assert translated_title(channel)["text"] == "Bloggen"


def test_what_says_no_language_is_not_marked(read_in):
    read_in(api.portal.get_default_language())
    assert (foreign_language(""), foreign_language("sv"), foreign_language("en")) == (
        None,
        None,
        "en",
    )
