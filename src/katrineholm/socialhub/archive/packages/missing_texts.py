"""Why a picture or a film of a post is not stored, in words."""

from html import escape

from plone import api

from ... import _
from ...core.timeline import missing_media
from ...core.timeline.layout import Entry
from ...core.timeline.missing_media import MissingMedium
from ...core.timeline.store import Timeline
from ...site.pages.refusals import message_from_code

REASONS = {
    missing_media.FILM: _("Films and sound are not kept, only their address."),
    missing_media.DISPOSED: _("It has been disposed of."),
    missing_media.BEYOND: _("Only the first four pictures of a post are kept."),
    missing_media.WAITING: _("It has not been retrieved yet."),
    missing_media.UNSEEN: _("The post is not shown, and its picture has not been retrieved."),
    missing_media.UNKNOWN: _("It was not retrieved. Why is not known."),
}


def reason_text(missing: MissingMedium, language: str | None = None) -> str:
    """Return the reason as a sentence, in the user's language unless another is given."""
    message = REASONS.get(missing.why) or message_from_code(missing.why, missing.values)
    return str(api.portal.translate(message, lang=language))


def missing_list(timeline: Timeline, entry: Entry, content: Entry | None = None) -> str:
    """Return a list in HTML, in Swedish, of what is not stored of an entry; "" if all is.

    ``content`` is an earlier version of it, if the list is about that.
    """
    rows = (
        f"<li>{escape(each.url)}<br>{escape(reason_text(each, 'sv'))}</li>"
        for each in missing_media.missing_media(timeline, entry, content)
    )
    found = "".join(rows)
    return f'<p class="about">Inte bevarat:</p>\n<ul>{found}</ul>\n' if found else ""
