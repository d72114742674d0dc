"""Letters: queued with the transaction, kept in an outbox until they have left.

Entry points: ``send.send``, ``outbox.outbox``, ``recipients.recipient``. May import
``site.graphics``.
"""
