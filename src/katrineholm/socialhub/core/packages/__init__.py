"""Packages for an archive: FGS Paketstruktur 2.0, which is E-ARK's SIP 2.1.0 (CSIP), as ZIP files.

Entry points: ``packing.pack`` and ``checking.faults``. Imports no other room.

A package is built as a stream: neither its files nor what is told of them are ever in memory
together. ``schemas`` has the schemas that it follows and carries (``xsd``): those of others are
fetched by ``assets.py``; of PREMIS there is one of our own, for the part that is written here.
"""
