"""The schemas of REST bodies that differ from a form's."""

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
    """A file in a body."""

    filename = Line(title=_("File name"))
    data = Words(title=_("What is in it (base64)"))


class IWriter(Interface):
    """An author, as far as known, see ``messages.captured.SENDER``."""

    name = Line(title=_("Name"), max_length=LINE, required=False)
    handle = Line(title=_("Account"), max_length=LINE, required=False)
    id = Line(title=_("The account's id"), max_length=LINE, required=False)
    url = Line(title=_("The profile's address"), max_length=LINE, required=False)
    contact = Line(title=_("E-mail or phone number"), max_length=LINE, required=False)


class IEvidence(ISuspected):
    """The fields that a message and its completion share."""

    sender = Part(IWriter, title=_("Who wrote it"), required=False)
    files = List(title=_("Files"), value_type=Part(IFile), required=False)


class IHandedIn(IWritten, IEvidence):
    """A submitted message; on a channel's own service, the channel is known."""

    channel = Line(title=_("Channel"), required=False)
    thread = Line(title=_("The thread's address"), max_length=ADDRESS, required=False)


class ICompleted(IEvidence):
    """Additions to a message's evidence."""

    text = Words(title=_("What it says, word by word"), max_length=LONG, required=False)
    published = Line(title=_("When it was written"), required=False)


class IAnswered(IStated):
    """Facts about a message, or the answer to one of the flow's questions."""

    question = Pick(title=_("Question"), vocabulary=ASKED, required=False)
    answer = Bool(title=_("Yes"), required=False)
