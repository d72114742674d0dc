"""Steps with a message: permission, validation and consequences.

Entry points: ``steps.act``, ``given`` (validation of values), ``interfaces`` (of other rooms' part
in a step). May import ``inbox.routing`` and below. Source: guidelines G7 to G9 and B2.
"""
