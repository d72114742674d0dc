"""From an address to entries. Knows no Plone."""

from .reader import Received, finish, read, receive, understand

__all__ = ["Received", "finish", "read", "receive", "understand"]
