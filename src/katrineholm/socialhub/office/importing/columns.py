"""The columns of a file that is brought in: those of the full export, and a few more."""

from plone import api
from zope.i18n import translate

from ... import _
from ...public.register.columns import DUTIES, PUBLIC

REQUIRED = ("title", "administration", "profile_url")
# What the list itself writes down: it may stand in the file, and is passed over.
PASSED_OVER = (
    "account",
    "state",
    "official_since",
    "closed_on",
    "link_only_reason",
    "page",
    "confirmed_on",
)
TITLES = PUBLIC | DUTIES | {"interval": _("Interval")}
LANGUAGES = ("en", "sv")


def columns() -> dict[str, tuple[str, ...]]:
    """For each column the titles that it may have besides its name, for ``csvin.read_csv``.

    The first is in the reader's language: a refusal calls the column so.
    """
    own = api.portal.get_current_language()
    languages = sorted(LANGUAGES, key=lambda language: language != own)
    return {
        name: tuple(translate(title, target_language=language) for language in languages)
        for name, title in TITLES.items()
    }


def optional() -> set[str]:
    """The columns that may be left out."""
    return set(TITLES) - set(REQUIRED)
