"""The profile's files."""

import io

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.site.graphics import logo
from katrineholm.socialhub.site.graphics.resources import stylesheet_url

CSS = "@@socialhub-profile.css"
DRAWN = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0"/></svg>'


def test_where_nothing_is_chosen_no_page_asks_for_a_stylesheet(site, browse):
    assert "socialhub-profile.css" not in browse().get("").text
    assert browse().get(CSS).text == ""


def test_the_stylesheet_is_kept_for_a_year_by_its_address_and_asked_for_again_otherwise(
    patch, browse, site
):
    patch(link="#0b5a8a")
    transaction.begin()
    lasting = browse().get(stylesheet_url())
    assert "immutable" in lasting.headers["Cache-Control"]
    other = browse().get(f"{CSS}?v=0")
    assert other.headers["Cache-Control"] == "public, max-age=300"
    again = browse()
    again.headers["If-None-Match"] = other.headers["ETag"]
    assert again.get(CSS).status_code == 304


@pytest.mark.usefixtures("framed")
def test_a_closed_site_s_login_page_is_dressed_too(patch, site, browse):
    patch(link="#0b5a8a")
    transaction.begin()
    put_logo()
    site.manage_permission("View", ["Manager"], acquire=0)
    transaction.commit()
    assert browse().get(CSS).status_code == 200
    assert browse().get("@@socialhub-logo").status_code == 200
    assert "socialhub-profile.css" in browse().get("login").text


def put_logo(data=DRAWN):
    with api.env.adopt_user(SITE_OWNER_NAME):
        logo.store_logo(io.BytesIO(data))
    transaction.commit()
