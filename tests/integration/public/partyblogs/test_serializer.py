"""``GET @council`` and ``GET @party``: the shelf and a party as their pages have them."""

import pytest
from helpers.integration.public.plain import unlinked, unsaid


@pytest.mark.parametrize("is_office", [False, True], ids=["visitor", "office"])
@pytest.mark.parametrize("rule", ["alphabet", "seats"])
@pytest.mark.usefixtures("framed")
def test_what_the_shelf_says_is_said_in_the_same_words(
    council, set_order, browse, request_factory, person, rule, is_office
):
    set_order(rule)
    login = person("Information Officer") if is_office else ()
    page = browse(*login).get("hub/@@parties").text
    told = request_factory(basic_auth=login or None).get("hub/@council").json()
    names = [party["title"] for party in told["parties"]]
    assert names == sorted(names, key=page.index)
    assert len(names) == 4
    for party in told["parties"]:
        # When it sits stands on its own page.
        party["term"] = ""
    assert unsaid(page, told) == []
    links = {**told, "@id": None, "url": None}
    links["parties"] = [{**party, "@id": None} for party in told["parties"]]
    assert unlinked(page, links) == []
    assert bool(told["others"]) is bool(told["office"]) is is_office


@pytest.mark.parametrize("is_office", [False, True], ids=["visitor", "office"])
def test_a_party_is_told_of_as_on_its_page(council, browse, request_factory, person, is_office):
    login = person("Information Officer") if is_office else ()
    for path in ("hub/orta", "hub/ortagarden", "hub/avgangna"):
        if browse().get(path).status_code != 200:
            continue
        page = browse(*login).get(path).text
        told = request_factory(basic_auth=login or None).get(f"{path}?expand=party").json()
        party = told["@components"]["party"]
        assert party == request_factory(basic_auth=login or None).get(f"{path}/@party").json()
        assert unsaid(page, {**party, "party": None}) == []
        assert bool(party["facts"]) is is_office
