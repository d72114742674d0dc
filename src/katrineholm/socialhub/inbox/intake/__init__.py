"""The arrival of messages: from the public, by e-mail, and from the services themselves.

Entry points: the public's forms, ``comments`` (a chore) and ``mail_command``. May import
``inbox.desk`` and below.
"""
