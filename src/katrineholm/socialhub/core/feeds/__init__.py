"""From a URL to entries: retrieve, parse, sanitise, and explain errors in plain words.

Webhooks and WebSub are here, too: they leave by the same guard. Open to others: ``reader``
(retrieve and parse a feed), ``errors`` (refusals that an editor can read) and ``model`` (the values
that leave this room). Imports no other room.
"""
