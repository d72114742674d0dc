"""The columns of an import: those of the full export, and a few more."""

from plone import api
from zope.i18n import translate

from ... import _
from ...public.register.columns import DUTY_COLUMNS, PUBLIC_COLUMNS

REQUIRED_COLUMNS = ("title", "administration", "profile_url")
# Set by the list itself: the file may contain them, and they are ignored.
IGNORED_COLUMNS = (
    "account",
    "state",
    "official_since",
    "closed_on",
    "link_only_reason",
    "page",
    "confirmed_on",
)
COLUMN_TITLES = PUBLIC_COLUMNS | DUTY_COLUMNS | {"interval": _("Interval")}
LANGUAGES = ("en", "sv")


def accepted_titles() -> dict[str, tuple[str, ...]]:
    """Return the titles of each column besides its name, first in the reader's language."""
    own = api.portal.get_current_language()
    languages = sorted(LANGUAGES, key=lambda language: language != own)
    return {
        name: tuple(translate(title, target_language=language) for language in languages)
        for name, title in COLUMN_TITLES.items()
    }


def optional_columns() -> set[str]:
    """Return the optional columns."""
    return set(COLUMN_TITLES) - set(REQUIRED_COLUMNS)
