"""People with duties: members of the site, or contacts with an e-mail address.

Entry points: ``person.person``, ``answering.who_answers``. Imports no other room.
"""
