"""What is released is the same bytes, whoever builds it, when and where."""

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile

import dist
import pytest

NPM = pytest.mark.skipif(not shutil.which("npm"), reason="npm is not here")


@pytest.fixture
def checkout(tmp_path):
    """Return a function that copies the checkout: another folder, other times, other modes."""

    def copied(name, umask):
        folder = tmp_path / name
        dist.export(folder)
        git = ("git", "-C", folder, "-c", "user.name=A", "-c", "user.email=a@example.org")
        for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "All")):
            subprocess.run([*git, *words], check=True)
        for each in folder.rglob("*"):
            each.chmod(each.stat().st_mode & ~umask)
            os.utime(each, (umask, umask))
        return folder

    return copied


def build(folder, umask):
    """Build there; what it makes, by name, as hashes."""
    env = os.environ | {"SOURCE_DATE_EPOCH": "1790000000"}
    order = [sys.executable, "dist.py"]
    subprocess.run(order, cwd=folder, env=env, umask=umask, check=True)
    made = (folder / "dist").iterdir()
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in made}


@NPM
@pytest.mark.long
def test_two_builds_are_the_same_bytes(checkout):
    first = checkout("one", 0o022)
    second = checkout("another-place", 0o077)
    # What lies about in a checkout that is worked in.
    package = second / "src/katrineholm/socialhub"
    (package / "locales/sv/LC_MESSAGES/katrineholm.socialhub.mo").write_bytes(b"old")
    (package / "notes.txt").write_text("not in git")
    hashes = build(first, 0o022)
    assert sorted(name.rpartition(".")[2] for name in hashes) == ["gz", "tgz", "whl"]
    assert build(second, 0o077) == hashes


def test_an_archive_is_written_again_as_on_any_machine(tmp_path):
    made = []
    for number, mode in enumerate((0o600, 0o664)):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name in ("b", "a") if number else ("a", "b"):
            (folder / name).write_text(name)
            (folder / name).chmod(mode)
            os.utime(folder / name, (number, number))
        path = tmp_path / f"{number}.tar.gz"
        with tarfile.open(path, "w:gz") as archive:
            for each in folder.iterdir():
                archive.add(each, each.name)
        dist.repack(path, 1790000000)
        made.append(path)
    assert made[0].read_bytes() == made[1].read_bytes()
    with tarfile.open(made[0]) as archive:
        seen = [(m.name, m.mode, m.mtime, m.uid, m.uname) for m in archive.getmembers()]
    assert seen == [("a", 0o644, 1790000000, 0, ""), ("b", 0o644, 1790000000, 0, "")]
    assert gzip.decompress(made[0].read_bytes()).count(b"a") > 0


def test_what_may_be_run_stays_so():
    member = tarfile.TarInfo("run")
    member.mode = 0o700
    assert dist.normalized(member, 0).mode == 0o755
