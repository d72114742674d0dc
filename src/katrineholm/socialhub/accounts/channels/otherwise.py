"""Alternative texts in easy Swedish and in English."""

from typing import Any

from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import provider

from ... import _
from ...site.pages.languages import translated_text

LABEL = _("Easy Swedish and English")


class IEnglishTitle(model.Schema):
    """The English title of a hub or an administration. A channel has its account's name."""

    model.fieldset("otherwise", label=LABEL, fields=["english_title"])
    english_title = schema.TextLine(
        title=_("Title in English"),
        description=_("Shown in the place of the title to those who read the site in English."),
        max_length=200,
        required=False,
    )


@provider(IFormFieldProvider)
class ISaidOtherwise(model.Schema):
    """A behaviour for descriptions in easy Swedish and in English."""

    model.fieldset("otherwise", label=LABEL, fields=["easy_text", "english_text"])
    easy_text = schema.Text(
        title=_("In easy Swedish"),
        description=_("What it is, in short sentences and everyday words. Shown to the public."),
        max_length=1000,
        required=False,
    )
    english_text = schema.Text(
        title=_("In English"),
        description=_("Shown in the place of the summary to those who read the site in English."),
        max_length=1000,
        required=False,
    )


def lead_text(context: Any) -> dict:
    """Return an object's description, in English on English pages: see ``translated_text``."""
    return translated_text(context.description, getattr(context, "english_text", None))


def easy_swedish(context: Any) -> str:
    """Return an object's description in easy Swedish, or an empty string."""
    return getattr(context, "easy_text", "") or ""
