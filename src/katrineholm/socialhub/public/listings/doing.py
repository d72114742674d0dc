"""What a program does with an entry: the very acts that the forms on its page send."""

from collections.abc import Mapping

from AccessControl import Unauthorized
from zExceptions import NotFound

from ... import _
from ...accounts.channels.facts import visible_one
from ...core.timeline.store import timeline_of
from ...site.forms.refusals import Refusal
from ...site.forms.request import text
from .hand import may_hide_in, why_in

# What is done, by the page that does it in Classic UI and asks who may.
VIEWS = {
    "hide": "@@hide-entry",
    "show": "@@show-entry",
    "pin": "@@pin-entry",
    "feature": "@@feature-entry",
    "unmark": "@@unmark-entry",
}
RELEASE, RELEASED = "release", _("The entry is shown now.")
UNKNOWN = _("Say what is to be done: hide, show, release, pin, feature or unmark.")
MEANWHILE = _("The entry has changed since you saw it, or somebody else has decided on it.")


def do(hub, request, entry_id: str, given: Mapping):
    """Do it; the sentence that says so, as a message.

    ``given`` has ``do``, ``reason`` and, for what waits, ``token``. Raises Refusal where it cannot
    be done, and what the page raises for those who may not.
    """
    _require_editor(hub, entry_id)
    what = text(given, "do")
    if what == RELEASE:
        return _release(hub, entry_id, given)
    if what not in VIEWS:
        raise Refusal(UNKNOWN)
    request.form.update(entry=entry_id, reason=text(given, "reason"))
    return hub.restrictedTraverse(VIEWS[what]).take(request.form)


def _require_editor(hub, entry_id):
    """Whoever may do nothing with the entry's channel is told of no mistake."""
    entry = timeline_of(hub).get(entry_id)
    facts = visible_one(hub, entry["channel"]) if entry else None
    if facts is None:
        raise NotFound(entry_id)
    if not may_hide_in(hub, facts):
        raise Unauthorized


def _release(hub, entry_id, given):
    token = text(given, "token")
    if token.partition(".")[0] != entry_id:
        raise NotFound(entry_id)
    if not hub.restrictedTraverse("@@held-entries").is_done("show", token, why_in(given)):
        raise Refusal(MEANWHILE)
    return RELEASED
