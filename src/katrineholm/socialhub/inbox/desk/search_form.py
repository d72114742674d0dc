"""The search fields above the list (features H3, H9): one is visible, the others are folded."""

from collections.abc import Mapping

from plone.autoform.directives import widget
from plone.dexterity.content import DexterityContent
from zope.interface import Interface, provider
from zope.schema import Int
from zope.schema.interfaces import IContextSourceBinder
from zope.schema.vocabulary import SimpleVocabulary

from ... import _
from ...accounts.channels.hub import hub_of
from ...site.pages.form_schema import Line, SingleChoice, form_fields, vocabulary
from ..steps.rules import general_rules
from ..steps.validation import MAX_LINE, MAX_URL
from .search_query import OLDEST, search_values
from .visibility import visible_channels

WORDS, OWNER = "SearchableText", "administration"


@provider(IContextSourceBinder)
def rule_vocabulary(_context: DexterityContent) -> SimpleVocabulary:
    """Return the vocabulary of the rules that apply in every channel."""
    return vocabulary(dict(general_rules()))


@provider(IContextSourceBinder)
def administration_vocabulary(context: DexterityContent) -> SimpleVocabulary:
    """Return the vocabulary of the administrations whose lists the user may open."""
    channels = visible_channels(hub_of(context), context)
    found = {facts.administration.uid: facts.administration.title for facts in channels}
    by_title = sorted(found, key=lambda uid: found[uid].casefold())
    return vocabulary({uid: found[uid] for uid in by_title})


class ISearch(Interface):
    """The search fields (see ``search_query``) and the choice of an administration."""

    SearchableText = Line(
        title=_("Search among all messages, closed ones too"),
        description=_(
            "Text, name, address, receipt or diary number, in any word form. Quotation marks keep "
            "words together, and an asterisk stands for the rest of a word."
        ),
        max_length=MAX_LINE,
        required=False,
    )
    quote = Line(title=_("Reported words"), max_length=MAX_LINE, required=False)
    sender = Line(title=_("Sender"), max_length=MAX_LINE, required=False)
    address = Line(
        title=_("Address of the comment or the entry"), max_length=MAX_URL, required=False
    )
    handler = Line(title=_("Handled by (name or user name)"), max_length=MAX_LINE, required=False)
    after = Line(title=_("Came in on this day or later"), required=False)
    before = Line(title=_("Came in on this day or earlier"), required=False)
    age = Int(
        title=_("At least this many days old"),
        min=OLDEST["age"][0],
        max=OLDEST["age"][1],
        required=False,
    )
    rule = SingleChoice(title=_("Breaks the rule"), source=rule_vocabulary, required=False)
    administration = SingleChoice(
        title=_("Administration"), source=administration_vocabulary, required=False
    )
    widget("SearchableText", type="search")
    widget("address", inputmode="url")
    widget("after", type="date")
    widget("before", type="date")
    widget("rule", none=_("Any, or none"))
    widget("administration", none=_("All administrations here"))


def search_fields(context: DexterityContent, form: Mapping) -> dict:
    """Return the search fields with values: ``words``, the ``folded`` ones, and ``is_open``."""
    known = search_values(form)
    words, *others = form_fields(ISearch, context, values=known)
    # A single administration is no choice.
    folded = [each for each in others if each["name"] != OWNER or len(each["options"]) > 2]
    return {"words": [words], "folded": folded, "is_open": bool(known.keys() - {WORDS}) or None}
