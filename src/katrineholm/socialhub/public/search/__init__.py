"""Entries found by words: where the index lies, how it is kept up to date, and what is found.

Entry points: ``finding.found``, ``index_command`` (the index made anew). May import core,
``accounts.channels``, refresh and ``site.caching``. Source: features C4.
"""
