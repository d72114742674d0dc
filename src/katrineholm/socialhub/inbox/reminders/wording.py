"""A message's words in short: its own, or else, apart from them, those of whoever reported it."""

from collections.abc import Callable, Mapping

from zope.i18nmessageid import Message

from ... import _

NOT_YET = _("Reported comment: its text is not filled in yet.")
REPORTER = _("The reporter writes:")


def wording(known: Mapping, said: Callable[[Message], str]) -> list[str]:
    """The words of a message, the last of what is given, and before them what to say of them.

    ``known`` is as in ``messages.completing.as_known``; ``said`` translates.
    """
    reported = (known.get("reported") or {}).get("text", "")
    if known["text"] or not reported:
        return [known["text"]]
    return [said(NOT_YET), said(REPORTER), reported]
