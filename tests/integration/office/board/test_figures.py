"""The figures of channels, collected from where they are stored."""

from datetime import date

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.steps import set_state as put
from katrineholm.socialhub.office.board.figure_cells import Cell
from katrineholm.socialhub.office.board.figures import channel_figures
from katrineholm.socialhub.office.board.period import requested_period


@pytest.fixture
def figures(figures_hub):
    """A function that gives the rows of a place for months, by the titles of the channels."""

    def figures(place=figures_hub, first="2026-03", last="2026-05"):
        with api.env.adopt_user(SITE_OWNER_NAME):
            found = channel_figures(place, requested_period({"from": first, "to": last}))
        return {row.facts.title: row for row in found}

    return figures


def test_a_closed_account_stays_in_its_time_and_no_longer(figures_hub, figures):
    with api.env.adopt_user(SITE_OWNER_NAME):
        days = {"official_since": date(2026, 1, 10), "closed_on": date(2026, 4, 10)}
        put(figures_hub.kultur.bloggen, "closed", **days)
    transaction.commit()
    row = figures()["Bloggen"]
    assert row.posts == (Cell(2), Cell(0), Cell(None, "outside"))
    assert [each.messages for each in row.handled] == [0, 0, 0]
    assert "Bloggen" not in figures(first="2026-05", last="2026-06")


def test_an_administration_has_its_own_channels_alone(figures_hub, school, figures):
    assert [*figures(figures_hub.kultur)] == ["Bloggen", "Insta"]
    assert figures(school) == {}
