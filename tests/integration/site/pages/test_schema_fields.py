"""The fields of a portlet's form."""

from helpers.integration.site.pages import filled

from katrineholm.socialhub.site.pages.schema_fields import hubs

COLUMN = "++contextportlets++plone.rightcolumn"


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
