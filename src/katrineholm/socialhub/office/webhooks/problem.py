"""Problems of webhooks, for the board."""

from zope.i18nmessageid import Message

from ... import _
from .book import FAILED, dead, hooks_of


def problem(hub) -> Message | str:
    """Return a sentence about failed receivers or dead deliveries, or an empty text."""
    failed = [hook.title for hook in hooks_of(hub) if hook.state == FAILED]
    if failed:
        titles = {"titles": ", ".join(failed)}
        return _("Receivers of webhooks that do not answer: ${titles}.", mapping=titles)
    if number := len(dead(hub)):
        return _("Webhooks that no receiver has taken: ${number}.", mapping={"number": number})
    return ""
