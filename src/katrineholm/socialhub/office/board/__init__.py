"""The office's overview: a light for each channel, its health, the digest and the outbox.

Entry points: ``page.BoardView``, ``digest``. May import ``public.facebook``, ``public.identity``,
``public.register``, ``office.webhooks`` and below. Source: guidelines G1 and G3.
"""
