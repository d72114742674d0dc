"""Incoming messages, independent of Plone: their flow, its engine, and their storage.

Open to others: ``flow`` (the table of transitions), ``engine`` (the steps and their guards) and
``store`` (``messages_of``). May import ``core.search`` alone. Source: guidelines G7 to G9 and B2.
"""
