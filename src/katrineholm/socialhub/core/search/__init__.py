"""Full-text search, and the comparison of texts.

Open to others: ``clauses`` (a query as clauses), ``text_index`` (an index of millions of texts in a
file beside the database) and ``difference`` (between two texts). It is independent of messages and
entries. Imports no other room.
"""
