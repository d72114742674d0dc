"""What a receiver can be told of."""

from ... import _

NEW, CHANGED, WITHDRAWN = "entry.new", "entry.changed", "entry.withdrawn"
MESSAGE, TEST = "message.received", "webhook.test"
TYPES = {
    NEW: _("An entry is new"),
    CHANGED: _("An entry has changed"),
    WITHDRAWN: _("An entry is no longer shown"),
    "channel.official": _("A channel is official"),
    "channel.paused": _("A channel is paused"),
    "channel.closed": _("A channel is closed"),
    MESSAGE: _("A message has come in (not what it says)"),
}
