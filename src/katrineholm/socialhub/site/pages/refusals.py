"""Refusals with the reason for the person who tried."""

from collections.abc import Mapping
from types import MappingProxyType

from zope.i18nmessageid import Message
from zope.schema import ValidationError

from ... import PACKAGE_NAME
from ...core.feeds.errors import TEXTS, FeedError
from ...core.files.table_faults import TableFault
from ...core.messages.engine import Refused
from ...core.sources.download_errors import DownloadError


class Refusal(Exception):
    """A refused act, with reasons for the user; ``faults`` are those keyed by faulty field."""

    faults: Mapping[str, str] = MappingProxyType({})

    @property
    def sentence(self) -> Message | str:
        """Return the first reason."""
        return self.args[0]


class FaultyFields(Refusal, Refused):
    """Refused fields of a form: a sentence for each, keyed by field name."""

    def __init__(self, faults: Mapping[str, str], guard: str = ""):
        Exception.__init__(self, *faults.values())
        self.faults, self.guard = dict(faults), guard or next(iter(faults))


class RefusedValue(ValidationError):
    """A refused value of a field; the arguments are the reason and the value."""

    def doc(self) -> Message:
        return self.args[0]


def error_message(error: FeedError | TableFault | DownloadError) -> Message:
    """Return the text of an error of core as a translatable message."""
    return Message(error.text, domain=PACKAGE_NAME, mapping=error.values)


def message_from_code(code: str, values: dict) -> Message:
    """Return the same message from the stored code and values of a FeedError."""
    return Message(TEXTS[code], domain=PACKAGE_NAME, mapping=values)
