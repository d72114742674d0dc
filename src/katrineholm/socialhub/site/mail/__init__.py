"""Mail: queued with the transaction until it is delivered.

Open to others: ``mailer`` (``send_mail``), ``recipients`` and ``outbox``. May import
``site.graphics`` and below.
"""
