"""Nothing that is put away is shown to others."""

import pytest
from plone import api
from zope.component import getGlobalSiteManager

from katrineholm.socialhub.interfaces import ISocialHubLayer


def _our_pages():
    """Every page and service that the add-on registers for its own layer."""
    every = getGlobalSiteManager().registeredAdapters()
    pages = {each.name for each in every if each.required[1:2] == (ISocialHubLayer,)}
    return sorted(name.split("_application_json_")[-1] for name in pages if name)


@pytest.mark.parametrize("who", ["visitor", "manager"])
def test_no_page_of_the_add_ons_own_answers(left, browse, logins, who):
    pages, session = _our_pages(), browse(*logins[who])
    found = {page: session.get(f"hub/{page}", allow_redirects=False).status_code for page in pages}
    assert len(pages) > 50
    broken = {page for page, status in found.items() if status >= 500}
    # Plone has a page of the name of one of ours, which breaks on a folder, too.
    assert broken == {page for page in broken if session.get(f"mapp/{page}").status_code >= 500}


def test_what_is_left_is_in_no_list(left, browse, logins, rest_of):
    catalog = api.portal.get_tool("portal_catalog")
    assert list(catalog.unrestrictedSearchResults(path="/plone/hub")) == []
    for who, login in logins.items():
        session = browse(*login)
        for page in ("", "sitemap", "@@search?SearchableText=Bloggen", "folder_contents"):
            answer = session.get(page)
            assert answer.status_code == 200, (who, page)
            assert "/plone/hub" not in answer.text, (who, page)
        found = rest_of(login)
        assert [each for each in found if "/hub" in each] == []


@pytest.fixture
def rest_of(request_factory):
    """A function that gives the addresses of all that REST lists of a site."""

    def rest_of(login):
        session = request_factory(basic_auth=login or None)
        found = session.get("@search", params={"b_size": 1000}).json()["items"]
        found += session.get("@navigation?expand.navigation.depth=4").json()["items"]
        return [each["@id"] for each in found]

    return rest_of
