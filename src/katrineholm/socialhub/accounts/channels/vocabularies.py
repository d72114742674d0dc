"""Vocabularies for the fields of the content types."""

from copy import copy
from typing import Any

from plone import api
from plone.app.z3cform.widgets.select import SelectWidget
from z3c.form.interfaces import IFieldWidget
from z3c.form.widget import FieldWidget
from zope.component import getUtility
from zope.interface import implementer, provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleVocabulary

from ... import _
from ...core.platforms import catalogue
from ...core.platforms.interfaces import KINDS
from ...site.pages.form_schema import static_vocabulary, vocabulary
from ...site.settings.titles import KIND_TITLES, service_title
from .facts import active_channels
from .interfaces import IChannel

RHYTHM_TITLES = {
    1: _("Every day"),
    3: _("Several times a week"),
    7: _("Every week"),
    14: _("Every second week"),
    31: _("Every month"),
    92: _("Every quarter"),
}
MARK_TITLES = {
    "name": _("The municipality and the administration are named"),
    "logo": _("The municipality's logotype is shown"),
    "colours": _("The profile's colours are used"),
    "description": _("The ready profile text is used"),
    "link": _("The profile links to the channel's page on this site"),
}
TARGET_TITLES = {
    "source": _("The entry at its source"),
    "page": _("A page of its own on this site"),
}

EVERY_LANGUAGE = "plone.app.vocabularies.AvailableContentLanguages"
# Those of the country, its minorities and its largest groups of readers.
USUAL_LANGUAGES = (
    *("sv", "en", "fi", "se", "yi", "ar", "so", "fa", "ti", "ku", "bs", "hr", "sr", "pl", "uk"),
    *("tr", "de", "ru", "es", "fr"),
)
LAYOUT_TITLES = {
    "cards": _("Cards: rows of one height"),
    "list": _("List: below each other, small pictures"),
    "wall": _("Wall: columns, pictures in their own shape"),
}


# Kinds of channels; days between two entries; parts of the graphic profile that an account can
# follow (rows M1 to M3); targets of an entry's heading; layouts of the entries.
kinds = static_vocabulary({kind: KIND_TITLES[kind] for kind in KINDS})
rhythms = static_vocabulary(RHYTHM_TITLES)
profile_marks = static_vocabulary(MARK_TITLES)
entry_targets = static_vocabulary(TARGET_TITLES)
layouts = static_vocabulary(LAYOUT_TITLES)


@provider(IVocabularyFactory)
def platforms(context: Any) -> SimpleVocabulary:
    """Return the services on offer and the channel's own service, sorted by title."""
    own = {context.platform} if IChannel.providedBy(context) else set()
    names = {service.name for service in catalogue.visible_platforms()} | (own - {None})
    return vocabulary(_sorted({name: service_title(name) for name in names}))


@provider(IVocabularyFactory)
def languages(context: Any) -> SimpleVocabulary:
    """Return the languages that forms offer: the usual ones, the site's and the channel's own."""
    everything = getUtility(IVocabularyFactory, EVERY_LANGUAGE)(context).by_value
    site = api.portal.get_tool("portal_languages").getSupportedLanguages()
    own = [context.language] if IChannel.providedBy(context) and context.language else []
    names = dict.fromkeys(each for each in (*USUAL_LANGUAGES, *site, *own) if each in everything)
    return vocabulary({each: everything[each].title for each in names})


@provider(IVocabularyFactory)
def administrations(context: Any) -> SimpleVocabulary:
    """Return the administrations with an official or paused channel, keyed by UID."""
    owners = {facts.administration for facts in active_channels(api.portal.get())}
    return vocabulary(_sorted({each.uid: each.title for each in owners}))


@provider(IVocabularyFactory)
def channels(context: Any) -> SimpleVocabulary:
    """Return the official and paused channels by UID, with their administrations in the titles."""
    found = active_channels(api.portal.get())
    return vocabulary({each.uid: f"{each.title} ({each.administration.title})" for each in found})


def _sorted(titles):
    return dict(sorted(titles.items(), key=lambda pair: pair[1].lower()))


@implementer(IFieldWidget)
def LanguageFieldWidget(field: Any, request: Any) -> FieldWidget:
    """Return a widget for a language with the choices of ``languages``; programs may send more."""
    usual = copy(field)
    usual.vocabulary, usual.vocabularyName = None, "katrineholm.socialhub.languages"
    return FieldWidget(usual, SelectWidget(request))
