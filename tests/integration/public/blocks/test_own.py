"""The blocks that only Volto has: a field for an account, and what is important now."""

from datetime import UTC, datetime, timedelta

from katrineholm.socialhub.public.blocks.kinds import KINDS


def test_the_field_for_an_account_leads_to_the_hubs_own_page(save, read, filled):
    save(**{"@type": "socialhubVerify"})
    form = read()["shown"]["form"]
    assert (form["action"], form["name"]) == (f"{filled.absolute_url()}/@@official", "address")


def test_what_is_important_now_stands_in_every_block(save, read, request_factory, filled, person):
    until = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    office = request_factory(basic_auth=person("Information Officer"))
    given = {"channel": filled.kultur.bloggen.UID(), "until": until}
    assert office.post("hub/@crisis", json=given).status_code == 200
    for kind in KINDS:
        save(**{"@type": kind})
        assert read()["shown"]["important"]["channel"]["title"] == "Bloggen"
