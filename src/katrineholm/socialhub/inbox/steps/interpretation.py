"""The setting for guideline point 8: public comments are ordered records, or none."""

from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleVocabulary

from ... import _
from ...core.messages.guards import IN_ORDER, LIBRARY
from ...site.pages.form_schema import vocabulary
from ...site.settings.registry import setting

TITLES = {
    IN_ORDER: _("They are records, kept in order: each disposal has a decision"),
    LIBRARY: _("They are as in a library: no records for as long as they are only public"),
}


@provider(IVocabularyFactory)
def interpretations(context: object) -> SimpleVocabulary:
    """Return the vocabulary of the two interpretations."""
    return vocabulary(TITLES)


def current_interpretation() -> str:
    """Return the current interpretation: ``guards.IN_ORDER`` or ``guards.LIBRARY``."""
    return setting("open_comments")
