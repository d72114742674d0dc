"""*My channels* on the hub: an editor's tasks, and links to register another channel.

Open to others: ``offers`` (the actions of a page). May import ``inbox.desk``, ``public.posting``,
refresh, accounts and below.
"""
