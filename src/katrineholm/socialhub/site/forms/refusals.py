"""What cannot be done as it was asked, and how a person is told why."""

from collections.abc import Mapping
from types import MappingProxyType

from zope.i18nmessageid import Message
from zope.schema import ValidationError

from ... import PACKAGE_NAME
from ...core.downloads.faults import DownloadFault
from ...core.feeds.errors import TEXTS, FeedError
from ...core.messages.engine import Refused
from ...core.tables.faults import TableFault


class Refusal(Exception):
    """What cannot be done, and is not done; the arguments say why, to the person who tried.

    ``faults`` are the reasons by the name of the field at fault, where that is known.
    """

    faults: Mapping[str, str] = MappingProxyType({})

    @property
    def sentence(self) -> Message | str:
        """The first reason."""
        return self.args[0]


class FaultyFields(Refusal, Refused):
    """Fields of a form that cannot be taken: a sentence for each, by the fields' names."""

    def __init__(self, faults: Mapping[str, str], guard: str = ""):
        Exception.__init__(self, *faults.values())
        self.faults, self.guard = dict(faults), guard or next(iter(faults))


class RefusedValue(ValidationError):
    """A field's value that cannot be kept; the first argument says why, the second is the value."""

    def doc(self) -> Message:
        return self.args[0]


def sentence(error: FeedError | TableFault | DownloadFault) -> Message:
    """A refusal of the core as a translatable message."""
    return Message(error.text, domain=PACKAGE_NAME, mapping=error.values)


def from_code(code: str, values: dict) -> Message:
    """The same from what was kept of a FeedError: its code and its values."""
    return Message(TEXTS[code], domain=PACKAGE_NAME, mapping=values)
