"""A message, without Plone: its flow as one definition, what decides, what keeps, and the proof.

Entry points: ``flow.TRANSITIONS``, ``engine`` (what a step asks and does), ``store.messages_of`` (a
hub's messages), ``shelves`` (which are listed where), ``searching`` (which are found by what),
``sealing`` (evidence and hashes). Imports ``search`` alone. Source: guidelines G7 to G9 and B2.
"""
