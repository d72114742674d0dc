"""Sources other than feeds: APIs that require a token, and services' data downloads.

Open to others: ``connector`` (those of the APIs), ``vault`` (tokens as ciphertext) and
``download_reader`` (from files to posts and a report). May import ``core.feeds`` and
``core.files``.
"""
