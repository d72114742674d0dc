"""The search among messages: its query, and its index.

Entry points: ``asked.clauses_from`` and ``asked.refuse_unreadable``, ``indexing`` (the worker's
chore, and the rebuilding of the index). May import ``inbox.steps`` and below. Source: features H3
and H9.
"""
