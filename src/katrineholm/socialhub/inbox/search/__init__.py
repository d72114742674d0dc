"""Messages are searched: what a query asks for, and an index that is kept up to date.

Entry points: ``asked.clauses_from`` and ``asked.refuse_unreadable``, ``indexing`` (the worker's
chore, and the index made anew). May import ``inbox.steps`` and below. Source: features H3 and H9.
"""
