"""Found by words: what texts consist of, what a search asks, and an index that answers it.

Entry points: ``asking.asked`` (what somebody writes as clauses), ``index`` (which documents have
what is asked), ``document.Document`` (what is known of each). Knows neither messages nor entries.
Imports no other room.
"""
