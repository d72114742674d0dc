"""The wheel holds what it needs and makes a plain Plone site a hub's home."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[3]
IN_A_PLAIN_SITE = """
from pathlib import Path
from plone.distribution.api import site as distribution
from Testing.makerequest import makerequest
from Zope2 import app as open_application
from Zope2.Startup.run import configure_wsgi
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import system
from plone import api
from katrineholm.socialhub.core.files.package_model import schema_paths
from katrineholm.socialhub.office.kit.style import site_style
from katrineholm.socialhub.office.kit.layouts import badge_svg
from katrineholm.socialhub.office.kit.files import png_bytes

Path("zope.conf").write_text(
    "instancehome .\\n<zodb_db main>\\n<mappingstorage>\\n</mappingstorage>\\n"
    "mount-point /\\n</zodb_db>\\n"
)
configure_wsgi("zope.conf")
app = makerequest(open_application())
setRequest(app.REQUEST)
newSecurityManager(None, system)
answers = {"site_id": "plain", "title": "Plain", "default_language": "sv",
           "portal_timezone": "Europe/Stockholm", "setup_content": False}
distribution.create(app, "classic", answers)
setSite(app.plain)
api.addon.install("katrineholm.socialhub")
hub = api.content.create(app.plain, "SocialHub", "hub", title="Hub")
administration = api.content.create(hub, "Administration", "office", title="Office")
channel = api.content.create(
    administration, "Channel", "channel", title="Channel",
    profile_url="https://mastodon.example/@office",
)
print("feed:", channel.feed_url)
print("picture:", png_bytes(badge_svg("Hub", site_style()))[:4])
look = app.plain.restrictedTraverse("++plone++katrineholm.socialhub")
for name in ("icons.svg", "socialhub.css"):
    print(f"{name}:", len(Path(look[name].path).read_text()) > 10_000)
print("schemas:", len(schema_paths()))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from a copy so that the checkout stays as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "checkout"
    away = (".*", "var", "build", "*.egg-info", "__pycache__", "*.mo", "frontend")
    leave = shutil.ignore_patterns(*away)
    shutil.copytree(ROOT, copy, ignore=leave)
    run(sys.executable, "-m", "build", *builder(), "--wheel", "--outdir", folder, copy)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_file_of_the_add_on_and_the_compiled_catalogues(wheel):
    held = {name for name in ZipFile(wheel).namelist() if name.startswith("katrineholm/")}
    source = {
        file.relative_to(ROOT / "src").as_posix()
        for file in (ROOT / "src" / "katrineholm").rglob("*")
        if file.is_file() and file.suffix not in (".pyc", ".mo")
    }
    catalogues = {name.removesuffix(".po") + ".mo" for name in source if name.endswith(".po")}
    assert held == source | catalogues


def test_the_wheel_makes_channels_in_a_plain_site_of_a_fresh_environment(wheel, tmp_path):
    python = fresh_environment(tmp_path / "venv")
    install(python, f"{wheel}[site]")
    answer = run(python, "-c", IN_A_PLAIN_SITE, cwd=tmp_path)
    told = dict(line.partition(": ")[::2] for line in answer.splitlines())
    assert told["feed"] == "https://mastodon.example/@office.rss"
    found = [told[name] for name in ("picture", "icons.svg", "socialhub.css", "schemas")]
    assert found == ["b'\\x89PNG'", "True", "True", "5"]


def builder():
    return ("--installer", "uv") if shutil.which("uv") else ()


def fresh_environment(folder):
    if shutil.which("uv"):
        run("uv", "venv", "-q", "--python", sys.executable, folder)
    else:
        run(sys.executable, "-m", "venv", folder)
    return folder / "bin" / "python"


def install(python, what):
    constraints = ("-c", ROOT / "constraints.txt")
    if shutil.which("uv"):
        run("uv", "pip", "install", "-q", "--python", python, *constraints, what)
    else:
        run(python, "-m", "pip", "install", "-q", "--no-compile", *constraints, what)


def run(*command, cwd=None):
    """What the command prints; its complaint is the test's when it fails."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env=clean, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
