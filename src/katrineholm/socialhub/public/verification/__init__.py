"""Verification of accounts: one verdict for page, service and form.

Entry points: ``verifying.verify``. May import ``public.register``, ``public.identity`` and below.
"""
