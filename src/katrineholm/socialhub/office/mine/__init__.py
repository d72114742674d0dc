"""*My channels* on the hub: what waits for an editor, and the way to register another.

Entry point: its viewlet. May import ``inbox.desk``, refresh, accounts and below.
"""
