"""The one stylesheet of a visitor: what a visitor's page needs of Plone's own, and all of ours.

Who is logged in has Plone's stylesheets and scripts as Plone gives them, and so has a page with a
part that moves (a ``pat-`` class): see the theme's rules. Plone's sheet is read where it is
installed, so that there is no copy to grow old.
"""

import gzip
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView

from ..site.forms.response import serve
from ..site.graphics.files import let_keep, stylesheet
from ..site.graphics.profile import version
from .chrome import is_dressed

HERE = Path(__file__).parent
# Components of Bootstrap and of Plone that move, or that only editors meet; and sizes, colours
# and widths of others that a visitor's page has none of.
COMPONENTS = (
    *("accordion", "carousel", "dropdown", "dropup", "dropend", "dropstart", "modal", "navbar"),
    *("offcanvas", "popover", "bs-popover", "progress", "spinner", "toast", "tooltip"),
    *("bs-tooltip", "placeholder", "btn-close", "btn-group", "btn-toolbar", "btn-check"),
    *(
        "form-floating",
        "form-range",
        "form-switch",
        "form-control-color",
        "nav-pills",
        "nav-underline",
        "nav-fill",
        "row-cols",
    ),
    *("plone-toolbar", "plone-modal", "sortable", "pat", "pattern", "tox", "mce", "select2"),
    *("list-group", "ratio", "vstack", "hstack", "focus-ring", "icon-link", "text-bg", "display"),
    *("float", "object", "opacity", "translate", "offset", "order", "user-select", "link"),
    *("gx", "gy", "z", "top", "bottom", "start", "end", "shadow", "overflow"),
)
UNMET = re.compile(
    rf"\.(?:{'|'.join(COMPONENTS)})(?![a-z])|-(?:sm|xl|xxl|print)-"
    r"|\.[mp][a-z]?-(?:md|lg)-|\.btn-(?:outline-)?(?:info|warning|dark)(?![a-z])"
    r"|\[data-bs-theme=dark|#edit-|#edit_|toolbar"
)
# Plone's own font, for a profile that names it: fetched only where it is used.
FACES = (("regular", 400, "normal"), ("italic", 400, "italic"), ("bold", 700, "normal"))
SIGNS = re.compile(r"/\*.*?\*/|\s*([{};])\s*", re.S)


class VisitorsSheet(BrowserView):
    """``@@socialhub-visitors.css``: small as it is sent, and kept for a year."""

    def __call__(self):
        text = sheet()
        let_keep(self.request, version(text))
        response = self.request.response
        response.setHeader("Vary", "Accept-Encoding")
        if "gzip" not in self.request.get_header("Accept-Encoding", ""):
            return serve(self.request, text, "text/css; charset=utf-8")
        response.setHeader("Content-Encoding", "gzip")
        return serve(self.request, packed(text), "text/css; charset=utf-8")


class VisitorsLink(ViewletBase):
    """The link to the sheet, by which the theme knows that it may leave out Plone's."""

    def render(self) -> str:
        if not (api.user.is_anonymous() and is_dressed(self.request)):
            return ""
        url = f"{api.portal.get().absolute_url()}/@@socialhub-visitors.css?v={version(sheet())}"
        return f'<link rel="stylesheet" href="{url}" data-bundle="socialhub-visitors" />'


def sheet() -> str:
    """The whole sheet, with the profile that a designer has set last."""
    return _ready() + stylesheet()


@lru_cache(maxsize=4)
def packed(text: str) -> bytes:
    """A text as it is sent to browsers that unpack it."""
    return gzip.compress(text.encode(), 9, mtime=0)


@cache
def _ready():
    ours = [*parts(), HERE / "static/tokens.css", HERE / "theme/theme.css"]
    texts = [
        *(face(*each) for each in FACES),
        met(plones()),
        *(path.read_text("utf-8") for path in ours),
    ]
    return "".join(map(small, texts))


def parts() -> list[Path]:
    """The parts of our own sheet, but for those from 40 on: of pages behind a login."""
    return sorted(path for path in (HERE / "css").glob("*.css") if path.name < "40")


def face(name: str, weight: int, style: str) -> str:
    """A font of Plone's theme, by an address from the sheet's own."""
    return (
        f"@font-face{{font-family:Roboto;font-weight:{weight};font-style:{style};"
        f'font-display:swap;src:url("++theme++barceloneta/roboto/roboto-{name}.woff2")}}'
    )


def plones() -> str:
    """Plone's own stylesheet."""
    path = files("plonetheme.barceloneta") / "theme/css/barceloneta.min.css"
    return path.read_text("utf-8")


def small(text: str) -> str:
    """A stylesheet without what only people read in it."""
    return re.sub(r"\s+", " ", SIGNS.sub(lambda found: found[1] or "", text)).strip()


def met(text: str) -> str:
    """Of a stylesheet, the rules that a visitor's page may meet."""
    return "".join(_met(re.sub(r"/\*.*?\*/", "", text, flags=re.S)))


def _met(text) -> Iterator[str]:
    for head, body in rules(text):
        if head.startswith("@media"):
            body = "".join(_met(body))
        elif not head.startswith("@"):
            head = ",".join(each for each in _selectors(head) if not UNMET.search(each))
        else:
            continue
        if head and body:
            yield f"{head}{{{body}}}"


def _selectors(head):
    """The selectors of a rule; the commas within brackets divide none."""
    return re.split(r",(?![^(]*\))", head)


def rules(text: str) -> Iterator[tuple[str, str]]:
    """What stands before the outermost braces of a stylesheet, and what within."""
    depth, begun, head = 0, 0, ""
    for found in re.finditer(r"[{};]|\"[^\"]*\"|'[^']*'", text):
        sign = found[0]
        if sign == "{" and (depth := depth + 1) == 1:
            head, begun = text[begun : found.start()].strip(), found.end()
        elif sign == "}" and (depth := depth - 1) == 0:
            yield head, text[begun : found.start()]
            begun = found.end()
        elif sign == ";" and depth == 0:
            begun = found.end()
