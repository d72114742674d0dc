"""The columns of a file that is brought in."""

from helpers.integration.office.importing import alerts, look

from katrineholm.socialhub.office.bulk.columns import accepted_titles

PAGE = "hub/@@import"


def test_a_column_that_is_missing_is_called_as_in_the_readers_language(office):
    [alert] = alerts(look(office, "id;x", "1;2"))
    assert "Kanal, Förvaltning, Publik adress" in alert


def test_no_title_stands_for_two_columns(portal):
    titles = [
        title
        for name, others in accepted_titles().items()
        for title in {each.casefold() for each in (name, *others)}
    ]
    assert sorted(titles) == sorted(set(titles))
