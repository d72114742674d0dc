"""Accounts, administrations and topics come before entries."""

import transaction

from katrineholm.socialhub.public.listings.topics import Topic, store_topic


def test_names_come_first_and_topics_where_nothing_is_found(place, ask):
    store_topic(place.hub, Topic("fritid", "Fritid", ("#kultur", "nyast")))
    transaction.commit()
    told = ask("hub/@stream?SearchableText=blogen")["stream"]
    assert [name["title"] for name in told["names"]["items"]] == ["Bloggen"]
    assert [(each["title"], each["number"]) for each in told["topics"]["items"]] == [("Fritid", 1)]
    assert ask("hub/@stream?SearchableText=skolforvaltning")["stream"]["names"]["items"] == [
        {
            "@id": f"{place.hub.absolute_url()}/skola",
            "type": "Administration",
            "title": "Skolförvaltningen",
            "service": "Förvaltning",
            "icon": "administration",
            "kind": "other",
        }
    ]
    assert ask("hub/@stream?SearchableText=fritid")["stream"]["names"]["items"][0]["@id"].endswith(
        "hub?topic=fritid"
    )
    for narrow in ("hemligkanal", "blogen&kind=blog", "blogen&b_start=20"):
        assert ask(f"hub/@stream?SearchableText={narrow}")["stream"]["names"] is None


def test_the_site_s_search_has_them_where_it_finds_no_page(place, request_factory, browse):
    query = "SearchableText=skolforvaltninggen"
    [item] = request_factory().get(f"@search?{query}").json()["items"]
    assert (item["@type"], item["title"]) == ("Administration", "Skolförvaltningen")
    [suggested] = browse().get(f"@@ajax-search?{query}").json()["items"]
    assert suggested["url"] == item["@id"] == f"{place.hub.absolute_url()}/skola"
    assert (
        request_factory().get("@search?SearchableText=Skolförvaltningen").json()["items_total"] == 1
    )
