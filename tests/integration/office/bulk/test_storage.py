"""A plan is stored as it was seen."""

from datetime import date

from helpers.integration.office.importing import PAGE, confirm, look, report, stored
from plone import api

HEADER = "title;administration;profile_url"
NEW = "Nya kanalen;kultur;https://mastodon.se/@kultur"


def test_a_new_channel_is_shown_first_and_stored_when_it_is_confirmed(office, functional_portal):
    header = f"{HEADER};responsible;responsible_email;dialogue;starts;kind;rhythm"
    row = f"{NEW};Anna Berg;anna@example.se;ja;2026-02-01;Mikroblogg;7"
    page = look(office, header, row)
    assert (len(report(page)), stored(functional_portal)) == (1, {})
    page = confirm(office, page)
    assert (page.status_code, page.url.endswith(PAGE)) == (200, True)
    [channel] = stored(functional_portal).values()
    assert api.content.get_state(channel) == "draft"
    assert {name: getattr(channel, name) for name in ("title", "platform", "kind", "rhythm")} == {
        "title": "Nya kanalen",
        "platform": "mastodon",
        "kind": "microblog",
        "rhythm": 7,
    }
    assert (channel.responsible, channel.starts, channel.dialogue) == (
        "Anna Berg <anna@example.se>",
        date(2026, 2, 1),
        True,
    )


def test_an_export_that_was_edited_changes_what_was_edited(office, existing, functional_portal):
    exported = office.get("hub/@@export-csv", params={"full": "1"}).content
    edited = exported.replace("Att berätta".encode(), b"Att lyssna")
    edited = edited.replace(b"bo@example.se", b"bosse@example.se")
    page = confirm(office, look(office, data=edited))
    assert page.url.endswith(PAGE)
    channel = stored(functional_portal)["https://bloggen.example.se/"]
    assert (channel.purpose, channel.substitute) == ("Att lyssna", "Bo Ek <bosse@example.se>")
    assert (channel.responsible, channel.interval) == ("Anna Berg <anna@example.se>", 60)
    assert api.content.get_state(channel) == "official"
