"""Which values are others than a channel's own."""

from helpers.integration.office.importing import PAGE, confirm, judged, look, report, stored

HEADER = "title;administration;profile_url"


def test_the_full_export_comes_back_unchanged(office, existing, functional_portal):
    exported = office.get("hub/@@export-csv", params={"full": "1"}).content
    planned = judged(functional_portal, exported)
    assert [(each.verdict, each.changes, each.reasons) for each in planned] == [
        ("unchanged", {}, [])
    ]


def test_what_the_export_tells_of_drafts_and_of_those_who_are_gone_comes_back_unchanged(
    office, make_functional_channel, functional_portal
):
    for id, uid in (("ett", "responsible"), ("tva", "substitute")):
        make_functional_channel(
            id, state="draft", profile_url="https://mastodon.se/@kultur", **{uid: "borta"}
        )
    exported = office.get("hub/@@export-csv", params={"full": "1"}).content
    planned = judged(functional_portal, exported)
    assert [(each.verdict, each.changes, each.reasons) for each in planned] == [
        ("unchanged", {}, []),
        ("unchanged", {}, []),
    ]


def test_an_empty_cell_changes_nothing_unless_it_is_asked_and_a_missing_column_never(
    existing, functional_portal
):
    names = "audience;responsible;substitute;kind;interval;starts"
    data = f"{HEADER};{names}\n;kultur;{existing.profile_url}{';' * 6}".encode()
    [planned] = judged(functional_portal, data)
    assert (planned.changes, planned.reasons) == ({}, [])
    data = f"{HEADER};audience;kind;interval;starts\nB;kultur;{existing.profile_url};;;;".encode()
    [planned] = judged(functional_portal, data, clear=True)
    assert (planned.changes, planned.reasons) == ({"title": "B", "starts": None}, [])


def test_what_would_change_is_told_from_what_to_what(office, existing, functional_portal):
    names = "purpose;kind;rhythm;starts;interval;responsible;dialogue"
    cells = ";Video;;2026-02-01;90;Åsa Öst <asa@example.se>;Ja"
    rows = f"{HEADER};{names}", f"Ny ”titel”;kultur;{existing.profile_url};{cells}"
    page = look(office, data="\r\n".join(rows).encode("cp1252"))
    [told] = report(page)
    assert told == (
        "2 Ändrad Kanalen hittades genom sitt konto: raden har inget id. "
        "Kanal: Bloggen → Ny ”titel” Typ: Annat → Video Dialog är möjlig: Nej → Ja "
        "Startdatum: 2026-01-31 → 2026-02-01 "
        "Ansvarig: Anna Berg <anna@example.se> → Åsa Öst <asa@example.se> "
        "Hämtningsintervall: 60 → 90"
    )
    assert confirm(office, page).url.endswith(PAGE)
    channel = stored(functional_portal)[existing.profile_url]
    assert (channel.title, channel.purpose) == ("Ny ”titel”", "Att berätta")
