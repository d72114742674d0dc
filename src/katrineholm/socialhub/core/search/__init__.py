"""Full-text search: the words of texts, the clauses of a query, and two indexes for them.

Open to others: ``clauses`` (a query as clauses), ``index`` (an index in the ZODB) and ``textfile``
(an index of millions of texts in a file beside the database). Knows neither messages nor entries.
Imports no other room.
"""
