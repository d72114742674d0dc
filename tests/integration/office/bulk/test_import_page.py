"""The page on which a file is brought in."""

from datetime import date

import pytest
import transaction
from helpers.core.workbooks import workbook
from helpers.integration.office.importing import PAGE, alerts, confirm, look, report, stored, token
from plone import api

from katrineholm.socialhub.accounts.channels import limits
from katrineholm.socialhub.core.files.csv_writer import csv_bytes
from katrineholm.socialhub.office.bulk.import_page import packed_file, unpacked_file

HEADER = "title;administration;profile_url"
NEW = "Nya kanalen;kultur;https://mastodon.se/@kultur"


def test_that_fields_are_to_be_emptied_is_ticked_and_confirmed(office, existing, functional_portal):
    data = f"{HEADER};rhythm\nBloggen;kultur;{existing.profile_url};".encode()
    form = {"_authenticator": token(office), "do": "look", "clear": "1"}
    page = office.post(PAGE, data=form, files={"file": ("a.csv", data, "text/csv")})
    assert "Planerad takt: Varje vecka → (tomt)" in report(page)[0]
    assert 'name="clear"' in page.text.split('name="do"')[0]
    # Without it something else would happen, and is shown before it does.
    assert len(alerts(confirm(office, page))) == 1
    assert stored(functional_portal)[existing.profile_url].rhythm == 7
    assert confirm(office, page, clear="1").url.endswith(PAGE)
    assert stored(functional_portal)[existing.profile_url].rhythm is None


def test_nothing_is_looked_at_or_stored_without_the_forms_token(office, functional_portal):
    page = look(office, HEADER, NEW)
    assert confirm(office, page, _authenticator="x").status_code == 403
    assert stored(functional_portal) == {}


@pytest.mark.parametrize("role", ["", "Member", "Contributor", "Editor", "Reviewer"])
def test_only_those_who_keep_the_list_bring_channels_in(
    functional_administration, functional_portal, person, browse, role
):
    session = browse(*(person(role) if role else ()))
    carried = packed_file(f"{HEADER}\n{NEW}".encode())
    answers = [
        session.get(PAGE, allow_redirects=False),
        session.post(PAGE, data={"do": "store", "carried": carried}, allow_redirects=False),
    ]
    assert {answer.status_code for answer in answers} <= {302, 401, 403}
    assert stored(functional_portal) == {}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"fel;rubriker\n1;2",
        f"{HEADER}\nKanal å;kultur;https://a.example.se/".encode("mac-roman"),
        b"PK\x03\x04\x00\x00",
        HEADER.encode(),
        f"{HEADER};state;hemlighet\n1;2;3;4;5".encode(),
        f"{HEADER}\n".encode() + b"a;b;c\n" * 50_000,
        f"{HEADER}\n".encode() + b"x" * 6_000_000,
    ],
    ids=["empty", "header", "charset", "zip", "no rows", "unknown", "50000 rows", "huge"],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(office, functional_portal, data):
    page = look(office, data=data)
    assert page.status_code == 200
    assert len(alerts(page)) == 1
    assert stored(functional_portal) == {}


@pytest.mark.parametrize(
    "carried", ["", "AAAA", "inte base64!", packed_file(b"\0" * 30_000_000)[:900]]
)
def test_a_confirmation_that_was_tampered_with_stores_nothing(office, functional_portal, carried):
    page = look(office, HEADER, NEW)
    assert len(alerts(confirm(office, page, carried=carried))) == 1
    assert stored(functional_portal) == {}


def test_a_file_is_carried_in_the_form_and_comes_out_the_same():
    data = csv_bytes(["title"], [["Åsa"], ["=1+1"]])
    assert unpacked_file(packed_file(data)) == data
    assert len(unpacked_file(packed_file(b"\0" * 20_000_000))) == 5_000_001


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_new_channel_is_shown_first_and_stored_when_it_is_confirmed(
    office, functional_portal, kind
):
    header = f"{HEADER};responsible;responsible_email;dialogue;starts;kind;rhythm"
    row = f"{NEW};Anna Berg;anna@example.se;ja;2026-02-01;Mikroblogg;7"
    if kind == "csv":
        page = look(office, header, row)
    else:
        cells = [*row.split(";")[:-3], 46054, "Mikroblogg", 7]  # the day as Excel stores it
        page = look(office, data=workbook([header.split(";"), cells]))
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


def test_a_file_that_brings_too_many_channels_is_refused_as_a_whole(
    office, existing, functional_portal
):
    limits.set_site_limits(functional_portal, {limits.CHANNELS: 2})
    transaction.commit()
    rows = [f"Nr {n};kultur;https://mastodon.se/@nr{n}" for n in range(2)]
    page = look(office, HEADER, rows[0])
    [refusal] = alerts(look(office, HEADER, *rows))
    assert "Webbplatsen får ha 2 kanaler, stängda inräknade, och har redan 1." in refusal
    limits.set_site_limits(functional_portal, {limits.CHANNELS: 1})
    transaction.commit()
    assert len(alerts(confirm(office, page))) == 1
    assert list(stored(functional_portal)) == [existing.profile_url]
    limits.set_site_limits(functional_portal, {limits.CHANNELS: 2})
    transaction.commit()
    assert confirm(office, page).url.endswith(PAGE)
    assert len(stored(functional_portal)) == 2
