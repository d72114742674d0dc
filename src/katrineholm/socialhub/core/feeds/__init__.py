"""From a URL to entries: retrieve, parse, sanitise, and explain errors in plain words.

Entry points: ``reader`` (retrieve and parse a feed), ``errors`` (refusals that an editor can read)
and ``model`` (the values that leave this room). Imports no other room.
"""
