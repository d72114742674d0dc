"""The portlets as blocks of Plone's modern frontend (Volto), and the two that only it has.

A block is a portlet in another frame: it has the portlet's own decisions, and its renderer gives
what it shows as plain values, so both show the same. ``kinds.KINDS`` are the blocks, by type.

Entry points: ``showing.shown`` for what a block's data makes visible, ``reading`` for what of it is
kept; ``service`` puts them into pages. May import the rooms whose portlets are blocks, and below.
"""
