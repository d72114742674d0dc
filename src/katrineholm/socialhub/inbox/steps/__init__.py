"""A step with a message: who may take it, what is checked, and what follows from it.

Entry points: ``steps.act``, ``given`` (what a person gives along), ``interfaces`` (how other rooms
take part). May import ``inbox.routing`` and below. Source: guidelines G7 to G9 and B2.
"""
