"""Whether an account is the municipality's: one verdict for page, service and form.

Entry points: ``verifying.verify``. May import ``public.register``, ``public.identity`` and below.
"""
