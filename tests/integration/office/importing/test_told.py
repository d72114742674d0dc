"""What would change, in words."""

from helpers.integration.office.importing import PAGE, confirm, look, report, stored

HEADER = "title;administration;profile_url"


def test_what_would_change_is_told_from_what_to_what(office, existing, functional_portal):
    names = "purpose;kind;rhythm;starts;interval;responsible;dialogue"
    cells = ";Video;;2026-02-01;90;Åsa Öst <asa@example.se>;Ja"
    rows = f"{HEADER};{names}", f"Ny ”titel”;kultur;{existing.profile_url};{cells}"
    page = look(office, data="\r\n".join(rows).encode("cp1252"))
    [told] = report(page)
    assert told == (
        "2 Ändrad Kanalen hittades genom sitt konto: raden har inget id. "
        "Kanal: Bloggen → Ny ”titel” Slag: Annat → Video Dialog är möjlig: Nej → Ja "
        "Startdatum: 2026-01-31 → 2026-02-01 "
        "Ansvarig: Anna Berg <anna@example.se> → Åsa Öst <asa@example.se> "
        "Hämtningsintervall: 60 → 90"
    )
    assert confirm(office, page).url.endswith(PAGE)
    channel = stored(functional_portal)[existing.profile_url]
    assert (channel.title, channel.purpose) == ("Ny ”titel”", "Att berätta")
