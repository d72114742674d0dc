"""The whole record found by words: posts, what they said before, what is out of sight, messages.

Entry points: ``query.query_from`` (what is asked), ``finding.found``, ``leaving.leave`` (what is
disposed of leaves the index), ``index_command`` (the index made anew). May import core, site,
accounts, public and inbox.
"""
