"""What a person can choose among."""

from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory

from ... import _
from ...accounts.channels.vocabularies import vocabulary

# Also what the link to it is called.
LINK_TITLES = {
    "blog": _("Blog"),
    "site": _("Web site"),
    "microblog": _("Microblog"),
    "video": _("Video"),
    "other": _("Link"),
}
ORDER_TITLES = {
    "alphabet": _("In alphabetical order"),
    "seats": _("By seats in the council, the most first"),
}


@provider(IVocabularyFactory)
def link_kinds(context):
    """What a party can link to."""
    return vocabulary(LINK_TITLES.items())


@provider(IVocabularyFactory)
def party_orders(context):
    """The rules that the whole shelf can be ordered by."""
    return vocabulary(ORDER_TITLES.items())
