The information office sees how many messages wait on each administration's channels, for whom and since when, and a help page draws the flow that all messages follow.
