"""Four processes take in messages at once: none is lost, and the log vouches for every line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from BTrees.OOBTree import OOBTree
from databaseserver import zeo
from mortal import die_with_parent
from persistent.mapping import PersistentMapping
from transaction import TransactionManager
from ZEO import ClientStorage
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from zope.annotation.attribute import AttributeAnnotations

from katrineholm.socialhub.core.messages.store import IncomingMessage, Messages
from katrineholm.socialhub.core.messages.verification import record_faults

pytestmark = pytest.mark.long

# The demand is two thousand in all; a careful person says 500.
EACH = int(os.environ.get("SOCIALHUB_WRITERS_CAPTURES", "150"))
PROCESSES, SECONDS = 4, 500
CAPTURE = Path(__file__).parent / "capture.py"


def made(folder):
    """A database with a hub, and one message in it."""
    database, manager = DB(FileStorage(f"{folder}/Data.fs")), TransactionManager()
    connection = database.open(manager)
    connection.root()["hub"] = hub = PersistentMapping()
    hub.__annotations__ = OOBTree()
    messages = Messages(AttributeAnnotations(hub))
    messages.receive(IncomingMessage("first", "news", {"text": "Ett"}), now=1_790_000_000)
    manager.commit()
    connection.close()
    database.close()


def test_captures_by_four_processes_are_all_kept_and_in_the_log(tmp_path):
    made(tmp_path)
    address = f"{tmp_path}/zeo.sock"
    with zeo(tmp_path):
        begun = [
            subprocess.Popen(
                [sys.executable, CAPTURE, address, f"p{number}", str(EACH)],
                preexec_fn=die_with_parent,
            )
            for number in range(PROCESSES)
        ]
        assert [each.wait(SECONDS) for each in begun] == [0] * PROCESSES
        manager = TransactionManager()
        connection = DB(ClientStorage.ClientStorage(address)).open(manager)
        messages = Messages(AttributeAnnotations(connection.root()["hub"]))
        assert len(messages) == PROCESSES * EACH + 1
        assert messages.root["messages"].maxKey() <= 4 * len(messages)
        assert list(record_faults(messages.root, at_rest=connection.cacheMinimize)) == []
        assert messages.append_queued_lines(1_790_000_000).count == PROCESSES * EACH * 3 + 1
        assert list(record_faults(messages.root, at_rest=connection.cacheMinimize)) == []
        manager.abort()
        connection.close()
        connection.db().close()
