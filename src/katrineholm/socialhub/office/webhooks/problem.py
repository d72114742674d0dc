"""What the office must know of its webhooks."""

from zope.i18nmessageid import Message

from ... import _
from .book import FAILED, dead, hooks_of


def problem(hub) -> Message | str:
    """Receivers that were turned off, or deliveries that were given up; "" for nothing."""
    failed = [hook.title for hook in hooks_of(hub) if hook.state == FAILED]
    if failed:
        said = {"titles": ", ".join(failed)}
        return _("Receivers of webhooks that do not answer: ${titles}.", mapping=said)
    if number := len(dead(hub)):
        return _("Webhooks that no receiver has taken: ${number}.", mapping={"number": number})
    return ""
