The parties of the municipal council have a page of their own with a link each, in an order by rule and for their term.
