"""The single stylesheet of visitors, with all rules of the add-on and those needed of Plone.

Logged-in users get Plone's stylesheets and scripts unchanged, and so do pages with a pattern (a
``pat-`` class), see the theme's rules. Plone's stylesheet is read from the installed package, so
that no copy gets outdated.
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

from ..site.graphics.profile import content_hash
from ..site.graphics.resources import set_cache_headers, stylesheet
from ..site.pages.response import tagged_document
from .chrome import has_own_theme

HERE = Path(__file__).parent
# Components of Bootstrap and Plone that need scripts, or that only editors see; and sizes, colours
# and widths of others that no page for visitors has.
COMPONENTS = (
    *("accordion", "carousel", "dropdown", "dropup", "dropend", "dropstart", "modal", "navbar"),
    *("offcanvas", "popover", "bs-popover", "progress", "spinner", "toast", "tooltip"),
    *("bs-tooltip", "placeholder", "btn-close", "btn-group", "btn-toolbar", "btn-check"),
    *("form-floating", "form-range", "form-switch", "form-control-color", "nav-pills"),
    *("nav-underline", "nav-fill", "row-cols"),
    *("plone-toolbar", "plone-modal", "sortable", "pat", "pattern", "tox", "mce", "select2"),
    *("list-group", "ratio", "vstack", "hstack", "focus-ring", "icon-link", "text-bg", "display"),
    *("float", "object", "opacity", "translate", "offset", "order", "user-select", "link"),
    *("gx", "gy", "z", "top", "bottom", "start", "end", "shadow", "overflow"),
)
UNNEEDED = re.compile(
    rf"\.(?:{'|'.join(COMPONENTS)})(?![a-z])|-(?:sm|xl|xxl|print)-"
    r"|\.[mp][a-z]?-(?:md|lg)-|\.btn-(?:outline-)?(?:info|warning|dark)(?![a-z])"
    r"|\[data-bs-theme=dark|#edit-|#edit_|toolbar"
)
# Plone's own font, for a profile that names it: fetched only if it is used.
FACES = (("regular", 400, "normal"), ("italic", 400, "italic"), ("bold", 700, "normal"))
SIGNS = re.compile(r"/\*.*?\*/|\s*([{};])\s*", re.S)


class VisitorStylesheet(BrowserView):
    """``@@socialhub-visitors.css``: the stylesheet, compressed if the browser accepts it."""

    def __call__(self):
        text = visitor_stylesheet()
        set_cache_headers(self.request, content_hash(text))
        response = self.request.response
        response.setHeader("Vary", "Accept-Encoding")
        if "gzip" not in self.request.get_header("Accept-Encoding", ""):
            return tagged_document(self.request, text, "text/css; charset=utf-8")
        response.setHeader("Content-Encoding", "gzip")
        return tagged_document(self.request, gzip_data(text), "text/css; charset=utf-8")


class VisitorStylesheetLink(ViewletBase):
    """The link to the stylesheet on visitors' pages, on which the theme omits Plone's."""

    def render(self) -> str:
        if not (api.user.is_anonymous() and has_own_theme(self.request)):
            return ""
        version = content_hash(visitor_stylesheet())
        url = f"{api.portal.get().absolute_url()}/@@socialhub-visitors.css?v={version}"
        return f'<link rel="stylesheet" href="{url}" data-bundle="socialhub-visitors" />'


def visitor_stylesheet() -> str:
    """Return the whole stylesheet of visitors, with the current graphic profile."""
    return _static_rules() + stylesheet()


@lru_cache(maxsize=4)
def gzip_data(text: str) -> bytes:
    """Return a text compressed with gzip."""
    return gzip.compress(text.encode(), 9, mtime=0)


@cache
def _static_rules():
    ours = [*own_stylesheets(), HERE / "static/tokens.css", HERE / "theme/theme.css"]
    texts = [
        *(font_face(*each) for each in FACES),
        visitor_rules(plone_stylesheet()),
        *(path.read_text("utf-8") for path in ours),
    ]
    return "".join(map(minified_css, texts))


def own_stylesheets() -> list[Path]:
    """Return the add-on's stylesheets except those for logged-in users, numbered from 40."""
    return sorted(path for path in (HERE / "css").glob("*.css") if path.name < "40")


def font_face(name: str, weight: int, style: str) -> str:
    """Return the ``@font-face`` rule of a font of Plone's theme, with a relative URL."""
    return (
        f"@font-face{{font-family:Roboto;font-weight:{weight};font-style:{style};"
        f'font-display:swap;src:url("++theme++barceloneta/roboto/roboto-{name}.woff2")}}'
    )


def plone_stylesheet() -> str:
    """Return the text of Plone's own stylesheet."""
    path = files("plonetheme.barceloneta") / "theme/css/barceloneta.min.css"
    return path.read_text("utf-8")


def minified_css(text: str) -> str:
    """Return a stylesheet without comments and superfluous white space."""
    return re.sub(r"\s+", " ", SIGNS.sub(lambda found: found[1] or "", text)).strip()


def visitor_rules(text: str) -> str:
    """Return the rules of a stylesheet that a visitor's page may need."""
    return "".join(_needed_rules(re.sub(r"/\*.*?\*/", "", text, flags=re.S)))


def _needed_rules(text) -> Iterator[str]:
    for head, body in css_rules(text):
        if head.startswith("@media"):
            body = "".join(_needed_rules(body))
        elif not head.startswith("@"):
            head = ",".join(each for each in _selectors(head) if not UNNEEDED.search(each))
        else:
            continue
        if head and body:
            yield f"{head}{{{body}}}"


def _selectors(head):
    """Return the selectors of a rule; commas within brackets do not separate them."""
    return re.split(r",(?![^(]*\))", head)


def css_rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield (head, body) of each outermost rule: the text before its braces and within them."""
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
