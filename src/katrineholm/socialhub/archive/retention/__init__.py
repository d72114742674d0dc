"""Retention rules, and the disposal of posts, snapshots and packages by two people.

The rules lie in ``accounts.channels.retention``; messages are disposed of by ``inbox.records``.
Entry points: ``due.due``, ``disposal.propose``, ``confirm`` and ``withdraw``, and the worker's
chore ``carrying.DISPOSING``. May import ``archive.orders`` and ``archive.snapshots``, core, site,
accounts, refresh and inbox.
"""
