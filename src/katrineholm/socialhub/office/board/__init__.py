"""The office's board: each channel's lights, the daily mail, the outbox, figures, odd sources.

Open to others: ``rows`` (the rows of a board), ``offers`` (the actions of a page). May import
``public.facebook``, ``public.identity``, ``public.register``, ``office.webhooks`` and below.
Source: guidelines G1 and G3.
"""
