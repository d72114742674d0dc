"""Outgoing mail, which is queued in an outbox until it is delivered.

Open to others: ``mailer`` (``send_mail``), ``recipients`` and ``outbox``. May import
``site.graphics`` and below.
"""
