"""The HTML part of a mail, styled by the graphic profile, without external resources."""

import re
from html import escape
from itertools import groupby

from plone import api

from ..settings.registry import municipality_name
from .profile import site_tokens
from .tokens import Tokens, css_value, dark_tokens

ADDRESS = re.compile(r"https?://[^\s<>\"]+")
AFTER = ".,;:!?)"  # ends a sentence, not a URL
ITEM = "- "
FRAME = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{subject}</title>
<style>{dark}</style>
</head>
<body class="around" style="{around}">
<div class="page" style="{page}">
<p style="{bar}">{sender}</p>
<div style="padding:0.5em 1.5em 1em">
<h1 style="{heading}">{subject}</h1>
{content}
</div>
</div>
</body>
</html>
"""


def profiled_html(subject: str, text: str) -> str:
    """Return a mail as an HTML page in the site's graphic profile, name and language."""
    return profiled_page(
        subject, text_html(text, site_tokens()), language=api.portal.get_default_language()
    )


def profiled_page(subject: str, content: str, *, language: str) -> str:
    """Return an HTML page with this content in the site's graphic profile and name."""
    return mail_page(
        subject, content, tokens=site_tokens(), sender=municipality_name(), language=language
    )


def text_html(text: str, tokens: Tokens) -> str:
    """Return a text as HTML, with paragraphs, lists and links marked up."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "\n".join(_block(each.split("\n"), link_style(tokens)) for each in blocks)


def link_style(tokens: Tokens) -> str:
    """Return the style of a link, as the value of an attribute."""
    return escape(f"color:{tokens.link};overflow-wrap:anywhere")


def mail_page(subject: str, content: str, *, tokens: Tokens, sender: str, language: str) -> str:
    """Return a mail as an HTML page.

    Mail programs support little CSS, so styles are inline, except those for dark screens.
    """
    return FRAME.format(
        language=escape(language),
        subject=escape(subject),
        sender=escape(sender),
        content=content,
        dark=_dark(dark_tokens(tokens)),
        **{name: escape(style) for name, style in _styles(tokens).items()},
    )


def _styles(tokens):
    return {
        "around": f"margin:0;padding:1em 0;background:{tokens.quiet};color:{tokens.text};"
        f"font-family:{tokens.family};font-size:{css_value(tokens, 'text_size')};line-height:1.5",
        "page": f"max-width:37.5em;margin:0 auto;overflow:hidden;background:{tokens.surface};"
        f"border:1px solid {tokens.line};border-radius:{css_value(tokens, 'radius')}",
        "bar": f"margin:0;padding:0.75em 1.5em;background:{tokens.brand};color:{tokens.on_brand};"
        "font-weight:bold",
        "heading": f"margin:0.75em 0;font-size:{round(tokens.scale, 3):g}em;line-height:1.25",
    }


def _dark(tokens):
    """Return rules for dark screens, which override the inline styles."""
    return (
        "@media (prefers-color-scheme:dark){"
        f".around{{background:{tokens.quiet}!important;color:{tokens.text}!important}}"
        f".page{{background:{tokens.surface}!important;border-color:{tokens.line}!important}}"
        f".page a{{color:{tokens.link}!important}}}}"
    )


def _block(lines, link):
    """Return consecutive lines as paragraphs and lists."""
    parts = []
    for is_list, some in groupby(lines, lambda line: line.startswith(ITEM)):
        shown = [_linked(line.removeprefix(ITEM), link) for line in some]
        items = "".join(f"<li>{each}</li>" for each in shown)
        parts.append(f"<ul>{items}</ul>" if is_list else f"<p>{'<br>'.join(shown)}</p>")
    return "\n".join(parts)


def _linked(line, link):
    """Return a line as HTML with its URLs as links."""
    parts, at = [], 0
    for found in ADDRESS.finditer(line):
        address = found[0].rstrip(AFTER)
        shown = escape(address)
        parts += [escape(line[at : found.start()]), f'<a href="{shown}" style="{link}">{shown}</a>']
        at = found.start() + len(address)
    return "".join([*parts, escape(line[at:])])
