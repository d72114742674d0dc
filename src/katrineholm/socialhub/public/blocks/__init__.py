"""The portlets as blocks of Volto, and two blocks of its own.

A block has a portlet's settings, and the portlet's renderer gives its plain values, so both show
the same. ``kinds.KINDS`` are the blocks, keyed by type.

Entry points: ``showing.shown`` for a block's visible values, ``reading`` for its settings;
``service`` puts them into pages. May import the rooms with portlets, and below.
"""
