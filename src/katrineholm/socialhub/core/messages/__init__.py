"""Incoming messages, without Plone: one definition of their flow, its engine, its storage.

Open to others: ``flow`` (the table of transitions), ``engine`` (the steps and their guards) and
``store`` (``messages_of``). May import ``core.search`` alone. Source: guidelines G7 to G9 and B2.
"""
