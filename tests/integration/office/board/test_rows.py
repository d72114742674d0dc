"""What is kept of a board is made anew when anything changes."""

import transaction
from helpers.integration.office.board import EVA, notify_changed, works
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.office.board.rows import board_rows
from katrineholm.socialhub.refresh.state_storage import store_state


def seen(context):
    with api.env.adopt_user(SITE_OWNER_NAME):
        return {row.facts.title: row for row in board_rows(context)}


def test_what_is_changed_shows_at_once(board_hub):
    assert seen(board_hub)["Trasig"].technique.colour == "red"
    store_state(board_hub, board_hub.kultur.trasig.UID(), works(board_hub.kultur.trasig))
    transaction.commit()
    assert seen(board_hub)["Trasig"].technique.colour == "green"
    board_hub.kultur.trasig.substitute = EVA
    notify_changed(board_hub.kultur.trasig)
    assert "substitute" not in seen(board_hub)["Trasig"].problems
