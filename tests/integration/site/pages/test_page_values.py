"""What all pages share as plain values: links, facts, sentences with links in them."""

import re
from collections.abc import Mapping

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.component import getGlobalSiteManager
from zope.interface import Interface

from katrineholm.socialhub import _
from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.interfaces import ISocialHubLayer
from katrineholm.socialhub.site.pages.page_values import (
    contact_facts,
    fact_row,
    fact_value,
    link,
    sentence_parts,
)
from katrineholm.socialhub.site.pages.request import RefusableForm

OTHER = _("In other matters, write to ${email}.")
TITLE = re.compile(r"<title>(.*?)</title>", re.S)
TOKEN = re.compile(r'name="_authenticator" value="(\w+)"')
PAGES = (
    *("", "accessibility-info", "nowhere"),
    *("hub", "hub/@@official", "hub/@@official?address=Bloggen", "hub/@@official?address=nobody"),
    *("hub/@@official-list", "hub/@@official-list?state=closed", "hub/@@official-list?b_start=50"),
    *("hub/@@official-list?SearchableText=x", "hub/@@sections", "hub/@@parties", "hub/@@facebook"),
    *("hub/@@messages-help", "hub/@@messages-figures", "hub/@@personal-data"),
    *("hub?kind=video", "hub?year=2026", "hub?year=2026&month=5", "hub?SearchableText=katt"),
    *("hub?SearchableText=hund", "hub?b_start=20"),
    *("hub/kultur", "hub/kultur/bloggen", "hub/kultur/bloggen/@@about"),
    *("hub/kultur/bloggen/@@report-comment", "hub/kultur/bloggen/@@contact-responsible"),
    *("hub/partiet", "hub/partiet/@@propose-change"),
)
# The forms that visitors meet, with what is wrong when nothing is filled in.
FORMS = {
    "report-comment": ("hub/kultur/bloggen", {"address", "reason", "text"}),
    "contact-responsible": ("hub/kultur/bloggen", {"subject", "text"}),
    "propose-change": ("hub/partiet", {"name", "email", "message"}),
    "report-false": ("hub", {"address"}),
    "follow": ("hub", {"email", "often"}),
}


def test_a_sentence_tells_where_its_link_is(portal):
    mail = link("mailto:info@example.se", "info@example.se")
    parts = sentence_parts(OTHER, email=mail)
    assert parts[1] == {"text": "info@example.se", "@id": "mailto:info@example.se"}
    assert (
        "".join(part["text"] for part in parts) == "I andra frågor skriver du till info@example.se."
    )
    assert [part["@id"] for part in parts if part is not parts[1]] == [None, None]


def test_what_is_no_link_in_a_sentence_is_strong(portal):
    parts = sentence_parts(_("We understood: ${understood}"), understood="katrineholm")
    assert [(part["text"], part.get("strong", False)) for part in parts] == [
        ("Vi uppfattade: ", False),
        ("katrineholm", True),
    ]


def test_a_sentence_without_links_is_one_part(portal):
    assert [part["@id"] for part in sentence_parts(_("Show everything"))] == [None]


@pytest.mark.parametrize("url", ["", None, False])
def test_without_an_address_there_is_no_link(url):
    assert link(url, "Text") is None


def test_a_fact_holds_what_is_said(portal):
    assert fact_row("Konto", fact_value(""), fact_value("@k", "https://k.example")) == {
        "title": "Konto",
        "values": [{"text": "@k", "@id": "https://k.example"}],
    }
    assert [each["values"][0]["@id"] for each in contact_facts("a@example.se", "0150-570 00")] == [
        "mailto:a@example.se",
        "tel:015057000",
    ]
    assert contact_facts("", "") == []


@pytest.fixture
def places(make_functional_channel):
    channel = make_functional_channel("bloggen", title="Bloggen")
    set_state(channel, "official")
    with api.env.adopt_user(SITE_OWNER_NAME):
        hub = api.portal.get()["hub"]
        party = api.content.create(hub, "CouncilParty", "partiet", "Byalaget", abbreviation="By")
        assert party.getId() == "partiet"
    transaction.commit()


def visitors_forms():
    """The pages for everybody, registered in ZCML, that tell what was wrong with what was sent."""
    return {
        each.name
        for each in getGlobalSiteManager().registeredAdapters()
        if len(each.required) == 2
        and each.required[1] is ISocialHubLayer
        and each.provided is Interface
        and isinstance(each.factory, type)
        and issubclass(each.factory, RefusableForm)
        and has_trap(each.factory)
    }


def has_trap(factory):
    """Whether a form has a field for programs, as those for everybody have."""
    known = getattr(factory, "acts", {})
    own = getattr(factory, "act", None)
    rows = known.values() if isinstance(known, Mapping) else [own] if own else []
    return any("homepage" in each.fields for each in rows if each.fields)


def title_of(page):
    return TITLE.search(page.text)[1]


@pytest.mark.usefixtures("framed")
def test_no_two_pages_have_the_same_title(browse, places):
    titles = {path: title_of(browse().get(path)) for path in PAGES}
    several = {title for title in titles.values() if [*titles.values()].count(title) > 1}
    assert {path: title for path, title in titles.items() if title in several} == {}


@pytest.mark.parametrize("path", [path for path in PAGES if "@@" in path and "?" not in path])
@pytest.mark.usefixtures("framed")
def test_what_is_shared_of_a_page_is_its_own(browse, places, portal, path):
    page = browse().get(path)
    own = re.escape(title_of(page).rpartition(" — ")[0])
    address = re.escape(f"{portal.absolute_url()}/{path}")
    assert re.search(f'<link rel="canonical" href="{address}"', page.text)
    assert re.search(f'<meta property="og:url" content="{address}"', page.text)
    assert re.search(f'<meta property="og:title" content="{own}"', page.text)


def test_every_form_for_visitors_is_in_the_table(places):
    assert visitors_forms() == {*FORMS}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.usefixtures("framed", "vault_key")
def test_a_refused_form_says_so_first_and_tells_all_faults_at_their_fields(browse, places, name):
    where, fields = FORMS[name]
    session, page = browse(), f"{where}/@@{name}"
    before = session.get(page)
    token = TOKEN.search(before.text)[1]
    told = session.post(page, data={"_authenticator": token})
    assert title_of(told) == f"Fel: {title_of(before)}"
    [focused] = re.findall(r"<[^>]*\bautofocus\b[^>]*>", told.text)
    assert 'role="alert"' in focused
    assert 'tabindex="-1"' in focused
    for field in fields:
        assert f'<a href="#socialhub-{field}">' in told.text
        assert f'id="socialhub-{field}-fault"' in told.text
        assert re.search(rf'aria-describedby="[^"]*\bsocialhub-{field}-fault"', told.text)
    assert len(re.findall('aria-invalid="true"', told.text)) == len(fields)
