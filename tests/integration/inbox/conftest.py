"""What the rooms about messages share."""

from officers import channel, hub, people, receive, rest  # noqa: F401
