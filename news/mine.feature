The hub tells an editor *My channels*: what was sent back, what is missing or not retrieved, the messages that wait, and where to register a channel.
