"""What a channel must hold to stand on the official list, asked at every door (G1 to G7).

Entry points: ``standing.standing_demands``, ``judge.faults`` and ``judge.lost``,
``duplicates.listed``, ``account.require_unlisted``. May import channels, people,
``site.forms`` and core.
"""
