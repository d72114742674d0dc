"""The workplace, for whoever is logged in."""

from html import unescape

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

OWNER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


def test_an_anonymous_visitor_is_sent_to_log_in(functional_administration, browse):
    answer = browse().get("@@workplace")
    assert "/login" in answer.url
    assert "Min arbetsplats" not in answer.text


def test_the_service_is_for_members_alone(functional_administration, request_factory):
    assert request_factory().get("@workplace").status_code == 401


@pytest.mark.parametrize("role", ["Member", "Contributor", "Manager"])
def test_it_has_a_sentence_where_nothing_waits(functional_administration, browse, person, role):
    login = person(role, at=functional_administration)
    page = unescape(browse(*login).get("@@workplace").text)
    assert "Inget väntar på dig i dag." in page


def test_a_site_without_a_hub_says_so(functional_portal, browse):
    api.content.get("/hub") and api.content.delete(api.content.get("/hub"))
    page = unescape(browse(*OWNER).get("@@workplace").text)
    assert "ännu ingen samlingsplats" in page
