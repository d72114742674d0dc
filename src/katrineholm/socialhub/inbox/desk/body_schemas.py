"""The schemas of REST request bodies that differ from the schemas of forms."""

from zope.interface import Interface
from zope.schema import Bool, List

from ... import _
from ...core.messages.flow import QUESTIONS
from ...site.pages.form_schema import Line, LongText, NestedFields, SingleChoice, vocabulary
from ..steps.schema import IStatedFacts
from ..steps.validation import MAX_LINE, MAX_LONG_TEXT, MAX_URL
from .new_message import IMessageContent, ISuspectedAbuse

QUESTION_VOCABULARY = vocabulary({each.id: each.text for each in QUESTIONS})


class IFile(Interface):
    """A file in a request body."""

    filename = Line(title=_("File name"))
    data = LongText(title=_("What is in it (base64)"))


class IAuthor(Interface):
    """The known facts about a message's author, see ``content.SENDER_FIELDS``."""

    name = Line(title=_("Name"), max_length=MAX_LINE, required=False)
    handle = Line(title=_("Account"), max_length=MAX_LINE, required=False)
    id = Line(title=_("The account's id"), max_length=MAX_LINE, required=False)
    url = Line(title=_("The profile's address"), max_length=MAX_LINE, required=False)
    contact = Line(title=_("E-mail or phone number"), max_length=MAX_LINE, required=False)


class IEvidence(ISuspectedAbuse):
    """The fields that a new message and later additions to its evidence have in common."""

    sender = NestedFields(IAuthor, title=_("Who wrote it"), required=False)
    files = List(title=_("Files"), value_type=NestedFields(IFile), required=False)


class ISubmission(IMessageContent, IEvidence):
    """A new message; a request to a channel's own service may omit ``channel``."""

    channel = Line(title=_("Channel"), required=False)
    thread = Line(title=_("The thread's address"), max_length=MAX_URL, required=False)


class ICompletion(IEvidence):
    """Additions to the evidence of a message."""

    text = LongText(title=_("What it says, word by word"), max_length=MAX_LONG_TEXT, required=False)
    published = Line(title=_("When it was written"), required=False)


class IAnswerBody(IStatedFacts):
    """The facts to set about a message, or the answer to one of the flow's questions."""

    question = SingleChoice(title=_("Question"), vocabulary=QUESTION_VOCABULARY, required=False)
    answer = Bool(title=_("Yes"), required=False)
