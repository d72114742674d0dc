"""The steps of a message: assignment, deadlines, validation, consequences and mails.

Open to others: ``roles`` (a person's roles), ``steps`` (``take_step``) and ``interfaces`` (the part
of other rooms in a step). May import core, site, accounts and refresh. Source: guidelines G7 to G9
and B2.
"""
