One entry of a hub can be pinned and one featured; a channel's new entries can wait until somebody has looked at them.
