"""The search fields of the list (features H3, H9): one visible, the others folded."""

from collections.abc import Mapping

from plone.autoform.directives import widget
from plone.dexterity.content import DexterityContent
from zope.interface import Interface, provider
from zope.schema import Int
from zope.schema.interfaces import IContextSourceBinder
from zope.schema.vocabulary import SimpleVocabulary

from ... import _
from ...accounts.channels.hub import hub_of
from ...site.forms.schema import Line, Pick, described, vocabulary
from ..search.asked import OLDEST, written
from ..steps.given import ADDRESS, LINE
from ..steps.rules import everywhere
from .sight import channels_in

WORDS, OWNER = "SearchableText", "administration"


@provider(IContextSourceBinder)
def rules_anywhere(_context: DexterityContent) -> SimpleVocabulary:
    """Return the vocabulary of the rules that any message can break."""
    return vocabulary({code: f"{code} {text}" for code, text in everywhere()})


@provider(IContextSourceBinder)
def administrations_in(context: DexterityContent) -> SimpleVocabulary:
    """Return the vocabulary of administrations with lists of their own."""
    channels = channels_in(hub_of(context), context)
    found = {facts.administration.uid: facts.administration.title for facts in channels}
    by_title = sorted(found, key=lambda uid: found[uid].casefold())
    return vocabulary({uid: found[uid] for uid in by_title})


class ISearch(Interface):
    """The search fields, see ``search_query``, and the choice of an administration."""

    SearchableText = Line(
        title=_("Search among all messages, closed ones too"),
        description=_(
            "Text, name, address, receipt or diary number, in any word form. Quotation marks keep "
            "words together, and an asterisk stands for the rest of a word."
        ),
        max_length=LINE,
        required=False,
    )
    quote = Line(title=_("Reported words"), max_length=LINE, required=False)
    sender = Line(title=_("Sender"), max_length=LINE, required=False)
    address = Line(
        title=_("Address of the comment or the entry"), max_length=ADDRESS, required=False
    )
    handler = Line(title=_("Handled by (name or user name)"), max_length=LINE, required=False)
    after = Line(title=_("Came in on this day or later"), required=False)
    before = Line(title=_("Came in on this day or earlier"), required=False)
    age = Int(
        title=_("At least this many days old"),
        min=OLDEST["age"][0],
        max=OLDEST["age"][1],
        required=False,
    )
    rule = Pick(title=_("Breaks the rule"), source=rules_anywhere, required=False)
    administration = Pick(title=_("Administration"), source=administrations_in, required=False)
    widget("SearchableText", type="search")
    widget("address", inputmode="url")
    widget("after", type="date")
    widget("before", type="date")
    widget("rule", none=_("Any, or none"))
    widget("administration", none=_("All administrations here"))


def search_fields(context: DexterityContent, form: Mapping) -> dict:
    """Return the fields with values: ``words``, the ``folded``, and whether they are open.

    A single administration is no choice, and left out.
    """
    known = written(form)
    words, *others = described(ISearch, context, values=known)
    folded = [each for each in others if each["name"] != OWNER or len(each["options"]) > 2]
    return {"words": [words], "folded": folded, "is_open": bool(known.keys() - {WORDS}) or None}
