"""What would change, in words."""

import re
from datetime import date
from html import unescape

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.interfaces import IChannel

PAGE = "hub/@@import"
HEADER = "title;administration;profile_url"


@pytest.fixture
def existing(make_functional_channel):
    """An official channel, ``bloggen``, with duties."""
    return make_functional_channel(
        "bloggen",
        title="Bloggen",
        responsible="Anna Berg <anna@example.se>",
        substitute="Bo Ek <bo@example.se>",
        purpose="Att berätta",
        rhythm=7,
        starts=date(2026, 1, 31),
        interval=60,
    )


@pytest.fixture
def office(functional_administration, person, browse):
    """A session of the office's."""
    return browse(*person("Information Officer"))


def token(session):
    return re.search(r'name="_authenticator" value="(\w+)"', session.get(PAGE).text)[1]


def look(session, *lines, data=None):
    data = "\n".join(lines).encode() if data is None else data
    form = {"_authenticator": token(session), "do": "look"}
    return session.post(PAGE, data=form, files={"file": ("kanaler.csv", data, "text/csv")})


def confirm(session, page, **changes):
    hidden = dict(
        re.findall(r'name="(carried|seen|_authenticator)"[^>]*?value="([^"]*)"', page.text)
    )
    return session.post(PAGE, data={"do": "store"} | hidden | changes)


def report(page):
    """(line, what happens, with which fields or reasons) of each row."""
    rows = re.findall(r'<tr>\s*<th scope="row">[^<]*</th>(.*?)</tr>', page.text, re.DOTALL)
    return [
        " ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split())
        for row in rows
        if "<ul" in row or "badge" in row
    ]


def stored(functional_portal):
    transaction.begin()
    with api.env.adopt_user(SITE_OWNER_NAME):
        channels = functional_portal.hub.kultur.objectValues()
        return {each.profile_url: each for each in channels if IChannel.providedBy(each)}


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
