Pages of the add-on in Classic UI lead back to their hub, administration or channel in Volto where the site is Volto's.
