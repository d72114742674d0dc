"""The office's board, its daily mail and outbox, figures, odd sources and *My channels*.

The feed doctor explains a feed's faults. Open to others: ``channel_rows`` (a board's rows),
``actions`` (a page's actions) and ``figures`` (a hub's figures). May import ``office.webhooks``,
public, inbox, refresh and below. Source: guidelines G1, G3 and G4.
"""
