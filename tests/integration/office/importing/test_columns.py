"""The columns of a file that is brought in."""

import re
from html import unescape

import pytest

from katrineholm.socialhub.office.importing.columns import columns

PAGE = "hub/@@import"


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


def alerts(page):
    found = re.findall(r'<p class="alert[^>]*>(.*?)</p>', page.text, re.DOTALL)
    return [" ".join(unescape(each).split()) for each in found]


def test_a_column_that_is_missing_is_called_as_in_the_readers_language(office):
    [alert] = alerts(look(office, "id;x", "1;2"))
    assert "Kanal, Förvaltning, Publik adress" in alert


def test_no_title_stands_for_two_columns(portal):
    titles = [
        title
        for name, others in columns().items()
        for title in {each.casefold() for each in (name, *others)}
    ]
    assert sorted(titles) == sorted(set(titles))
