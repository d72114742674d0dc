"""From an address to entries: fetch, parse, clean, and say in plain words what is wrong.

Entry points: ``read`` (all at once), or ``receive`` and then ``understand`` in another process and
``finish``; ``fetch.fetch`` for one document; ``errors.FeedError``, whose text an editor can read;
``model`` has the values that cross the border. Imports no other room.
"""

from .reader import Received, finish, read, receive, understand

__all__ = ["Received", "finish", "read", "receive", "understand"]
