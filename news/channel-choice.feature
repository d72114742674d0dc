Above the list of messages, a channel is chosen, and its own list opens.
