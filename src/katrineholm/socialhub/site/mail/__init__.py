"""Mail: queued with the transaction, kept in an outbox until it is delivered.

Entry points: ``send.send``, ``outbox``, ``recipients.recipient``. May import ``site.graphics``.
"""
