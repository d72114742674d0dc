"""Mutual proof of official accounts: rel="me", trust.txt, JSON-LD and links back.

Entry points: ``proofs``, ``jsonld.Body``. May import core, site, accounts, ``refresh``.
"""
