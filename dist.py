"""Build what is released into dist/: sdist, wheel and npm package, the same bytes of one commit.

``make dist`` runs this. What differs between machines and days (times, order, owners, modes) is set
in the archives, and the wheel is built of the sdist.
"""

import gzip
import io
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

import assets

ROOT = Path(__file__).parent
DIST = ROOT / "dist"
VOLTO = Path("frontend/packages/volto-katrineholm-socialhub")


def main():
    """Build all of it."""
    os.umask(0o022)
    os.environ.setdefault("SOURCE_DATE_EPOCH", commit_time())
    if not shutil.which("npm"):
        sys.exit("npm is not here, and the package for Volto needs it.")
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    with TemporaryDirectory() as folder:
        checkout = Path(folder, "checkout")
        export(checkout)
        build("--sdist", checkout)
        build("--wheel", unpacked(repacked("*.tar.gz"), folder))
        # `prepack` makes the assets, which are there.
        order = ("npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", DIST)
        run(*order, cwd=checkout / VOLTO, stdout=subprocess.DEVNULL)
        repacked("*.tgz")
    print(*sorted(path.relative_to(ROOT) for path in DIST.iterdir()), sep="\n")


def export(folder):
    """Copy what git holds, and what assets.py makes: nothing else that lies about in a checkout."""
    assets.make()
    listed = run("git", "ls-files", "-z", cwd=ROOT, stdout=subprocess.PIPE).stdout
    tracked = (ROOT / name for name in listed.split("\0") if name)
    made = (assets.SHEET, assets.VOLTO_SHEET, assets.SPRITE, *assets.SCHEMAS)
    for path in (*tracked, *made, *assets.MANUAL.iterdir()):
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)


def repacked(pattern):
    """Return the only archive of a pattern, written again as it would be on any machine."""
    [path] = DIST.glob(pattern)
    repack(path, int(os.environ["SOURCE_DATE_EPOCH"]))
    return path


def unpacked(sdist, folder):
    """Return the folder in an sdist."""
    shutil.unpack_archive(sdist, folder, filter="data")
    return Path(folder, sdist.name.removesuffix(".tar.gz"))


def commit_time():
    """Return when the commit was made, in seconds since 1970."""
    return run("git", "log", "-1", "--format=%ct", cwd=ROOT, stdout=subprocess.PIPE).stdout.strip()


def build(kind, folder):
    """Build in an environment that is made for it."""
    run(sys.executable, "-m", "build", "--outdir", DIST, kind, folder, stdout=subprocess.DEVNULL)


def run(*words, **options):
    """Run a program, which must end well."""
    return subprocess.run(words, check=True, text=True, **options)


def repack(path, seconds):
    """Write the archive again: members in order, of one time, with no owner and plain modes."""
    with tarfile.open(path) as before:
        members = sorted(before.getmembers(), key=lambda member: member.name)
        plain = io.BytesIO()
        with tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as after:
            for member in members:
                after.addfile(normalized(member, seconds), before.extractfile(member))
    with path.open("wb") as file, gzip.GzipFile("", "wb", 9, file, seconds) as packed:
        packed.write(plain.getvalue())


def normalized(member, seconds):
    """Return a member as it would be on any machine."""
    is_open = member.isdir() or member.mode & 0o100
    nobody = {"uid": 0, "gid": 0, "uname": "", "gname": ""}
    mode = 0o755 if is_open else 0o644
    plain = member.replace(mtime=seconds, mode=mode, deep=False, **nobody)
    plain.pax_headers = {}  # parts of a second
    return plain


if __name__ == "__main__":
    main()
