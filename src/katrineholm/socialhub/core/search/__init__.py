"""Found by words: what texts consist of, what a search asks, and two indexes that answer it.

Entry points: ``asking.asked`` (what somebody writes as clauses), ``index`` (which documents have
what is asked, in the ZODB), ``document.Document`` (what is known of each), ``textfile`` (texts by
the million, in a file beside the database). Knows neither messages nor entries. Imports no other
room.
"""
