"""Incoming messages, without Plone: their flow as one definition, its engine, storage and evidence.

Open to others: ``flow`` (``TRANSITIONS``), ``engine`` (the steps and their guards) and ``store``
(``messages_of``). May import ``core.search`` alone. Source: guidelines G7 to G9 and B2.
"""
