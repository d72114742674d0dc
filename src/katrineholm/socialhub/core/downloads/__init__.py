"""What a service hands its account's owner to download: its posts, their pictures, a report.

Entry points: ``reading.read`` (from files to posts and a report), ``post.draft`` (from a post to
what a feed's entry is made of). May import ``core.feeds`` and ``core.tables``.
"""
