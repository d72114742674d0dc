"""Retrieval of feeds from URLs: request, parse and sanitise them, and explain errors plainly.

Webhooks and WebSub are here, too, because their requests pass the same checks. Open to others:
``reader`` (retrieve and parse a feed), ``errors`` (error messages that an editor can read) and
``model`` (the values that this package returns). Imports no other room.
"""
