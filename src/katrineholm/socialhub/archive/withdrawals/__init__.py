"""Withdrawals at the source: whether on purpose or by a fault, answered by those responsible.

Entry points: ``answering`` (who may answer, and the stored answers), ``page``. May import core,
site, accounts and inbox.
"""
