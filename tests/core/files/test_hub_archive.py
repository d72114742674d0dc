"""The archive: written and read as a stream, and nothing strange is let in."""

import io
import json
import tarfile
import tracemalloc
from hashlib import sha256

import pytest
from ZODB.blob import Blob

from katrineholm.socialhub.core.files import hub_archive
from katrineholm.socialhub.core.files.hub_archive import new_archive, unpack_archive
from katrineholm.socialhub.core.files.json_values import TransferError

PICTURE = b"\x89PNG" * 50_000
DIGEST = sha256(PICTURE).hexdigest()
MEGABYTE = 2**20


def rewritten(path, change):
    """The archive with other members: ``change`` is given and gives (TarInfo, bytes)."""
    with tarfile.open(path) as tar:
        members = [(each, tar.extractfile(each).read()) for each in tar]
    with tarfile.open(path, "w") as tar:
        for info, data in change(members):
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return path


def member(name, data=b"x", **values):
    info = tarfile.TarInfo(name)
    for key, value in values.items():
        setattr(info, key, value)
    return info, data


def before_last(*found):
    return lambda members: [*members[:-1], *found, members[-1]]


def relisted(members):
    """With a list of files that tells of what is there."""
    told = [
        {"path": info.name, "size": len(data), "sha256": sha256(data).hexdigest()}
        for info, data in members
        if info.name != hub_archive.MANIFEST
    ]
    lines = "".join(json.dumps(each, separators=(",", ":")) + "\n" for each in told).encode()
    return [
        *(each for each in members if each[0].name != hub_archive.MANIFEST),
        member(hub_archive.MANIFEST, lines),
    ]


def about(**values):
    told = {"format": hub_archive.FORMAT, "version": 1} | values
    return member(hub_archive.ABOUT, json.dumps(told).encode())


def test_an_archive_is_unpacked_as_it_was(make, folder):
    told = unpack_archive(make(title="Å"), folder)
    assert told == {"format": "katrineholm.socialhub.hub", "version": 1, "title": "Å"}
    assert (folder / "books/a.b.jsonl").read_bytes().startswith(b'["put","a",1]\n')
    assert hub_archive.unpacked_file(folder, DIGEST).read_bytes() == PICTURE
    assert [each["path"] for each in hub_archive.manifest_items(folder)] == [
        *("about.json", f"files/{DIGEST[:2]}/{DIGEST}", "accounts.jsonl", "books/a.b.jsonl")
    ]


def test_it_is_a_tar_file_that_others_can_read(make):
    with tarfile.open(make()) as tar:
        assert [each.name for each in tar][-1] == hub_archive.MANIFEST
        assert all(each.mode == 0o600 for each in tar)


def test_nobody_else_on_the_machine_reads_it(make):
    assert make().stat().st_mode & 0o777 == 0o600


def test_two_archives_are_told_apart(make, tmp_path):
    found = []
    for name, title in (("a.tar", "A"), ("b.tar", "B"), ("c.tar", "B")):
        folder = tmp_path / title / name
        folder.mkdir(parents=True)
        unpack_archive(make(name, title=title), folder)
        found.append(hub_archive.manifest_hash(folder))
    assert found[0] != found[1] == found[2]


def test_what_is_there_is_not_written_over(make):
    with pytest.raises(TransferError, match="is there already"):
        make(make().name)


