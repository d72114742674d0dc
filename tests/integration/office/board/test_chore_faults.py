"""The office reads on its board what the worker could not do, and why."""

from html import unescape

import pytest
import transaction
from zope.component import getUtilitiesFor

from katrineholm.socialhub.office.board.chore_faults import CHORE_TITLES
from katrineholm.socialhub.refresh import faults
from katrineholm.socialhub.refresh.interfaces import IChore

NOW = 1_790_000_000


@pytest.fixture
def note(functional_portal):
    """A function that notes a fault."""

    def note(chore, path, why, **given):
        faults.store_fault(functional_portal, chore, path, why, NOW, **given)
        transaction.commit()

    return note


@pytest.mark.usefixtures("functional_portal")
def test_each_chore_has_a_title():
    assert sorted(CHORE_TITLES) == sorted(name for name, _chore in getUtilitiesFor(IChore))


def shown(session):
    return " ".join(unescape(session.get("hub/@@board").text).split())


def test_it_says_which_chore_failed_for_which_channel_and_why(office, board_hub, note):
    note("snapshots", "/plone/hub/kultur/bra", "TypeError: <odd>")
    page = shown(office)
    assert "<strong>Ögonblicksbilder</strong>" in page
    assert 'hub/kultur/bra">Bra</a>' in page
    assert "sedan 21 september 2026 kl. 16.13 (försök: 1)." in page
    assert "Hämtaren försöker igen 21 september 2026" in page
    assert "TypeError: &lt;odd&gt;" in office.get("hub/@@board").text


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("", "Sociala medier"),
        ("/plone/hub", "Sociala medier"),
        ("/plone/hub/@@messages/12", "Meddelande 12"),
        ("/plone/hub/@@packages/0a", "Sociala medier"),
    ],
)
def test_whatever_failed_has_a_name(office, board_hub, note, path, what):
    note("messages", path, "x")
    [fault] = office.get("hub/@health", headers={"Accept": "application/json"}).json()["faults"]
    assert (fault["what"], fault["times"], fault["why"]) == (what, 1, "x")
    assert office.get(fault["url"]).url.startswith(board_hub.absolute_url())


def test_a_channel_is_known_by_its_uid_too(office, board_hub, note):
    note("webhooks", f"/plone/hub/{board_hub.kultur.bra.UID()}", "x")
    assert 'hub/kultur/bra">Bra</a>' in shown(office)


def test_what_waits_for_a_person_is_said_in_words_and_without_a_next_try(office, note):
    note(
        "packages",
        "/plone/hub/@@packages/0a",
        "The channel or the administration is not there any more.",
        again=faults.NEVER,
    )
    page = shown(office)
    assert "Kanalen eller förvaltningen finns inte längre." in page
    assert "Hämtaren försöker igen" not in page


def test_another_hubs_faults_and_an_editor_are_not_told(office, editor, note):
    note("snapshots", "/plone/hubben/kultur/x", "x")
    assert "Ögonblicksbilder</strong>" not in shown(office)
    note("snapshots", "/plone/hub/kultur/bra", "x")
    assert "Ögonblicksbilder</strong>" not in editor.get("hub/kultur/@@board").text
