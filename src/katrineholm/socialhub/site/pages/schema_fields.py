"""Fields that schemas share: those of all portlets, of lines of text and of choices."""

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
    """Return the field of the heading; ``message`` is its default in the form."""
    return schema.TextLine(
        title=_("Heading"), defaultFactory=_translated_default(message), required=False
    )


def hub_field() -> schema.Choice:
    """Return the field of the hub, by UID."""
    return schema.Choice(
        title=_("Hub"),
        description=_("Left empty: the site's first hub."),
        vocabulary="katrineholm.socialhub.hubs",
        required=False,
    )


@provider(IVocabularyFactory)
def hubs(context: Any) -> SimpleVocabulary:
    """Return the site's hubs, by UID."""
    found = api.content.find(portal_type="SocialHub", sort_on="sortable_title")
    return vocabulary({brain.UID: brain.Title for brain in found})


def link_text_field(title: str, message: str) -> schema.TextLine:
    """Return the field of the text of the link below the portlet; ``message`` is its default."""
    return schema.TextLine(
        title=title,
        description=_("Left empty: no link."),
        defaultFactory=_translated_default(message),
        required=False,
    )


def choices_field(title: str, description: str, vocabulary: str) -> schema.Tuple:
    """Return a field of any number of terms of a vocabulary."""
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
    """Return a field of texts, one a line: at most ``most``, of at most ``longest`` characters."""
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
    """Return checkbox widgets, which need no JavaScript, for ``directives.widget``."""
    return dict.fromkeys(names, CheckBoxFieldWidget)


def _translated_default(message):
    """Return a default factory that translates: the text is stored in the editor's language."""

    @provider(IContextAwareDefaultFactory)
    def written(context):
        return api.portal.translate(message)

    return written
