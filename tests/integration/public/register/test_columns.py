"""The list as a table: as many cells as titles, whatever is known of a channel."""

from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.person import person
from katrineholm.socialhub.accounts.channels.responsibility import Duties
from katrineholm.socialhub.public.register import columns


def test_every_column_has_its_cell(channel):
    facts = facts_of(channel)
    cells = dict(zip(columns.PUBLIC_COLUMNS, columns.public_cells(facts, str.upper), strict=True))
    assert (cells["title"], cells["contact_email"]) == ("Bloggen", "kultur@example.se")
    assert (cells["page"], cells["closed_on"]) == ("/PLONE/HUB/KULTUR/BLOGGEN", None)


def test_who_answers_has_name_and_address(channel):
    duties = Duties("Anna Berg <anna@example.se>", "", "", (), "2026-05-04")
    found = columns.duty_cells(facts_of(channel), duties, person)
    cells = dict(zip(columns.DUTY_COLUMNS, found, strict=True))
    assert (cells["responsible"], cells["responsible_email"]) == ("Anna Berg", "anna@example.se")
    assert (cells["substitute"], cells["confirmed_on"].isoformat()) == (None, "2026-05-04")
