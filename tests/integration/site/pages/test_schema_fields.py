"""The fields of a portlet's form."""

import pytest

from katrineholm.socialhub.public.facebook import portlet as facebook
from katrineholm.socialhub.public.listings import portlet as feed
from katrineholm.socialhub.public.partyblogs import portlet as parties
from katrineholm.socialhub.public.register import portlet as channels
from katrineholm.socialhub.site.pages.schema_fields import hubs

COLUMN = "++contextportlets++plone.rightcolumn"
PORTLETS = {
    "feed": (feed, {"count": "3"}),
    "channels": (channels, {"count": "3"}),
    "facebook": (facebook, {}),
    "parties": (parties, {}),
}


@pytest.fixture(params=PORTLETS)
def kind(request):
    """The name of one of the portlets."""
    return request.param


def filled(kind, **changes):
    """What an editor writes in the form of a portlet."""
    extra = PORTLETS[kind][1]
    return {"header": "Min rubrik", "more": "Visa mer", "layout": "list", **extra, **changes}


def test_what_is_wrong_is_said_and_nothing_is_previewed(functional_administration, send):
    url = f"{COLUMN}/+/katrineholm.socialhub.portlet.feed"
    answer = send(url, "preview", **filled("feed", count="0"))
    assert 'id="socialhub-preview"' not in answer.text
    assert "alert-danger" in answer.text


def test_only_who_may_place_portlets_sees_the_forms(functional_administration, browse, person):
    url = f"{COLUMN}/+/katrineholm.socialhub.portlet.feed"
    for login in ((), person("Reader")):
        assert "form.buttons.preview" not in browse(*login).get(url).text


def test_a_portlet_may_be_of_any_hub(portal, hub):
    assert [term.value for term in hubs(portal)] == [hub.UID()]
