"""Search engines are led to every public entry."""

import re

import pytest
import transaction
from lxml import etree
from plone import api

from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.listings import sitemap

SITEMAP = {"s": sitemap.NAMESPACE}


@pytest.fixture
def listed(browse):
    """A function that reads a document of the protocol: its kind, addresses and moments."""

    def listed(path):
        answer = browse().get(path)
        assert answer.headers["Content-Type"].startswith("application/xml")
        root = etree.fromstring(answer.content)
        locs, moments = (root.xpath(f"//s:{each}/text()", namespaces=SITEMAP) for each in NAMES)
        return etree.QName(root).localname, locs, moments

    return listed


NAMES = ("loc", "lastmod")


@pytest.fixture
def entries(listed):
    """A function that gives the ids of all entries that the index leads to, with their moments."""

    def entries():
        kind, files, _ = listed("@@entries-sitemap.xml")
        assert kind == "sitemapindex"
        found = [listed(file) for file in files]
        assert {kind for kind, _, _ in found} <= {"urlset"}
        return [
            (loc.rpartition("/")[2], moment)
            for _, locs, moments in found
            for loc, moment in zip(locs, moments, strict=True)
        ]

    return entries


def test_every_entry_that_visitors_see_is_listed_once(place, entries, monkeypatch):
    monkeypatch.setattr(sitemap, "SIZE", 1)
    hide_entry(timeline_of(place.hub), place.ids["Bild"], by="anna", now=1)
    transaction.commit()
    seen = {*place.ids.values()} - {place.ids["Bild"], place.ids["Hemligt"]}
    found = entries()
    assert sorted(id for id, _ in found) == sorted(seen)
    assert all(
        re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|\+00:00)", moment) for _, moment in found
    )


def test_a_file_ends_before_the_protocol_s_limit(place, listed):
    assert sitemap.SIZE <= 50_000
    _, files, _ = listed("@@entries-sitemap.xml")
    assert len(files) == len(set(files))
    assert all("/hub/@@sitemap.xml?year=" in file for file in files)


def test_a_hub_that_visitors_do_not_see_is_left_out(place, listed):
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(place.hub, "retract")
    transaction.commit()
    assert listed("@@entries-sitemap.xml") == ("sitemapindex", [], [])


@pytest.mark.parametrize("has_sitemap", [True, False])
def test_robots_names_what_is_there_and_nothing_else(place, browse, has_sitemap):
    api.portal.set_registry_record("plone.enable_sitemap", has_sitemap)
    transaction.commit()
    text = browse().get("robots.txt").text
    named = re.findall(r"^Sitemap: (.*)$", text, re.M)
    assert len(named) == 1 + has_sitemap
    assert [browse().get(each).status_code for each in named] == [200] * len(named)
    assert "User-agent: *" in text
