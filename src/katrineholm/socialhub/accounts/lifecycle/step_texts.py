"""Texts about steps: on buttons, in messages, and in the history."""

from plone import api
from zope.i18nmessageid import Message

from ... import PACKAGE_NAME, _
from ..channels.person import member_name
from ..channels.times import formatted_time

BUTTONS = {
    "report": _("Report the channel"),
    "return": _("Send back to the administration"),
    "make-official": _("Make the channel official"),
    "pause": _("Pause the channel"),
    "resume": _("Resume the channel"),
    "close": _("Close the channel"),
}
STEP_MESSAGES = {
    "report": _("The channel is reported. The information office is told by mail."),
    "return": _("The channel is sent back. Who reported it is told the reason by mail."),
    "make-official": _("The channel is official and stands on the public list."),
    "pause": _("The channel is paused: nothing more is retrieved until it is resumed."),
    "resume": _("The channel is official again, and is retrieved again."),
    "close": _("The channel is closed. It stays on the public list as no longer ours."),
}
HISTORY_TITLES = {
    "add": _("Added"),
    "report": _("Reported to the information office"),
    "return": _("Sent back to the administration"),
    "make-official": _("Made official"),
    "pause": _("Paused by the information office"),
    "resume": _("Resumed"),
    "close": _("Closed as no longer ours"),
    "move": _("Moved to another administration"),
    "rename": _("Given another short name"),
    "remove": _("Taken away"),
    "confirm": _("Confirmed"),
    "absence": _("Absence noted"),
    "absence-removed": _("Absence taken away"),
    "hand-over": _("Handed over"),
    "tie-back": _("Tie-back on Facebook looked at"),
    "rule-proposed": _("Comment rule proposed"),
    "rule-consulted": _("Comment rule accepted by the information office"),
    "rule-declined": _("Comment rule declined by the information office"),
    "rule-in_force": _("Comment rule put in force"),
    "rule-withdrawn": _("Comment rule withdrawn"),
    "entry-written": _("Entry written by hand"),
    "download-kept": _("Download brought in"),
    "download-kept-record": _("Download kept for the record"),
    "entry-sent": _("Entry sent by a program"),
    "entry-changed": _("Entry changed by hand"),
    "pictures-described": _("Pictures of an entry described"),
    "captions-seen": _("Captions of a film or a sound noted"),
    "entry-hidden": _("Entry hidden"),
    "entry-shown": _("Entry shown again"),
    "entry-masked": _("Personal data masked in an entry"),
    "entry-unmasked": _("Entry shown without masking"),
    "key-made": _("Key for a program made"),
    "key-revoked": _("Key for a program taken away"),
    "looked-at": _("Account looked at"),
    "connected": _("Account connected"),
    "disconnected": _("Account let go"),
    "login-noted": _("Noted who holds the log-in"),
    "not-archived": _("Decided not to archive"),
    "snapshot": _("Snapshot kept"),
    "snapshot-disposed": _("Snapshot disposed of"),
    "package-secret": _("What may be secret ordered as a package, by decision"),
    "snapshot-redacted": _("What is disposed of taken out of a snapshot"),
}


def history_title(step: str) -> str:
    """Return the translated title of a step in the history, also one of another room."""
    if not step:
        return api.portal.translate(_("Changed"))
    return api.portal.translate(HISTORY_TITLES.get(step) or Message(step, domain=PACKAGE_NAME))


def history_text(line: dict | None) -> dict | None:
    """Return a line of the history as displayable values, or None if there is no line."""
    return line and {
        "step": line["step"],
        "what": history_title(line["step"]),
        "who": member_name(line["who"]),
        "when": formatted_time(line["time"]),
        "comment": line["comment"],
    }
