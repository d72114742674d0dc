"""Exceptions for refused acts, with the reason for the user."""

from collections.abc import Mapping
from types import MappingProxyType

from zope.i18nmessageid import Message
from zope.schema import ValidationError

from ... import PACKAGE_NAME
from ...core.feeds.error_advice import ADVICE
from ...core.feeds.errors import TEXTS, FeedError
from ...core.files.table_faults import TableFault
from ...core.messages.engine import Refused
from ...core.sources.download_errors import DownloadError


class Refusal(Exception):
    """Raised to refuse an act, with reasons for the user. ``faults`` are reasons by field."""

    faults: Mapping[str, str] = MappingProxyType({})

    @property
    def sentence(self) -> Message | str:
        """Return the first reason, as an error message."""
        return self.args[0]


class FaultyFields(Refusal, Refused):
    """Raised for invalid fields of a form, with an error message for each field by name."""

    def __init__(self, faults: Mapping[str, str], guard: str = ""):
        Exception.__init__(self, *faults.values())
        self.faults, self.guard = dict(faults), guard or next(iter(faults))


class LinkRefused(Refusal):
    """Raised for an invalid link. ``status`` is 403 (wrong) or 410 (too old or used)."""

    def __init__(self, sentence: Message, status: int):
        super().__init__(sentence)
        self.status = status


class RefusedValue(ValidationError):
    """Raised for the invalid value of a field. Its arguments are the reason and the value."""

    def doc(self) -> Message:
        return self.args[0]


def error_message(error: FeedError | TableFault | DownloadError) -> Message:
    """Return the text of an exception from ``core`` as a translatable message."""
    return Message(error.text, domain=PACKAGE_NAME, mapping=error.values)


def message_from_code(code: str, values: dict) -> Message:
    """Return the translatable message of a FeedError from its stored code and values."""
    return Message(TEXTS[code], domain=PACKAGE_NAME, mapping=values)


def advice_from_code(code: str) -> Message | str:
    """Return what to do about a FeedError, from its code, or an empty string."""
    return Message(ADVICE[code], domain=PACKAGE_NAME) if code in ADVICE else ""
