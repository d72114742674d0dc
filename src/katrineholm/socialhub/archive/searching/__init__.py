"""The search of the whole record: posts and their versions, hidden posts, messages and diary.

Entry points: ``query.query_from``, ``finding.found``, ``leaving.leave`` (removes disposed entries
from the index), ``index_command`` (rebuilds the index). May import core, site, accounts, public and
inbox.
"""
