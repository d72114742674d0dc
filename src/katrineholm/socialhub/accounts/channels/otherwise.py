"""The same said otherwise: in easy Swedish, and in English."""

from plone import api
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import provider

from ... import _


@provider(IFormFieldProvider)
class ISaidOtherwise(model.Schema):
    """What a hub, an administration or a channel is, for those who read other than most."""

    model.fieldset(
        "otherwise",
        label=_("Easy Swedish and English"),
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
    """What stands below an object's title: ``text``, and the ``language`` it is in, or None."""
    english = getattr(context, "english_text", "") or ""
    language, own = api.portal.get_current_language(), api.portal.get_default_language()
    if english and language == "en":
        return {"text": english, "language": None}
    return {"text": context.description, "language": None if language == own else own}


def easy(context) -> str:
    """The same in easy Swedish; empty where nobody has written it."""
    return getattr(context, "easy_text", "") or ""
