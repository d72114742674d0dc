"""What programs give with an act of messages, where it is another than what a form has."""

from zope.interface import Interface
from zope.schema import Bool, List

from ... import _
from ...core.messages.flow import QUESTIONS
from ...site.forms.schema import Line, Part, Pick, Words, vocabulary
from ..steps.given import ADDRESS, LINE, LONG
from ..steps.schema import IStated
from .handing_in import ISuspected, IWritten

ASKED = vocabulary({each.id: each.text for each in QUESTIONS})


class IFile(Interface):
    """A file within a body."""

    filename = Line(title=_("File name"))
    data = Words(title=_("What is in it (base64)"))


class IWriter(Interface):
    """Who wrote something, as far as it is known: see ``messages.captured.SENDER``."""

    name = Line(title=_("Name"), max_length=LINE, required=False)
    handle = Line(title=_("Account"), max_length=LINE, required=False)
    id = Line(title=_("The account's id"), max_length=LINE, required=False)
    url = Line(title=_("The profile's address"), max_length=LINE, required=False)
    contact = Line(title=_("E-mail or phone number"), max_length=LINE, required=False)


class IEvidence(ISuspected):
    """What a message and its completion have in common."""

    sender = Part(IWriter, title=_("Who wrote it"), required=False)
    files = List(title=_("Files"), value_type=Part(IFile), required=False)


class IHandedIn(IWritten, IEvidence):
    """A message; a channel's own service knows the channel."""

    channel = Line(title=_("Channel"), required=False)
    thread = Line(title=_("The thread's address"), max_length=ADDRESS, required=False)


class ICompleted(IEvidence):
    """What is seen of a message now."""

    text = Words(title=_("What it says, word by word"), max_length=LONG, required=False)
    published = Line(title=_("When it was written"), required=False)


class IAnswered(IStated):
    """What is stated of a message, or the answer to one of the flow's questions."""

    question = Pick(title=_("Question"), vocabulary=ASKED, required=False)
    answer = Bool(title=_("Yes"), required=False)
