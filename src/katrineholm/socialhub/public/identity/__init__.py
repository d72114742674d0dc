"""Proof both ways: rel="me", trust.txt, JSON-LD, and whether an account links back.

Entry points: ``proofs.proofs``, ``jsonld.Body``. May import core, site, accounts, ``refresh``.
"""
