"""The code by which another web site shows the entries of a page in a frame, see ``embed_view``."""

from html import escape
from typing import Any

from plone import api

from ... import _
from ...accounts.channels.visibility import public_url
from ...site.settings.registry import setting
from .query import PAGE, query_url

SETTING, LANGUAGE = "embed_origins", "lang"
# Without a script a frame is not made as high as its page: the box scrolls.
FRAME = (
    '<iframe src="{src}" title="{title}" width="100%" height="640" loading="lazy" '
    'style="border: 0"></iframe>'
)


def embed_help(view: Any) -> dict | None:
    """Return the HTML by which another site shows a stream; None if no site may."""
    if not setting(SETTING):
        return None
    return {
        "title": _("Show these entries on another web site"),
        "text": _(
            "Paste the code where they are to be seen. Only sites that the municipality has listed "
            "may show them."
        ),
        "label": _("Code to paste"),
        "code": frame_code(view),
    }


def frame_code(view: Any) -> str:
    """Return the ``<iframe>`` that shows the entries of a stream's page in its language."""
    base = public_url("/".join(view.context.getPhysicalPath()))
    src = query_url(f"{base}/@@embed", view.query, size=PAGE)
    language = f"{LANGUAGE}={api.portal.get_current_language()}"
    address = f"{src}{'&' if '?' in src else '?'}{language}"
    return FRAME.format(src=escape(address), title=escape(view.title))
