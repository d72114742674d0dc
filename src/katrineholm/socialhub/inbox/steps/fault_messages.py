"""The messages about errors in the record, for the command and for the board."""

from zope.i18n import interpolate
from zope.i18nmessageid import Message

from ... import _
from ...core.messages.verification import RecordFault

MESSAGES = {
    "missing": _("message ${number} is missing"),
    "log": _("message ${number}: line ${line} of its log is the first that is not as written"),
    "captured": _("message ${number}: what was captured of it has been changed"),
    "files": _("message ${number}: its files have been changed"),
    "evidence": _("message ${number}: its sealed evidence has been changed"),
    "disposal": _("message ${number}: it was disposed of, but nobody else had proposed that"),
    "state": _("message ${number}: it does not stand where its log leads to"),
    "place": _("message ${number}: it is not listed where it stands"),
    "chain": _("the hub-wide log: entry ${line} is the first that is not as written"),
    "head": _("the hub-wide log: its head is not that of its ${line} entries"),
    "dated": _("the hub-wide log: entry ${line} is dated before an anchor that precedes it"),
    "lane": _("the hub-wide log: it has lines of a log that nobody knows, ${where}"),
    "cut": _("the hub-wide log: entry ${line} and others are missing, as an anchor tells"),
    "anchor": _("the hub-wide log: it differs from an anchor, from entry ${line} on"),
    "anchors": _("the anchors: line ${line} of ${where} is none"),
    "unread anchors": _("the anchors: the file cannot be read: ${where}"),
    "no anchors": _("the anchors: the file has none of this hub"),
    "gone": _("the anchors: the hub ${where} is gone, whose log had ${line} lines"),
}
OF_MESSAGE = _("message ${number}: it does not stand in the ${what} as its log tells")
OF_HUB = _("the hub's ${what} have been changed")


def fault_message(fault: RecordFault) -> Message | str:
    """Return what is wrong; a check of another record has an English sentence of its own."""
    if fault.where and fault.what not in MESSAGES:
        return fault.where
    message = MESSAGES.get(fault.what, OF_MESSAGE if fault.number else OF_HUB)
    values = {"number": fault.number, "what": fault.what, "line": fault.line, "where": fault.where}
    return Message(message, mapping={name: str(value) for name, value in values.items()})


def english_sentence(fault: RecordFault) -> str:
    """Return what is wrong, in English, for the operator."""
    message = fault_message(fault)
    text: str = interpolate(message, getattr(message, "mapping", None))
    return text
