"""The same said otherwise: in easy Swedish, and in English."""

from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import provider

from ... import _
from ...site.forms.languages import translated

LABEL = _("Easy Swedish and English")


class IEntitledInEnglish(model.Schema):
    """A hub and an administration; a channel is called what its account is."""

    model.fieldset("otherwise", label=LABEL, fields=["english_title"])
    english_title = schema.TextLine(
        title=_("Title in English"),
        description=_("Shown in the place of the title to those who read the site in English."),
        max_length=200,
        required=False,
    )


@provider(IFormFieldProvider)
class ISaidOtherwise(model.Schema):
    """What a hub, an administration or a channel is, for those who read other than most."""

    model.fieldset(
        "otherwise",
        label=LABEL,
        fields=["easy_text", "english_text"],
    )
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


def lead(context) -> dict:
    """What stands below an object's title: see ``translated``."""
    return translated(context.description, getattr(context, "english_text", None))


def easy(context) -> str:
    """The same in easy Swedish; empty where nobody has written it."""
    return getattr(context, "easy_text", "") or ""
