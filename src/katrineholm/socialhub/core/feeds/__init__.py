"""From an address to entries: fetch, parse, clean, and say in plain words what is wrong.

Entry points: ``receive`` asks, ``understand`` computes, also in another process, and ``finish``
puts both together; ``fetch.fetch`` for one document; ``errors.FeedError``, whose text an editor can
read; ``model`` has the values that cross the border. Imports no other room.
"""

from .reader import Received, finish, receive, understand

__all__ = ["Received", "finish", "receive", "understand"]
