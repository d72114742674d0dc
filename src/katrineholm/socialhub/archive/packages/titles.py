"""The titles of the kinds of records, of the states of posts, and of the acts on posts."""

from ... import _

TYPE_TITLES = {
    "entry": _("Posts"),
    "version": _("Earlier versions"),
    "withdrawn": _("Withdrawn posts"),
    "hidden": _("Hidden posts"),
    "held": _("Posts that wait to be reviewed"),
    "message": _("Messages"),
    "diary": _("Lines of the diary"),
}
# In the singular.
SINGULAR_TITLES = {
    "entry": _("Post"),
    "version": _("Earlier version"),
    "withdrawn": _("Withdrawn post"),
    "hidden": _("Hidden post"),
    "held": _("Waits to be reviewed"),
    "message": _("Message"),
    "diary": _("Line of the diary"),
}
STATE_TITLES = {
    "disposed": _("Disposed of"),
    "published": _("Shown to visitors"),
    "withdrawn": _("Withdrawn at the source"),
    "hidden": _("Hidden by hand"),
    "record": _("Kept for the record only"),
    "held": _("Waits to be reviewed"),
    "filtered": _("Left out by the channel's filters"),
    "expired": _("Too old, or over the limit"),
}
ACT_TITLES = {
    "seen": _("First seen by the hub"),
    "write": _("Written by hand"),
    "change": _("Post changed"),
    "withdraw": _("Withdrawn at the source"),
    "return": _("Back at the source"),
    "hide": _("Taken out of sight"),
    "decline": _("Declined when it was reviewed"),
    "show": _("Shown again"),
    "release": _("Let through when it was reviewed"),
    "pin": _("Pinned"),
    "unpin": _("No longer pinned"),
    "feature": _("Featured"),
    "unfeature": _("No longer featured"),
    "ask": _("Whoever answers was asked why it was withdrawn"),
    "purpose": _("Withdrawn on purpose"),
    "fault": _("Withdrawn by a fault"),
    "let-go": _("One of many that went at once: the withdrawal was confirmed"),
    "let-stand": _("One of many that went at once: it stands all the same"),
    "mask": _("Personal data masked"),
    "unmask": _("No longer masked"),
    "hold": _("Held: not to be disposed of"),
    "lift": _("No longer held"),
    "dispose": _("Disposed of"),
    "forget": _("Part of it disposed of"),
    "demand": _("Somebody demanded a correction or erasure"),
    "grant-demand": _("The demand was granted: masked or hidden for visitors"),
    "correct": _("Note of correction"),
    "refuse-demand": _("The demand was refused"),
    "join": _("Stored twice: joined with the other entry"),
}
