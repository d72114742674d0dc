"""Functions that return fields for schemas: of portlets, of lines of text and of choices."""

from collections.abc import Callable
from typing import Any

from plone import api
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.interface import provider
from zope.schema.interfaces import IContextAwareDefaultFactory, IVocabularyFactory
from zope.schema.vocabulary import SimpleVocabulary

from ... import _
from .form_schema import vocabulary


def heading_field(message: str) -> schema.TextLine:
    """Return the field for a portlet's heading. Its default is ``message``, translated."""
    return schema.TextLine(
        title=_("Heading"), defaultFactory=_translated_default(message), required=False
    )


def hub_field() -> schema.Choice:
    """Return the field for a portlet's hub, whose value is a UID."""
    return schema.Choice(
        title=_("Hub"),
        description=_("Left empty: the site's first hub."),
        vocabulary="katrineholm.socialhub.hubs",
        required=False,
    )


@provider(IVocabularyFactory)
def hubs(context: Any) -> SimpleVocabulary:
    """Return the vocabulary of the hubs that the user may see: titles by UID."""
    found = api.content.find(portal_type="SocialHub", sort_on="sortable_title")
    return vocabulary({brain.UID: brain.Title for brain in found})


def link_text_field(title: str, message: str) -> schema.TextLine:
    """Return the field for the text of the link below a portlet, by default ``message``."""
    return schema.TextLine(
        title=title,
        description=_("Left empty: no link."),
        defaultFactory=_translated_default(message),
        required=False,
    )


def choices_field(title: str, description: str, vocabulary: str) -> schema.Tuple:
    """Return a field for any number of terms of a vocabulary."""
    return schema.Tuple(
        title=title,
        description=description,
        value_type=schema.Choice(vocabulary=vocabulary),
        default=(),
        missing_value=(),
        required=False,
    )


def lines_field(
    title: str,
    description: str,
    *,
    constraint: Callable[[str], bool] | None = None,
    longest: int | None = None,
    most: int | None = None,
    default: tuple[str, ...] = (),
) -> schema.Tuple:
    """Return a field for texts, one per line: at most ``most``, each up to ``longest`` long."""
    return schema.Tuple(
        title=title,
        description=description,
        value_type=schema.TextLine(max_length=longest, constraint=constraint),
        max_length=most,
        required=False,
        missing_value=(),
        default=default,
    )


def checkbox_widgets(*names: str) -> dict:
    """Return checkboxes, which need no JavaScript, as arguments for ``directives.widget``."""
    return dict.fromkeys(names, CheckBoxFieldWidget)


def _translated_default(message):
    """Return a default factory that translates: the text is stored in the editor's language."""

    @provider(IContextAwareDefaultFactory)
    def written(context):
        return api.portal.translate(message)

    return written
