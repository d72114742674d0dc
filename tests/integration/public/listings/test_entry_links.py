"""The ways from an entry's page: to nothing that is hidden, held or in a draft."""

import re
from urllib.parse import parse_qs, urlsplit

import transaction
from helpers.integration.public.listings import at
from plone import api

from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.listings.topics import Topic, store_topic


def test_an_entry_leads_to_those_beside_it_and_to_more_like_it(place, keep, browse, ask):
    blog = place.channels["bloggen"]
    middle = keep(blog, title="Mitten", published=at(3))
    hide_entry(timeline_of(place.hub), keep(blog, title="Dolt", published=at(4)), by="a", now=0)
    keep(blog, title="Väntar", published=at(2), hold=True)
    store_topic(place.hub, Topic("traffic", "Trafik", ("mitten",)))
    transaction.commit()
    told = ask(f"hub/@entry/{middle}")["further"]
    beside = [(each["rel"], each["@id"].rpartition("/")[2]) for each in told["neighbours"]]
    assert beside == [("prev", place.ids["Nyast"]), ("next", place.ids["Äldst"])]
    assert [(each["title"], each["@id"].partition("/plone")[2]) for each in told["links"]] == [
        ("Mer från Bloggen", "/hub/kultur/bloggen"),
        ("Mer från Kulturförvaltningen", "/hub/kultur"),
        ("Mer om Trafik", "/hub?topic=traffic"),
    ]
    page = browse().get(f"hub/@@entry/{middle}").text
    assert all(f'href="{each["@id"]}"' in page for each in told["neighbours"] + told["links"])
    assert not re.search("Dolt|Väntar|Hemligt", page)
    assert ask(f"hub/@entry/{place.ids['Bild']}")["further"]["neighbours"] == []


def test_an_entry_is_shared_by_its_public_address(place, browse, ask):
    api.portal.set_registry_record("katrineholm.socialhub.site_url", "https://www.example.se/")
    transaction.commit()
    told = ask(f"hub/@entry/{place.ids['Nyast']}")["share"]
    address = f"https://www.example.se/hub/@@entry/{place.ids['Nyast']}"
    assert told["address"] == address
    mail = parse_qs(urlsplit(told["mail"]["@id"]).query)
    assert mail == {"subject": ["Nyast"], "body": [address]}
    page = browse().get(f"hub/@@entry/{place.ids['Nyast']}").text
    assert f'value="{address}"' in page
    assert 'data-copy="Kopiera"' in page
