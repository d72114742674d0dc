"""The comment rules: seven grounds that hold everywhere, and what a channel adds to them.

Entry points: ``ruling.rules_of``, ``grounds.GROUNDS``. May import channels, lifecycle, people,
core, ``site.mail``. Source: guideline G9.
"""
