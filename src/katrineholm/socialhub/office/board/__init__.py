"""The office's board, its daily mail and outbox, figures and feedless sources.

The feed doctor explains the problems of a feed. Open to others: ``channel_rows`` (the rows of a
board), ``actions`` (the actions on a page) and ``figures`` (the figures of a hub). May import
``office.webhooks``, public, inbox, refresh and below. Source: guidelines G1, G3 and G4.
"""
