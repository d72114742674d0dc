"""Delivery to a real SFTP server, whose key is pinned."""

import logging

import paramiko
import pytest
from paramiko import SFTPAttributes

from katrineholm.socialhub.archive.packages import sftp_target
from katrineholm.socialhub.archive.packages.sftp_target import open_sftp
from katrineholm.socialhub.archive.packages.targets import LARGEST_RECEIPT, DeliveryFailed, Target


@pytest.fixture
def target(server, tmp_path):
    """A function that gives the operator's settings: ``target(host_key="…")``."""
    (tmp_path / "password").write_text("hemligt\n")

    def target(**more):
        values = {
            "folder": "/in",
            "host": "127.0.0.1",
            "port": server.port,
            "user": "kommunen",
            "host_key": server.host_key,
            "password_file": str(tmp_path / "password"),
        }
        return Target(**values | more)

    return target


def put(target, file):
    with open_sftp(target) as place:
        place.put(file)


def test_a_file_comes_whole_and_a_second_time_changes_nothing(inbox, target, parcel):
    for _time in range(2):
        put(target(), parcel())
        [found] = inbox.iterdir()
        assert (found.name, found.stat().st_size) == ("uuid-1.zip", parcel().size)
        assert found.read_bytes() == b"".join(parcel().chunks())


def test_a_key_of_ones_own_lets_in_too(inbox, server, target, parcel, tmp_path):
    key = paramiko.ECDSAKey.generate()
    key.write_private_key_file(str(tmp_path / "key"))
    server._login.keys = [key]
    put(target(password_file="", key_file=str(tmp_path / "key")), parcel())
    assert [each.name for each in inbox.iterdir()] == ["uuid-1.zip"]


def test_a_server_with_another_key_gets_neither_the_password_nor_a_file(
    inbox, server, target, parcel
):
    given = []
    server._login.check_auth_password = lambda *login: given.append(login)
    other = paramiko.ECDSAKey.generate()
    for kind in (other, paramiko.RSAKey.generate(2048)):
        host_key = f"{kind.get_name()} {kind.get_base64()}"
        with pytest.raises(DeliveryFailed, match="another key"):
            put(target(host_key=host_key), parcel())
    assert (given, list(inbox.iterdir())) == ([], [])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"host_key": "ssh-ed25519 xyz"}, "missing or bad value"),
        ({"host_key": "nonsense"}, "missing or bad value"),
        ({"user": "annan"}, "does not let us in"),
        ({"password_file": "/nonexistent"}, "cannot be read"),
        ({"password_file": "", "key_file": "/nonexistent"}, "cannot be read"),
        ({"folder": "/out"}, "not there"),
        ({"port": 1}, "does not answer"),
    ],
)
def test_each_refusal_is_a_sentence_without_the_password(
    inbox, target, parcel, caplog, change, sentence
):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(DeliveryFailed, match=sentence) as refused:
        put(target(**change), parcel())
    assert "hemligt" not in caplog.text + str(refused.value) + refused.value.detail
    assert list(inbox.iterdir()) == []


def test_another_file_of_the_name_is_left_alone(inbox, target, parcel):
    (inbox / "uuid-1.zip").write_bytes(b"other")
    with pytest.raises(DeliveryFailed, match="another file"):
        put(target(), parcel())
    assert [each.read_bytes() for each in inbox.iterdir()] == [b"other"]


def test_what_the_server_loses_is_noticed_and_nothing_stays(inbox, server, target, parcel):
    server.broken["cut"] = True
    with pytest.raises(DeliveryFailed, match="did not come whole"):
        put(target(), parcel())
    assert list(inbox.iterdir()) == []


def test_an_interrupted_one_leaves_nothing(inbox, target, parcel):
    def broken():
        yield b"PK"
        raise KeyError("x")

    with pytest.raises(KeyError):
        put(target(), parcel(broken()))
    assert list(inbox.iterdir()) == []


def test_of_the_files_only_small_plain_ones_in_the_folder_may_be_receipts(
    inbox, server, target, tmp_path
):
    (inbox / "kvitto.txt").write_text("ja")
    (inbox / "huge").write_bytes(b"x" * (LARGEST_RECEIPT + 1))
    (inbox / "link").symlink_to(tmp_path / "password")
    upward = SFTPAttributes.from_stat((inbox / "kvitto.txt").stat())
    upward.filename = "../password"
    server.broken["listed"] = [upward]
    with open_sftp(target()) as place:
        assert [(each.name, each.read()) for each in place.receipt_files()] == [
            ("kvitto.txt", b"ja")
        ]


def test_without_the_library_it_says_so(target, monkeypatch):
    monkeypatch.setattr(sftp_target, "paramiko", None)
    with pytest.raises(DeliveryFailed, match="not installed"), open_sftp(target()):
        pass
