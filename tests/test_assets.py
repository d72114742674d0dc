"""What git does not hold is made of its sources, once, and again when they change."""

import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "assets.py"
PACKAGE = Path("src/katrineholm/socialhub")
SHEET = PACKAGE / "browser/static/socialhub.css"


@pytest.fixture
def copy(tmp_path):
    """A checkout's files that the assets are made of, and the assets as they are made now."""
    shutil.copytree(ROOT / PACKAGE / "browser", tmp_path / PACKAGE / "browser")
    shutil.copy2(SCRIPT, tmp_path)
    return tmp_path


def make(folder):
    """Run the script there; what it says, and whether it ended well."""
    done = subprocess.run(
        [sys.executable, "assets.py"], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr, done.returncode == 0


def test_git_holds_none_of_them():
    made = [path for path in _made() if path.is_file()]
    assert made
    known = subprocess.run(
        ["git", "ls-files", "--", *made], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert known.stdout == ""


def test_the_stylesheet_is_made_again_when_a_part_has_changed(copy):
    part = copy / PACKAGE / "browser/css/10-base.css"
    part.write_text(part.read_text("utf-8") + ".new { color: red; }\n", "utf-8")
    assert make(copy) == ("", True)
    assert ".new { color: red; }" in (copy / SHEET).read_text("utf-8")


def test_what_is_up_to_date_is_let_be(copy):
    before = (copy / SHEET).stat().st_mtime_ns
    assert make(copy) == ("", True)
    assert (copy / SHEET).stat().st_mtime_ns == before


def _made():
    script = runpy.run_path(str(SCRIPT))
    return [script["SHEET"], script["VOLTO_SHEET"]]
