"""What sources have withdrawn: whether on purpose or by a fault, said by those who answer.

Entry points: ``answering`` (who may say so, and what is kept of it), ``page``. May import core,
site, accounts and inbox.
"""
