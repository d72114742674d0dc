"""The full-text search of entries: the index files, their updates and the search itself.

Entry points: ``finding.found`` and ``index_command``, which rebuilds the index. May import core,
``accounts.channels``, refresh and ``site.caching``. Source: features C4.
"""
