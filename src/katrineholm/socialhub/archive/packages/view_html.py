"""The frame and the parts of HTML pages that are read with nothing but a browser, in Swedish.

They have no script, and nothing is fetched from the net. All parts are returned as HTML; every
value from outside is escaped here.
"""

import re
from collections.abc import Iterable
from datetime import date
from html import escape

from ...accounts.channels.times import local_time
from .scope import Scope

CSP = (
    "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'"
)
STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { background: #fff; color: #1b1b1b; font: 1.0625rem/1.55 system-ui, "Segoe UI", Roboto,
"Helvetica Neue", Arial, sans-serif; margin: 0 auto; max-width: 46rem; overflow-wrap: anywhere;
padding: 1.5rem 1.25rem 4rem; }
h1, h2, h3, h4 { break-after: avoid; line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.9rem; margin: .5rem 0; }
h2 { border-bottom: 1px solid #b5bcc4; font-size: 1.35rem; margin: 2.5rem 0 1rem;
padding-bottom: .3rem; }
h3 { font-size: 1.125rem; margin: 1.25rem 0 .25rem; }
h4 { font-size: 1rem; margin: 1rem 0 .25rem; }
a { color: #00558c; text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible { outline: 3px solid #00558c; outline-offset: 2px; }
p, ul, ol, dl, blockquote { margin: .5rem 0; }
ol > li { margin-bottom: .75rem; }
article { border-top: 1px solid #dde1e6; padding: 1.5rem 0; }
h2 + article { border-top: 0; padding-top: .25rem; }
article > :first-child { border: 0; margin-top: 0; padding: 0; }
img { border-radius: .25rem; display: block; height: auto; margin: .75rem 0; max-width: 100%; }
blockquote { border-left: .25rem solid #b5bcc4; margin-left: 0; padding-left: 1rem; }
mark { background: #ffe9a8; color: inherit; }
pre { overflow-wrap: anywhere; white-space: pre-wrap; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: .5rem 0; }
summary { color: #00558c; cursor: pointer; padding: .25rem 0; }
details > :not(summary) { margin-left: 1rem; }
section.version { border-left: .25rem solid #dde1e6; padding-left: 1rem; }
dt { color: #525a62; font-size: .9375rem; }
dd { margin: 0 0 .5rem; }
dl.short { align-items: baseline; display: grid; gap: .15rem 1.25rem;
grid-template-columns: max-content 1fr; }
dl.short dd { margin: 0; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9375rem; margin: .75rem 0; width: 100%; }
caption { color: #525a62; padding: .25rem 0; text-align: left; }
th, td { border-bottom: 1px solid #dde1e6; padding: .4rem .9rem .4rem 0; text-align: left;
min-width: 5.5rem; vertical-align: top; }
thead th { overflow-wrap: normal; }
.about, .missing, .hash { color: #525a62; font-size: .9375rem; }
.hash { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .8125rem; }
.said { white-space: pre-line; }
.lead { color: #525a62; font-size: 1.125rem; margin-bottom: 1rem; }
.note { background: #f2f5f8; border-left: .25rem solid #00558c; padding: .6rem 1rem; }
.months { list-style: none; margin: 0; padding: 0; }
.months li { display: inline-block; margin-right: 1rem; white-space: nowrap; }
@media (max-width: 34rem) { body { padding: 1rem 1rem 3rem; } h1 { font-size: 1.5rem; }
dl.short { display: block; } dl.short dd { margin-bottom: .5rem; } }
@media print { body { font-size: 10.5pt; max-width: none; padding: 0; } nav { display: none; }
a { color: inherit; } img { break-inside: avoid; max-height: 18cm; }
details::details-content { block-size: auto; content-visibility: visible; } }
"""
PAGE_START = """<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="{csp}">
<title>{title}, {period}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
{about}
"""
PAGE_END = "</body>\n</html>\n"
MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
# Characters that neither XML nor HTML allows are replaced visibly.
UNWRITABLE = re.compile("[^\\t\\n\\r\\x20-\\x7e\\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACED = "\ufffd"


def page_start(title: str, period: str, about: str) -> str:
    """Return the start of a page, up to its heading; ``about`` is the HTML that follows it."""
    values = {"title": escape(title), "period": escape(period), "about": about}
    return PAGE_START.format(csp=CSP, style=STYLE, **values)


def page_bytes(html: str) -> bytes:
    """Return a part of a page as bytes, without characters that HTML forbids."""
    return UNWRITABLE.sub(REPLACED, html).encode()


def web_link(url: str) -> str:
    """Return a link to an address on the web with the address as its text."""
    text = escape(url)
    is_web = url.startswith(("https://", "http://"))
    return f'<a href="{text}" rel="noopener noreferrer">{text}</a>' if is_web else text


def link(path: str, text: str) -> str:
    """Return a link to another file of the package, given its path from the page."""
    return f'<a href="{escape(path)}">{escape(text)}</a>'


def navigation(label: str, links: Iterable[str]) -> str:
    """Return some links as a navigation with a label."""
    found = "\n".join(links)
    return f'<nav aria-label="{escape(label)}">\n{found}\n</nav>\n'


def fact_list(facts: Iterable[tuple[str, str]], kind: str = "short") -> str:
    """Return pairs of a label and HTML as a list; those without HTML are left out."""
    rows = (f"<dt>{escape(label)}</dt>\n<dd>{html}</dd>\n" for label, html in facts if html)
    return f'<dl class="{kind}">\n{"".join(rows)}</dl>\n'


def table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table; ``rows`` have HTML in their cells, the first of which is the row's head."""
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
    start = f"<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
    body = "".join(map(_row, rows))
    return f'<div class="table"><table>\n{start}{body}</tbody>\n</table></div>\n'


def details(title: str, html: str) -> str:
    """Return HTML that is folded under a title."""
    return f"<details>\n<summary>{escape(title)}</summary>\n{html}</details>\n"


def swedish_date(day: date) -> str:
    """Return a day in Swedish, which is always the language of the pages."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def swedish_time(seconds: int) -> str:
    """Return a time in Swedish, as shown at the top of each post."""
    moment = local_time(seconds)
    return f"{swedish_date(moment)} kl. {moment:%H.%M}"


def period_text(scope: Scope) -> str:
    """Return the owner and the period of a package as a sentence."""
    first, last = swedish_date(scope.first), swedish_date(scope.last)
    return f"{escape(scope.administration)}, från och med {first} till och med {last}."


def swedish_number(number: int) -> str:
    """Return a number with spaces between its thousands."""
    return f"{number:,}".replace(",", "\xa0")


def _row(cells: Iterable[str]) -> str:
    first, *others = cells
    data = "".join(f"\n<td>{each}</td>" for each in others)
    return f'<tr><th scope="row">{first}</th>{data}</tr>\n'
