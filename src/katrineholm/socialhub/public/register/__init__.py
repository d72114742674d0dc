"""The official list, the verification of accounts, and proofs between them and this site.

Open to others: ``filters``, ``columns`` and ``proofs``. May import core, site, accounts and
refresh. Source: guideline G3.
"""
