"""Messages and the diary in a package: by choice, and never what may be secret."""

import json
from zipfile import ZipFile

import pytest
import transaction
from officers import people  # noqa: F401
from plone import api
from settling import DIARY as IN_WINTER

from katrineholm.socialhub.core.files.package_check import package_errors
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import IncomingMessage
from katrineholm.socialhub.inbox.steps.routing import receive_messages
from katrineholm.socialhub.inbox.steps.steps import set_facts, take_step

JUNE = 1_781_500_000
DIARY = IN_WINTER | {"diary_date": "2026-06-16"}


@pytest.fixture
def received(hub, people):  # noqa: F811
    """A comment with a file, one that may be secret, and one of July; two are in the diary."""

    def receive(text, now, files=None):
        told, uid = captured_content(text, how="typed", at=now), hub.kultur.bloggen.UID()
        return receive_messages(
            hub, [IncomingMessage(f"test:{text}", uid, told, False, files or {})], now=now
        )[0]

    with api.env.adopt_user("rut"):
        open_one = receive("Vem plogar?", now=JUNE, files={"../bild.png": b"png"})
        secret = receive("Min sjukdom", now=JUNE)
        set_facts(hub, secret, {"secret": True}, now=JUNE)
        receive("I juli", now=JUNE + 30 * 86400)
        take_step(hub, open_one, "register", {"diary_number": "A 1"} | DIARY, now=JUNE)
        take_step(hub, secret, "register", {"diary_number": "A 2"} | DIARY, now=JUNE)
    transaction.commit()
    return open_one, secret


def test_they_are_in_it_by_choice_only(order, received):
    _status, package = order("--channel", "hub/kultur/bloggen")
    with ZipFile(package) as zipped:
        assert not [name for name in zipped.namelist() if "/messages/" in name]


def test_what_may_be_secret_is_left_out_and_told_without_its_sender(order, received, read):
    _status, package = order("--channel", "hub/kultur/bloggen", "--messages", "--diary")
    [message] = map(json.loads, read(package, "messages.jsonl").splitlines())
    assert message["captured"]["text"] == "Vem plogar?"
    [file] = message["files"]
    with ZipFile(package) as zipped:
        [name] = [name for name in zipped.namelist() if name.endswith(file["path"])]
        assert (zipped.read(name), file["name"]) == (b"png", "../bild.png")
        assert not any(b"sjukdom" in zipped.read(each) for each in zipped.namelist())
    diary = read(package, "diary.csv")
    assert "A 2" in diary
    assert diary.count(DIARY["diary_party"]) == 1
    assert list(package_errors(package)) == []
