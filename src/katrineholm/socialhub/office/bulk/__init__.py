"""One change of many channels at once, judged before it is done.

Entry points: ``task``. May import ``office.importing``, ``public.register`` and below.
"""
