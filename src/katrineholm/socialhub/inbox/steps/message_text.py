"""The short text of a message: its own, or that of its reporter."""

from collections.abc import Callable, Mapping

from zope.i18nmessageid import Message

from ... import _

TEXT_MISSING = _("Reported comment: its text is not filled in yet.")
REPORTER = _("The reporter writes:")


def text_lines(known: Mapping, said: Callable[[Message], str]) -> list[str]:
    """Return the text of a message as the last line, after lines that introduce it.

    ``known`` is as in ``messages.completing.as_known``; ``said`` translates.
    """
    reported = (known.get("reported") or {}).get("text", "")
    if known["text"] or not reported:
        return [known["text"]]
    return [said(TEXT_MISSING), said(REPORTER), reported]
