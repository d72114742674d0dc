"""Make what the package holds and git does not: the stylesheets, of their parts.

``make`` runs this, and so does whatever installs or builds the package (setup.py). Only what is
out of date is written.
"""

from pathlib import Path

ROOT = Path(__file__).parent
BROWSER = ROOT / "src" / "katrineholm" / "socialhub" / "browser"
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


def make():
    """Make all that is missing or older than what it is made of."""
    write(SHEET, joined(sorted(PARTS.glob("*.css"), key=lambda path: path.name)))
    # A source distribution has no frontend.
    if VOLTO_SHEET.parent.is_dir():
        write(VOLTO_SHEET, joined(PARTS / f"{name}.css" for name in VOLTO_PARTS))


def joined(parts):
    """Return one stylesheet made of several files."""
    return "\n".join(path.read_text("utf-8") for path in parts)


def write(path, text):
    """Write a file unless it holds that text already."""
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    make()
