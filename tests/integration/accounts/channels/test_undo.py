"""The last door: the database's undo, which asks no rule, refuses what later steps rely on."""

from base64 import encodebytes

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from Testing.makerequest import makerequest
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage
from ZODB.FileStorage import FileStorage
from ZODB.POSException import UndoError
from zope.component.hooks import setSite

from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import take_channel_step

WHOLE = {
    "responsible": "Anna Berg <anna@example.se>",
    "substitute": "Bo Ek <bo@example.se>",
    "purpose": "Att berätta",
}


@pytest.fixture
def undoable(functional, functional_portal, make_functional_channel, tmp_path):
    """The administration in a database that can undo: the layer's own cannot."""
    make_functional_channel("utkast", state="draft", **WHOLE | {"purpose": None})
    make_functional_channel("gammal", profile_url="https://samma.example.se/", **WHOLE)
    make_functional_channel("ny", state="draft", profile_url="https://samma.example.se/", **WHOLE)
    changes = FileStorage(str(tmp_path / "changes.fs"), blob_dir=str(tmp_path / "blobs"))
    base = functional["zodbDB"].storage
    db = DB(DemoStorage(base=base, changes=changes, close_base_on_close=False))
    connection = db.open()
    portal = makerequest(connection.root()["Application"])[functional_portal.getId()]
    setSite(portal)
    yield db, portal.hub.kultur
    transaction.abort()
    setSite(functional_portal)
    connection.close()
    db.close()


def latest_of(channel):
    """What ``undo`` calls the transaction that has last changed a channel."""
    channel._p_activate()
    return encodebytes(channel._p_serial).rstrip()


def undo(db, transaction_id):
    db.undo(transaction_id)
    transaction.commit()


def test_what_a_reported_channel_was_given_is_not_undone(undoable):
    db, kultur = undoable
    with api.env.adopt_user(SITE_OWNER_NAME):
        kultur.utkast.purpose = "Att berätta"
        transaction.commit()
        given = latest_of(kultur.utkast)
        take_channel_step(kultur.utkast, "report")
        transaction.commit()
    with pytest.raises(UndoError):
        undo(db, given)
    transaction.abort()
    assert (kultur.utkast.purpose, api.content.get_state(kultur.utkast)) == (
        "Att berätta",
        "reported",
    )


def test_a_closing_is_not_undone_once_the_account_stands_on_the_list_again(undoable):
    db, kultur = undoable
    with api.env.adopt_user(SITE_OWNER_NAME):
        # As in any hub, a channel has been reported before.
        kultur.utkast.purpose = "Att berätta"
        take_channel_step(kultur.utkast, "report")
        transaction.commit()
        take_channel_step(kultur.gammal, "close", StepInput(comment="Slut", closed_on=today()))
        transaction.commit()
        closed = latest_of(kultur.gammal)
        take_channel_step(kultur.ny, "report")
        transaction.commit()
    with pytest.raises(UndoError):
        undo(db, closed)
    transaction.abort()
    assert api.content.get_state(kultur.gammal) == "closed"
