"""What the tests of forms share: a channel, and sessions of people and of programs."""

from officers import channel, hub, people, receive, rest  # noqa: F401
