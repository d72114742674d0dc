"""People with duties, and messages that have come in."""

from officers import channel, hub, people, receive, rest  # noqa: F401
