"""The downloads that services offer their accounts' owners: posts, pictures and a report.

Entry points: ``reading`` (from files to posts and a report) and ``post`` (from a post to the draft
of an entry). May import ``core.feeds`` and ``core.tables``.
"""