def test_where_it_fails_there_is_nothing(tmp_path):
    with pytest.raises(ZeroDivisionError), new_archive(tmp_path / "hub.tar", {}) as made:
        made.put_lines("a.jsonl", (b"%d\n" % (1 // each) for each in (1, 0)))
    assert list(tmp_path.iterdir()) == []


def test_the_same_file_may_lie_in_it_twice(tmp_path, folder):
    with new_archive(tmp_path / "hub.tar", {}) as made:
        assert made.add_blob(Blob(b"x")) == made.add_blob(Blob(b"x"))
    unpack_archive(tmp_path / "hub.tar", folder)


CHANGES = {
    "a path outside": before_last(member("../evil.jsonl")),
    "a path from the root": before_last(member("/etc/evil.jsonl")),
    "a path outside within books": before_last(member("books/../../evil.jsonl")),
    "a program": before_last(member("evil.py")),
    "a link": before_last(member("a.jsonl", b"", type=tarfile.SYMTYPE, linkname="/etc/passwd")),
    "a hard link": before_last(member("a.jsonl", b"", type=tarfile.LNKTYPE, linkname="about.json")),
    "a folder": before_last(member("books", b"", type=tarfile.DIRTYPE)),
    "a device": before_last(member("a.jsonl", b"", type=tarfile.CHRTYPE)),
    "a file that nothing lists": before_last(member("b.jsonl")),
    "a file twice": lambda members: relisted([*members[:-1], member("accounts.jsonl", b"{}\n")]),
    "a file less": lambda members: [*members[:-2], members[-1]],
    "another line": lambda members: [
        (info, data.replace(b'"a",1', b'"a",2')) for info, data in members
    ],
    "another picture": lambda members: [
        (info, data.replace(b"PNG", b"GIF")) for info, data in members
    ],
    "another picture that is listed": lambda members: relisted(
        [(info, data.replace(b"PNG", b"GIF")) for info, data in members]
    ),
    "another order": lambda members: [members[0], *members[1:-1][::-1], members[-1]],
    "no list": lambda members: members[:-1],
    "something behind the list": lambda members: [*members, member("z.jsonl")],
    "a list that is none": lambda members: [*members[:-1], member(hub_archive.MANIFEST, b"x\n")],
    "an empty list": lambda members: [*members[:-1], member(hub_archive.MANIFEST, b"")],
    "a list that is a link": lambda members: [
        *members[:-1],
        member(hub_archive.MANIFEST, b"", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
    ],
    "nothing": lambda members: [],
    "nothing that tells of it": lambda members: members[1:],
    "another format": lambda members: [about(format="zip"), *members[1:]],
    "a newer version": lambda members: [about(version=2), *members[1:]],
    "a version that is none": lambda members: [about(version="1"), *members[1:]],
    "no JSON": lambda members: [member(hub_archive.ABOUT, b"[" * 60_000), *members[1:]],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_strange_or_damaged_is_refused_in_a_sentence(make, folder, tmp_path, change):
    path = rewritten(make(), change)
    with pytest.raises(TransferError) as refused:
        unpack_archive(path, folder)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)
    assert {each.name for each in tmp_path.iterdir()} == {"hub.tar", "unpacked"}


def test_a_newer_version_is_told_of_before_anything_else(make, folder):
    def change(members):
        return [about(version=2), member("new/thing.xml"), *members[1:]]

    with pytest.raises(TransferError, match="version 2 of the format; version 1 is read"):
        unpack_archive(rewritten(make(), change), folder)


def test_what_is_damaged_is_named(make, folder):
    with pytest.raises(TransferError, match=r"books/a\.b\.jsonl in the archive is not as its list"):
        unpack_archive(rewritten(make(), CHANGES["another line"]), folder)


def test_an_archive_that_is_cut_anywhere_is_refused(make, tmp_path):
    whole = make().read_bytes()
    end = whole.rindex(b"manifest.jsonl")
    for number, length in enumerate(range(0, end, len(whole) // 40)):
        cut, folder = tmp_path / f"{number}.tar", tmp_path / str(number)
        cut.write_bytes(whole[:length])
        folder.mkdir()
        with pytest.raises(TransferError):
            unpack_archive(cut, folder)


def test_a_byte_that_is_another_is_told(make, tmp_path):
    whole = make().read_bytes()
    for number, at in enumerate(range(1024, 200_000, 20_011)):
        folder, path = tmp_path / str(number), tmp_path / f"{number}.tar"
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        folder.mkdir()
        with pytest.raises(TransferError):
            unpack_archive(path, folder)


@pytest.mark.parametrize("digest", ["", "x", "../../etc/passwd", DIGEST[::-1], 1, None, [], {}])
def test_only_files_of_the_archive_are_given(make, folder, digest):
    unpack_archive(make(), folder)
    with pytest.raises(TransferError):
        hub_archive.unpacked_file(folder, digest)


def test_a_line_without_an_end_is_refused(folder, monkeypatch):
    (folder / "a").write_bytes(b"x" * 100 + b"\n")
    monkeypatch.setattr(hub_archive, "MAX_LINE", 50)
    with pytest.raises(TransferError, match="too long"):
        list(hub_archive.file_lines(folder / "a"))


NAME = 256  # bytes: what Python 3.12 keeps of every name of a path for good


def peak(path, folder, files, lines):
    """How many bytes were in memory at once, while an archive was written and unpacked."""
    tracemalloc.start()
    with new_archive(path, {}) as made:
        for number in range(files):
            made.add_blob(Blob(b"%d" % number))
        made.put_lines("a.jsonl", (b"x" * 99 + b"\n" for _each in range(lines)))
    folder.mkdir()
    unpack_archive(path, folder)
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


@pytest.mark.long
@pytest.mark.usefixtures("tidy")
def test_memory_does_not_grow_with_the_archive(tmp_path):
    peak(tmp_path / "w", tmp_path / "x", 10, 10)
    few = peak(tmp_path / "a", tmp_path / "b", 50, 5_000)
    # Whatever else the process does meanwhile is not counted twice.
    twice = [peak(tmp_path / f"{each}c", tmp_path / f"{each}d", 500, 50_000) for each in "12"]
    assert min(twice) < few + NAME * 500
