"""What git does not hold is made of its sources, once, and again when they change."""

import os
import re
import runpy
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

from katrineholm.socialhub.accounts.channels.channel_names import SERVICE_ICONS

ROOT = Path(__file__).parents[1]
PACKAGE = Path("src/katrineholm/socialhub")
SHEET = PACKAGE / "browser/static/socialhub.css"
ASSETS = runpy.run_path(str(ROOT / "assets.py"))
MADE = [ASSETS["SHEET"], ASSETS["VOLTO_SHEET"], ASSETS["SPRITE"], *ASSETS["SCHEMAS"]]


@pytest.fixture
def copy(tmp_path):
    """A checkout's files that the assets are made of, and the assets as they are made now."""
    [schemas] = {path.parent.relative_to(ROOT) for path in ASSETS["SCHEMAS"]}
    for folder in (PACKAGE / "browser", schemas, "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for name in ("assets.py", "assets.txt"):
        shutil.copy2(ROOT / name, tmp_path)
    return tmp_path


def make(folder):
    """Run the script there; what it says, and whether it ended well."""
    # Neither pip nor uv finds anything there.
    env = os.environ | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "UV_OFFLINE": "1"}
    env |= {"UV_CACHE_DIR": str(folder / "cache"), "PIP_NO_CACHE_DIR": "1"}
    order = [sys.executable, "assets.py"]
    done = subprocess.run(order, cwd=folder, env=env, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr, done.returncode == 0


def test_they_are_made_and_git_ignores_them():
    assert len(MADE) == 7
    assert [path for path in MADE if not path.is_file()] == []
    asked = ["git", "check-ignore", *MADE, *ASSETS["MANUAL"].iterdir()]
    ignored = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert set(map(Path, ignored.splitlines())) == {*MADE, *ASSETS["MANUAL"].iterdir()}


def test_the_stylesheet_is_made_again_when_a_part_has_changed(copy):
    part = copy / PACKAGE / "browser/css/10-base.css"
    part.write_text(part.read_text("utf-8") + ".new { color: red; }\n", "utf-8")
    assert make(copy) == ("", True)
    assert ".new { color: red; }" in (copy / SHEET).read_text("utf-8")


def test_the_manual_has_the_chapters_for_people_and_the_pictures_in_them_alone(copy):
    folder = copy / ASSETS["MANUAL"].relative_to(ROOT)
    folder.mkdir(parents=True)
    (folder / "old.png").touch()
    (copy / "docs/redaktor.md").write_text("# Ny\n\n![Hubben](hub.png)\n", "utf-8")
    assert make(copy) == ("", True)
    assert (folder / "redaktor.md").read_text("utf-8") == "# Ny\n\n![Hubben](hub.png)\n"
    assert {each.name for each in folder.iterdir()} >= {*ASSETS["CHAPTERS"], "hub.png"}
    assert not {"old.png", "drift.md"} & {each.name for each in folder.iterdir()}


def test_what_is_up_to_date_is_let_be(copy):
    before = (copy / SHEET).stat().st_mtime_ns
    assert make(copy) == ("", True)
    assert (copy / SHEET).stat().st_mtime_ns == before


@pytest.mark.parametrize("name", ["assets.txt", PACKAGE / "browser/icons.toml"])
def test_what_cannot_be_fetched_anew_is_told(copy, name):
    os.utime(copy / name)
    told, is_well = make(copy)
    assert "What assets.txt names could not be fetched" in told
    assert not is_well


def test_a_schema_that_is_missing_is_fetched_anew(copy):
    next(copy.rglob("xlink.xsd")).unlink()
    assert "could not be fetched" in make(copy)[0]


def test_a_source_distribution_fetches_nothing(copy):
    (copy / "PKG-INFO").touch()
    os.utime(copy / "assets.txt")
    assert make(copy) == ("", True)


def test_the_icons_are_those_of_the_plone_that_is_installed():
    folder = Path(str(resources.files("plone.staticresources"))) / "static" / "icons-bootstrap"
    assert ASSETS["SPRITE"].read_text("utf-8") == ASSETS["sprite"](folder), "make assets"


def test_each_service_that_has_an_icon_has_it_there():
    drawn = re.findall(r'<symbol id="([\w-]+)"', ASSETS["SPRITE"].read_text("utf-8"))
    assert len(drawn) == len(set(drawn))
    assert set(drawn) >= SERVICE_ICONS


def test_an_icon_that_plone_does_not_ship_stops_the_build(tmp_path):
    with pytest.raises(SystemExit, match="Plone ships no icon nothing that ours could be"):
        ASSETS["symbol"]("ours", tmp_path / "nothing.svg")


def test_the_icons_are_fetched_in_the_version_that_is_pinned():
    pins = (ROOT / "constraints.txt").read_text("utf-8")
    [version] = re.findall(r"^plone-staticresources==(.*)$", pins, re.M)
    assert f"\nplone.staticresources=={version} " in ASSETS["WHEELS"].read_text("utf-8")
