The pages of a hub, its entries, lists and forms can be asked for as plain values, and the portlets are blocks in Plone's modern frontend (Volto); see docs/rest.md.
