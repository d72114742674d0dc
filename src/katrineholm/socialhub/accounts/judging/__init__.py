"""Requirements on channels for the official list, checked at every change (G1 to G7).

Entry points: ``standing.standing_demands``, ``judge.faults`` and ``judge.lost``,
``duplicates.listed``, ``account.require_unlisted``. May import channels, people, ``site.forms`` and
core.
"""
