"""A person who answers: a member of the site or a name with an address.

Entry points: ``person.person``, ``answering.who_answers``. Imports no other room.
"""
